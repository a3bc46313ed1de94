INSERT INTO account (id, user_name, email, contact_number, display_name, analytics_client_id, disabled) VALUES
  (1, 'hrautio', 'H.Rautio@rautiokumpp.example.fi', 'C-0301', 'Helena Rautio', 'GA1.2.20260115.700001', false),
  (2, 'heleena', 'heleena.rautio@example.fi', 'C-0302', 'Heleena Rautio', NULL, false),
  (3, 'bsundqvist', 'bjorn.sundqvist@example.se', 'C-0310', 'Björn Sundqvist', 'GA1.2.20240404.700003', false);
INSERT INTO sign_in VALUES
  (1, 1, '2026-01-15 09:20:00', '198.51.100.23'), (2, 1, '2026-10-12 08:00:00', '198.51.100.23'), (3, 2, '2026-10-12 08:30:00', '198.51.100.23'), (4, 3, '2024-04-04 10:00:00', '203.0.113.33');
INSERT INTO download VALUES (1, 1, 'Röntgenliitännän asennus.pdf', '2026-02-05 10:00:00'), (2, 3, 'Journal, handbok.pdf', '2024-04-05 10:00:00');
