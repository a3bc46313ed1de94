-- 1 is Aino, logged in. 2 is somebody behind the same address who never logged in. 3 is Åke. 4 is Sanna, who opened the chat and wrote nothing.
INSERT INTO visitor (id, visitor_id, customer_number, first_seen, analysis, frozen) VALUES
  (1, 'v-6f0a31c2', 'A-10017', '2025-05-04 19:50:00', true, false),
  (2, 'v-77b1e9d0', NULL, '2025-05-04 20:15:00', true, false),
  (3, 'v-19c4aa58', 'A-10063', '2024-05-13 21:00:00', true, false),
  (4, 'v-5aa10e77', 'A-10051', '2026-02-02 12:00:00', true, false);
INSERT INTO conversation (id, visitor_pk, session_id, ip_address, user_agent, started_at) VALUES
  (1, 1, 's-2025-05-04-a81', '192.0.2.17', 'Firefox 138 / Linux', '2025-05-04 19:50:10'),
  (2, 1, 's-2026-06-29-c07', '198.51.100.4', 'Firefox 139 / Android', '2026-06-29 08:12:00'),
  (3, 2, 's-2025-05-04-b13', '192.0.2.17', 'Safari 18 / iOS', '2025-05-04 20:15:30'),
  (4, 3, 's-2024-05-13-f44', '203.0.113.80', 'Edge 124 / Windows', '2024-05-13 21:00:20');
INSERT INTO message (id, conversation_id, sender, body, sent_at) VALUES
  (1, 1, 'visitor', 'Hei, sopiiko 430 watin paneeli tallin peltikatolle?', '2025-05-04 19:50:20'),
  (2, 1, 'bot', 'Hei! Peltikatolle on oma kiinnikesarja.', '2025-05-04 19:50:22'),
  (3, 1, 'visitor', 'Kiitos, pyydän tarjouksen.', '2025-05-04 19:51:40'),
  (4, 2, 'visitor', 'Miten lopetan tunnuksen käytön tilausportaalissa?', '2026-06-29 08:12:10'),
  (5, 2, 'agent', 'Voimme sulkea sen kuun lopussa.', '2026-06-29 08:15:00'),
  (6, 3, 'visitor', 'Onko teillä akkuja varastossa?', '2025-05-04 20:15:40'),
  (7, 3, 'bot', 'Kyllä, 10 kWh heti.', '2025-05-04 20:15:41'),
  (8, 4, 'visitor', 'Levererar ni till Vasa?', '2024-05-13 21:00:30'),
  (9, 4, 'bot', 'Ja, inom fem dagar.', '2024-05-13 21:00:31');
