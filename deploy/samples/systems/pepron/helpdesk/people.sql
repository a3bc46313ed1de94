INSERT INTO users (id, name, email, external_id, phone, role, suspended) VALUES
  (10, 'Pepron tuki', 'tuki@pepron.example.fi', NULL, NULL, 'agent', false),
  (11, 'Matti Virtanen', 'Matti.Virtanen@example.fi', 'P2001', NULL, 'end-user', false),
  (12, 'Matti Virtanen', 'matti.virtanen@example.com', 'P2002', NULL, 'end-user', false),
  (13, 'Märta Sjöblom', 'marta.sjoblom@example.se', NULL, NULL, 'end-user', false);
INSERT INTO tickets VALUES
  (301, 11, 'Laskun erittely', 'closed', '2026-04-07 10:30:00'), (302, 11, 'Kirjautuminen', 'open', '2026-09-01 12:40:00'),
  (303, 12, 'Lisäkäyttäjä', 'closed', '2025-12-12 09:01:00'), (304, 13, 'Språkbyte', 'closed', '2026-06-18 14:10:00');
INSERT INTO comments VALUES
  (1, 301, 11, 'Voisinko saada erittelyn huhtikuulta?', '2026-04-07 10:30:00'), (2, 301, 10, 'Liitteenä.', '2026-04-07 11:00:00'),
  (3, 302, 11, 'Kuvakaappaus liitteenä.', '2026-09-01 12:40:00'),
  (4, 303, 12, 'Tarvitsen toisen käyttäjän.', '2025-12-12 09:01:00'), (5, 303, 10, 'Tehty.', '2025-12-12 09:30:00'),
  (6, 304, 13, 'Kan ni byta till svenska?', '2026-06-18 14:10:00');
INSERT INTO attachments VALUES
  (1, 2, 'erittely-2026-04.csv', CAST('palvelu;eur' || char(10) || 'Peruspalvelu;29,00' || char(10) AS blob)),
  (2, 3, 'kaappaus.txt', CAST('Virhe 403' AS blob));
