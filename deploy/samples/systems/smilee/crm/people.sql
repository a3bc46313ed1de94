-- 1 Åsa goes through the whole chain. 2: her near namesake. 3 and 4 share one mailbox.
INSERT INTO company VALUES (1, 'Norrskens Bokhandel Ab', 'TOL 47610'), (2, 'Kustens Tandvård Ab', 'TOL 86230');
INSERT INTO contact (contact_id, customer_number, company_id, name, title, phone, street_address, newsletter_consent, direct_marketing, processing_restricted) VALUES
  (1, 'K-4001', 1, 'Åsa Bergström', 'Butikschef', '+46701740621', 'Hamngatan 3, 68600 Jakobstad', 'given', true, false),
  (2, 'K-4002', 1, 'Åsa Berström', 'Säljare', NULL, 'Hamngatan 3, 68600 Jakobstad', 'given', true, false),
  (3, 'K-4010', 2, 'Göran Lindfors', 'Tandläkare', '+46701740623', 'Sandvägen 11, 65100 Vasa', 'none', true, false),
  (4, 'K-4011', 2, 'Ylva Lindfors', 'Receptionist', NULL, 'Sandvägen 11, 65100 Vasa', 'given', true, false),
  (5, 'K-4020', NULL, 'Jukka Törmä', NULL, '+358400000405', NULL, 'withdrawn', false, false);
INSERT INTO contact_email VALUES
  (1, 1, 'asa.bergstrom@example.se', 'personal'), (2, 1, 'åsa@norrsken.example.fi', 'personal'), (3, 2, 'asa.berstrom@example.se', 'personal'),
  (4, 3, 'info@kusten.example.fi', 'shared'), (5, 4, 'info@kusten.example.fi', 'shared'), (6, 4, 'ylva.lindfors@example.fi', 'personal'),
  (7, 5, 'jukka.torma@example.fi', 'personal');
INSERT INTO feedback VALUES (1, 1, 9, 'Snabba svar i chatten.', '2026-03-11'), (2, 1, 7, NULL, '2025-03-12'), (3, 4, 10, 'Tack!', '2026-03-12');
INSERT INTO deal VALUES
  (1, 1, 'Chatt för webbutik', '2025-02-03', '2025-02-17'), (2, 1, 'Chatbot, tillägg', '2026-05-20', NULL), (3, 3, 'Chatt för klinik', '2024-09-09', '2024-09-30');
INSERT INTO invoice VALUES
  (5001, 1, 'Norrskens Bokhandel Ab / Åsa Bergström', '2025-02-28', '2025-12-31', 1188.00),
  (5002, 3, 'Kustens Tandvård Ab / Göran Lindfors', '2024-10-15', '2024-12-31', 948.00),
  (4003, 1, 'Åsa Bergström', '2015-11-02', '2015-12-31', 150.00);
