INSERT INTO respondent (id, email, contact_number, opted_out, locked) VALUES
  (1, 'helena.rautio@example.fi', 'C-0301', false, false), (2, 'heleena.rautio@example.fi', 'C-0302', false, false), (3, 'bjorn.sundqvist@example.se', 'C-0310', true, false);
INSERT INTO invitation VALUES
  (1, 1, 'Asiakastyytyväisyys 2025', '2025-11-03 08:00:00', '2025-11-04 09:10:00'), (2, 1, 'Asiakastyytyväisyys 2026', '2026-11-02 08:00:00', NULL),
  (3, 2, 'Asiakastyytyväisyys 2025', '2025-11-03 08:00:00', '2025-11-03 08:30:00');
INSERT INTO answer VALUES
  (1, 1, 'Suosittelisitko meitä?', 9, NULL), (2, 1, 'Mitä parantaisit?', NULL, 'Röntgenkuvien avaus hitaanlaista.'), (3, 3, 'Suosittelisitko meitä?', 8, NULL);
