INSERT INTO list (id, name) VALUES (1, 'Aurinkokirje'), (2, 'Asentajan vinkit');
-- Aino twice: by her address of today and by the one of her former surname, which only the CRM knows to be hers.
INSERT INTO contact (id, email, first_name, last_name, address_kind, status, paused) VALUES
  (1, 'aino.makela@example.fi', 'Aino', 'Mäkelä', 'own', 'subscribed', false),
  (2, 'aino.lindqvist@example.com', 'Aino', 'Lindqvist', 'own', 'subscribed', false),
  (3, 'aino.makela@example.com', 'Aino', 'Mäkelä', 'own', 'unsubscribed', false),
  (4, 'eero.nurmi@example.fi', 'Eero', 'Nurmi', 'own', 'subscribed', false),
  (5, 'lehdot@example.fi', NULL, NULL, 'shared', 'subscribed', false),
  (6, 'åke.öhman@example.se', 'Åke', 'Öhman', 'own', 'subscribed', false);
INSERT INTO list_member (id, list_id, contact_id, status, opted_in_at, opt_in_ip) VALUES
  (1, 1, 1, 'subscribed', '2021-04-01 18:00:00', '192.0.2.17'),
  (2, 2, 1, 'subscribed', '2025-02-11 09:21:00', '192.0.2.17'),
  (3, 1, 2, 'subscribed', '2015-03-02 10:15:00', NULL),
  (4, 1, 3, 'unsubscribed', '2019-06-17 08:02:00', NULL),
  (5, 1, 4, 'subscribed', '2022-09-09 09:10:00', NULL),
  (6, 1, 5, 'subscribed', '2020-02-20 12:06:00', NULL),
  (7, 1, 6, 'subscribed', '2024-05-14 13:31:00', '203.0.113.80');
INSERT INTO campaign (id, list_id, subject, sent_at) VALUES
  (1, 1, 'Kevään aurinkoa', '2026-03-20 07:00:00'),
  (2, 1, 'Syyshuolto', '2026-09-18 07:00:00'),
  (3, 2, 'Kiinnikkeet peltikatolle', '2026-05-05 07:00:00');
INSERT INTO send (id, campaign_id, contact_id, delivered, opens, clicks) VALUES
  (1, 1, 1, true, 2, 1), (2, 2, 1, true, 1, 0), (3, 3, 1, true, 0, 0),
  (4, 1, 2, false, 0, 0),
  (5, 1, 4, true, 1, 0), (6, 2, 4, true, 1, 1),
  (7, 1, 5, true, 4, 2), (8, 2, 5, true, 1, 0),
  (9, 1, 6, true, 1, 1), (10, 2, 6, true, 0, 0);
INSERT INTO suppression (id, email, reason, created_at) VALUES
  (1, 'aino.makela@example.com', 'unsubscribed', '2023-10-10 10:10:00');
