INSERT INTO client (id, client_id, first_visit, source, consent, excluded) VALUES
  (1, 'GA1.2.1100220033.1738576800', '2025-02-03 09:58:00', 'linkedin', 'granted', false),
  (2, 'GA1.2.1100220044.1738663200', '2025-02-04 09:59:00', 'direct', 'granted', false),
  (3, 'GA1.2.1100220055.1772000000', '2026-02-25 14:58:00', 'search', 'granted', false);
INSERT INTO visit VALUES (1, 1, '2025-02-03 09:58:00', '192.0.2.0'), (2, 1, '2026-05-19 13:18:00', '192.0.2.0'), (3, 2, '2025-02-04 09:59:00', '192.0.2.0'), (4, 3, '2026-02-25 14:58:00', '198.51.100.0');
INSERT INTO pageview VALUES
  (1, 1, '/sv/', 14, '/sv/priser'), (2, 1, '/sv/priser', 190, NULL), (3, 2, '/sv/', 5, '/sv/chatbot'), (4, 2, '/sv/chatbot', 240, NULL), (5, 2, '/sv/kontakt', 20, NULL),
  (6, 3, '/sv/', 30, NULL), (7, 4, '/sv/priser', 80, NULL);
