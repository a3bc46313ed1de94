INSERT INTO audience VALUES ('au01', 'Nyhetsbrev');
INSERT INTO member (id, audience_id, email_address, fname, lname, role_address, status, timestamp_opt, ip_opt, archived) VALUES
  (1, 'au01', 'Asa.Bergstrom@Example.SE', 'Åsa', 'Bergström', false, 'subscribed', '2025-02-04 09:00:00', '192.0.2.61', false),
  (2, 'au01', 'asa.berstrom@example.se', 'Åsa', 'Berström', false, 'subscribed', '2025-02-05 09:00:00', '192.0.2.61', false),
  (3, 'au01', 'info@kusten.example.fi', NULL, NULL, true, 'subscribed', '2024-09-10 12:00:00', NULL, false),
  (4, 'au01', 'jukka.torma@example.fi', 'Jukka', 'Törmä', false, 'unsubscribed', '2023-01-15 08:30:00', NULL, false);
INSERT INTO member_tag VALUES (1, 1, 'kund'), (2, 1, 'bokhandel'), (3, 2, 'kund'), (4, 3, 'klinik');
INSERT INTO member_activity VALUES
  (1, 1, 'sent', 'Vårbrevet', '2026-04-01 06:00:00'), (2, 1, 'open', 'Vårbrevet', '2026-04-01 07:12:00'), (3, 1, 'click', 'Vårbrevet', '2026-04-01 07:13:00'),
  (4, 1, 'sent', 'Höstbrevet', '2026-10-01 06:00:00'), (5, 2, 'sent', 'Vårbrevet', '2026-04-01 06:00:00'), (6, 3, 'open', 'Vårbrevet', '2026-04-01 08:00:00');
INSERT INTO suppressed_address VALUES (1, 'jukka.torma@example.fi', 'withdrawn', '2025-06-06 10:00:00');
