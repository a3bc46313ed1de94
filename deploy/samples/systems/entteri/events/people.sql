INSERT INTO event VALUES (1, 'Käyttäjäpäivä 2025', 'Entteri', '2025-09-17'), (2, 'Röntgenkoulutus', 'Kuvantamiskumppani Oy', '2026-03-25');
INSERT INTO attendee (id, name, email, employer, contact_permission, frozen) VALUES
  (1, 'Helena Rautio', 'helena.rautio@EXAMPLE.fi', 'Hammaslääkärit Rautio & Kumpp.', true, false),
  (2, 'Helena Rautio', 'h.rautio.oulu@example.fi', 'Oulun Suu Oy', true, false),
  (3, 'Yrjö Äijälä', 'yrjö.äijälä@example.fi', NULL, false, false);
INSERT INTO registration VALUES
  (1, 1, 1, '2025-08-20 10:00:00', true, 'maidoton'), (2, 2, 1, '2026-03-01 09:00:00', true, NULL), (3, 1, 2, '2025-08-21 10:00:00', true, NULL), (4, 1, 3, '2025-09-01 10:00:00', false, NULL);
