-- 3 wrote from the browser of a shop's counter and never signed in: nobody's.
INSERT INTO visitor (id, visitor_id, customer_number, ga_client_id, nickname, hidden) VALUES
  (1, 'smv-88f2', 'K-4001', 'GA1.2.1100220033.1738576800', 'Åsa', false),
  (2, 'smv-90c4', 'K-4002', 'GA1.2.1100220044.1738663200', NULL, false),
  (3, 'smv-b001', NULL, 'GA1.2.1100220055.1772000000', 'Åsa', false);
INSERT INTO session VALUES
  (1, 1, 'sms-0001', '2025-02-03 10:00:00', '/sv/priser'), (2, 1, 'sms-0002', '2026-05-19 13:20:00', '/sv/chatbot'),
  (3, 2, 'sms-0003', '2025-02-04 10:00:00', '/sv/'), (4, 3, 'sms-0004', '2026-02-25 15:00:00', '/sv/priser');
INSERT INTO line VALUES
  (1, 1, 'visitor', 'Hej! Vad kostar chatten för en liten butik?', '2025-02-03 10:00:10'), (2, 1, 'agent', 'Hej, 99 euro i månaden.', '2025-02-03 10:01:00'),
  (3, 1, 'visitor', 'Tack, jag beställer.', '2025-02-03 10:02:00'), (4, 2, 'visitor', 'Går det att lägga till en bot?', '2026-05-19 13:20:10'),
  (5, 2, 'bot', 'Ja, jag visar hur.', '2026-05-19 13:20:12'), (6, 3, 'visitor', 'Hej hej', '2025-02-04 10:00:05'), (7, 4, 'visitor', 'Finns ni på finska?', '2026-02-25 15:00:10');
