INSERT INTO account VALUES (1, 'Hammaslääkärit Rautio & Kumpp.', NULL), (2, 'Tandklinik Solsidan Ab', 'Jälleenmyyjä Oy');
-- 1 Helena: three addresses, a changed surname, old and young invoices. 2: decoy. 3 and 4 read one clinic mailbox.
INSERT INTO contact (contact_id, parent_account_id, contact_number, full_name, birth_surname, job_title, mobile_phone, do_not_market, processing_stopped) VALUES
  (1, 1, 'C-0301', 'Helena Rautio', 'Wikström', 'Hammaslääkäri', '+358400000501', false, false),
  (2, 1, 'C-0302', 'Heleena Rautio', NULL, 'Suuhygienisti', '+358400000502', false, false),
  (3, 2, 'C-0310', 'Björn Sundqvist', NULL, 'Tandläkare', '+46701740651', false, false),
  (4, 2, 'C-0311', 'Pia Sundqvist', NULL, 'Mottagningschef', NULL, true, false),
  (5, NULL, 'C-0320', 'Yrjö Äijälä', NULL, NULL, NULL, false, false);
INSERT INTO email_address VALUES
  (1, 1, 'helena.rautio@example.fi', 'work'), (2, 1, 'Helena.Wikstrom@example.com', 'private'), (3, 1, 'h.rautio@rautiokumpp.example.fi', 'work'),
  (4, 2, 'heleena.rautio@example.fi', 'work'), (5, 3, 'reception@solsidan.example.fi', 'clinic'), (6, 4, 'reception@solsidan.example.fi', 'clinic'),
  (7, 3, 'bjorn.sundqvist@example.se', 'private'), (8, 5, 'yrjö.äijälä@example.fi', 'private');
INSERT INTO demo_request VALUES
  (1, 1, '2014-11-03 12:00:00', 'Ajanvaraus', 'Esittely koko vastaanotolle.'), (2, 1, '2026-01-15 09:30:00', 'Röntgenliitäntä', NULL), (3, 5, '2026-08-20 15:00:00', 'Ajanvaraus', NULL);
INSERT INTO sales_order VALUES (1, 1, '2015-01-12', 'Ajanvaraus'), (2, 1, '2026-02-02', 'Röntgenliitäntä'), (3, 3, '2024-04-04', 'Journal');
INSERT INTO invoice VALUES
  (1, 1, 'E15-0044', 'Helena Wikström', '2015-01-30', '2015-12-31', 2400.00),
  (2, 1, 'E25-0210', 'Helena Rautio', '2025-01-31', '2025-12-31', 1980.00),
  (3, 1, 'E26-0061', 'Helena Rautio', '2026-02-27', '2026-12-31', 890.00),
  (4, 2, 'E25-0333', 'Heleena Rautio', '2025-06-30', '2025-12-31', 120.00),
  (5, 3, 'E24-0150', 'Björn Sundqvist', '2024-04-30', '2024-12-31', 3100.00);
INSERT INTO payment VALUES (1, 1, '2015-02-14', 2400.00), (2, 2, '2025-02-14', 1980.00), (3, 3, '2026-03-13', 890.00), (4, 4, '2025-07-14', 120.00), (5, 5, '2024-05-14', 3100.00);
