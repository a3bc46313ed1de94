INSERT INTO browser (id, client_id, first_seen, consent_state, excluded) VALUES
  (1, 'GA1.2.20260115.700001', '2026-01-15', 'granted', false), (2, 'GA1.2.20260115.700002', '2026-01-15', 'granted', false), (3, 'GA1.2.20240404.700003', '2024-04-04', 'granted', false);
INSERT INTO page_event VALUES
  (1, 1, 'page_view', '/tuotteet/rontgen', '2026-01-15 09:22:00'), (2, 1, 'form_submit', '/esittely', '2026-01-15 09:30:00'),
  (3, 2, 'page_view', '/', '2026-01-15 10:00:00'), (4, 3, 'page_view', '/sv/journal', '2024-04-04 09:50:00');
