INSERT INTO addressee (addressee_id, email, ls_user_name, display_name, topics, marketing, on_hold) VALUES
  (1, 'jenni.korhonen@jarvenranta.example.fi', 'jkorhone', 'Jenni Korhonen', 'notices,marketing', true, false),
  (2, 'kimmo.hamalainen@jarvenranta.example.fi', 'khamalai', 'Kimmo Hämäläinen', 'notices,marketing', true, false),
  (3, 'mika.virtanen@jarvenranta.example.fi', 'mvirtane', 'Mika Virtanen', 'notices,marketing', true, false),
  (4, 'jenna.korhonen@sorsa.example.fi', 'jkorho', 'Jenna Korhonen', 'notices,marketing', true, false),
  (5, 'minna.virtanen@sorsa.example.fi', 'mvirtane', 'Minna Virtanen', 'notices', false, false);
INSERT INTO bulletin VALUES
  (1, 'Huoltokatko lauantaina', '2026-02-12 08:00:00', false), (2, 'Uusi raportointi: kokeile', '2026-04-14 08:00:00', true), (3, 'Versio 2026.2', '2026-06-10 08:00:00', false);
INSERT INTO delivery VALUES
  (1, 1, 1, 'opened', '2026-02-12 08:31:00'), (2, 2, 1, 'delivered', '2026-04-14 08:00:20'), (3, 3, 1, 'opened', '2026-06-10 09:10:00'),
  (4, 1, 2, 'opened', '2026-02-12 10:02:00'), (5, 2, 2, 'opened', '2026-04-14 11:45:00'),
  (6, 1, 3, 'delivered', '2026-02-12 08:00:10'), (7, 3, 4, 'bounced', '2026-06-10 08:00:30');
