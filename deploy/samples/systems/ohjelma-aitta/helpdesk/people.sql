-- Jenni's tickets hang on an address of an earlier employer: only the user name from the ERP leads to them.
INSERT INTO caller (caller_id, user_name, email, display_name, phone, frozen) VALUES
  (1, 'jkorhone', 'jenni.k@vanhapuu.example.fi', 'Jenni K', '+358400000201', false),
  (2, 'khamalai', 'kimmo.hamalainen@jarvenranta.example.fi', 'Kimmo Hämäläinen', NULL, false),
  (3, 'jkorho', 'jenna.korhonen@sorsa.example.fi', 'Jenna Korhonen', NULL, false);
INSERT INTO ticket VALUES
  (7001, 1, 'Kausi ei sulkeudu', '2024-01-08 08:20:00', '2024-01-09 12:00:00', true),
  (7002, 1, 'Tulostin puuttuu varastosta', '2025-09-15 13:00:00', '2025-09-15 13:40:00', false),
  (7003, 2, 'Saldo väärin', '2026-03-02 09:00:00', NULL, false),
  (7004, 3, 'Salasana', '2026-05-20 07:30:00', '2026-05-20 07:45:00', false);
INSERT INTO ticket_entry VALUES
  (1, 7001, 'in', 'Joulukuun kausi antaa virheen.', '2024-01-08 08:20:00'),
  (2, 7001, 'out', 'Pyysimme Lemonsoftilta korjauksen.', '2024-01-08 10:00:00'),
  (3, 7001, 'out', 'Korjattu.', '2024-01-09 12:00:00'),
  (4, 7002, 'in', 'Lähetteet eivät tulostu.', '2025-09-15 13:00:00'),
  (5, 7002, 'out', 'Jono tyhjennetty.', '2025-09-15 13:40:00'),
  (6, 7003, 'in', 'Lautatavaran saldo on miinuksella.', '2026-03-02 09:00:00'),
  (7, 7004, 'in', 'En pääse sisään.', '2026-05-20 07:30:00'),
  (8, 7004, 'out', 'Uusi salasana annettu.', '2026-05-20 07:45:00');
