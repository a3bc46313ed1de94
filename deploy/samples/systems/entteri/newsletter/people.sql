-- Helena subscribed with the address of her former surname.
INSERT INTO subscriber (id, email, name, address_type, state, consent_at, held) VALUES
  (1, 'helena.wikstrom@example.com', 'Helena Wikström', 'person', 'confirmed', '2014-11-03 12:05:00', false),
  (2, 'heleena.rautio@example.fi', 'Heleena Rautio', 'person', 'confirmed', '2025-06-01 09:00:00', false),
  (3, 'reception@solsidan.example.fi', NULL, 'shared', 'confirmed', '2024-04-04 12:00:00', false),
  (4, 'yrjö.äijälä@example.fi', 'Yrjö Äijälä', 'person', 'unsubscribed', '2026-08-20 15:01:00', false);
INSERT INTO delivery VALUES
  (1, 1, '2026-1', '2026-02-10 07:00:00', true), (2, 1, '2026-2', '2026-06-09 07:00:00', false), (3, 1, '2026-3', '2026-10-06 07:00:00', true),
  (4, 2, '2026-3', '2026-10-06 07:00:00', false), (5, 3, '2026-3', '2026-10-06 07:00:00', true);
INSERT INTO do_not_mail VALUES (1, 'yrjö.äijälä@example.fi', 'unsubscribed', '2026-09-02 10:00:00');
