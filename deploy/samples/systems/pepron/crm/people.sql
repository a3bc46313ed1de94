-- Two people called Matti Virtanen; nothing but the e-mail address, telephone or customer number tells them apart.
INSERT INTO asiakas (asiakas_id, asiakasnumero, nimi, sahkoposti, puhelin, postiosoite, markkinointikielto, kasittely_rajoitettu) VALUES
  (1, 'P2001', 'Matti Virtanen', 'matti.virtanen@example.fi', '+358400000301', 'Kivikatu 4, 53100 Lappeenranta', false, false),
  (2, 'P2002', 'Matti Virtanen', 'matti.virtanen@example.com', '+358400000302', 'Satamatie 8, 48100 Kotka', false, false),
  (3, 'P2003', 'Märta Sjöblom', 'marta.sjoblom@example.se', '+46701740611', 'Strandgatan 5, 10600 Ekenäs', true, false),
  (4, 'P2004', 'Matias Virtanen', NULL, '+358400000304', NULL, false, false);
INSERT INTO yhteydenotto VALUES
  (1, 1, 'puhelin', '2026-04-07 10:15:00', 'Kysyi laskun erittelyä.'), (2, 1, 'chat', '2026-09-01 12:30:00', 'Kirjautuminen ei onnistunut.'),
  (3, 2, 'lomake', '2025-12-12 09:00:00', 'Pyysi palvelun lisäkäyttäjää.'), (4, 3, 'puhelin', '2026-06-18 14:00:00', 'Siirsi asiointikielen ruotsiksi.');
INSERT INTO tilaus VALUES
  (1, 1, 'Peruspalvelu', '2020-01-01', NULL), (2, 2, 'Peruspalvelu', '2021-05-01', NULL), (3, 2, 'Lisäkäyttäjä', '2026-01-01', NULL), (4, 3, 'Peruspalvelu', '2018-03-01', '2026-06-30');
