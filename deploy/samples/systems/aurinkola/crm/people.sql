-- 1 Aino Mäkelä: three addresses and a changed surname. 2 and 3: decoys close to her. 5 and 6: a couple with one mailbox and one telephone.
INSERT INTO customer (id, customer_number, first_name, last_name, former_last_name, phone, language, marketing, restricted, created_at) VALUES
  (1, 'A-10017', 'Aino', 'Mäkelä', 'Lindqvist', '+358400000101', 'fi', true, false, '2015-03-02 10:11:00'),
  (2, 'A-10018', 'Aino', 'Mäkelä', NULL, '+358400000102', 'fi', true, false, '2019-06-17 08:00:00'),
  (3, 'A-10170', 'Aina', 'Mäkela', NULL, NULL, 'fi', false, false, '2021-01-28 15:42:00'),
  (4, 'A-10044', 'Eero', 'Nurmi', NULL, '+358400000104', 'fi', true, false, '2022-09-09 09:09:00'),
  (5, 'A-10051', 'Sanna', 'Lehto', NULL, '+358400000105', 'fi', true, false, '2020-02-20 12:00:00'),
  (6, 'A-10052', 'Petri', 'Lehto', NULL, '+358400000105', 'fi', true, false, '2020-02-20 12:05:00'),
  (7, 'A-10063', 'Åke', 'Öhman', NULL, '+46701740606', 'sv', true, false, '2024-05-14 13:30:00'),
  (8, 'A-10070', 'Veikko', 'Saarinen', NULL, NULL, 'fi', false, false, '2015-08-01 09:00:00');
INSERT INTO customer_email (id, customer_id, address, kind) VALUES
  (1, 1, 'Aino.Makela@example.fi', 'own'),
  (2, 1, 'aino.lindqvist@example.com', 'own'),
  (3, 1, 'aino@makelanpiha.example.fi', 'own'),
  (4, 2, 'aino.makela@example.com', 'own'),
  (5, 3, 'aina.makela@example.fi', 'own'),
  (6, 4, 'eero.nurmi@example.fi', 'own'),
  (7, 5, 'lehdot@example.fi', 'shared'),
  (8, 5, 'sanna.lehto@example.fi', 'own'),
  (9, 6, 'lehdot@example.fi', 'shared'),
  (10, 7, 'åke.öhman@example.se', 'own'),
  (11, 8, 'veikko.saarinen@example.fi', 'own');
INSERT INTO customer_address (id, customer_id, street, postal_code, city, country) VALUES
  (1, 1, 'Pihlajatie 7', '33100', 'Tampere', 'FI'),
  (2, 1, 'Vanhatie 2 A 4', '90100', 'Oulu', 'FI'),
  (3, 2, 'Pihlajatie 17', '33100', 'Tampere', 'FI'),
  (4, 4, 'Rantakatu 12', '70100', 'Kuopio', 'FI'),
  (5, 5, 'Koivukuja 3', '20100', 'Turku', 'FI'),
  (6, 6, 'Koivukuja 3', '20100', 'Turku', 'FI'),
  (7, 7, 'Björkvägen 9', '65100', 'Vasa', 'FI'),
  (8, 8, 'Mäntytie 1', '40100', 'Jyväskylä', 'FI');
INSERT INTO consent (id, customer_id, purpose, given_at, withdrawn_at) VALUES
  (1, 1, 'newsletter', '2021-04-01 18:00:00', NULL),
  (2, 1, 'installer_contact', '2025-02-11 09:20:00', NULL),
  (3, 2, 'newsletter', '2019-06-17 08:02:00', '2023-10-10 10:10:00'),
  (4, 4, 'newsletter', '2022-09-09 09:10:00', NULL),
  (5, 7, 'newsletter', '2024-05-14 13:31:00', NULL);
INSERT INTO sales_order (id, customer_id, order_number, ordered_on, delivery_note) VALUES
  (1, 1, 'T-2015-0031', '2015-03-02', NULL),
  (2, 1, 'T-2025-0412', '2025-05-06', 'Ovikoodi soitetaan erikseen'),
  (3, 2, 'T-2019-0210', '2019-06-17', NULL),
  (4, 4, 'T-2026-0009', '2026-01-19', NULL),
  (5, 7, 'T-2024-0155', '2024-05-14', 'Lämna vid grinden'),
  (6, 8, 'T-2015-0077', '2015-08-01', NULL);
INSERT INTO sales_order_line (id, sales_order_id, product, quantity, unit_price) VALUES
  (1, 1, 'Aurinkopaneeli 250 W', 8, 189.00),
  (2, 2, 'Aurinkopaneeli 430 W', 12, 149.00),
  (3, 2, 'Invertteri 6 kW', 1, 1290.00),
  (4, 3, 'Aurinkopaneeli 310 W', 6, 165.00),
  (5, 4, 'Akku 10 kWh', 1, 4900.00),
  (6, 5, 'Solpanel 410 W', 10, 152.00),
  (7, 6, 'Aurinkopaneeli 250 W', 4, 189.00);
INSERT INTO invoice (id, customer_id, invoice_number, order_number, billing_name, billing_address, invoiced_on, period_end, total) VALUES
  (1, 1, 'L-15-0031', 'T-2015-0031', 'Aino Lindqvist', 'Vanhatie 2 A 4, 90100 Oulu', '2015-03-09', '2015-12-31', 1512.00),
  (2, 1, 'L-25-0412', 'T-2025-0412', 'Aino Mäkelä', 'Pihlajatie 7, 33100 Tampere', '2025-05-20', '2025-12-31', 3078.00),
  (3, 2, 'L-19-0210', 'T-2019-0210', 'Aino Mäkelä', 'Pihlajatie 17, 33100 Tampere', '2019-06-24', '2019-12-31', 990.00),
  (4, 4, 'L-26-0009', 'T-2026-0009', 'Eero Nurmi', 'Rantakatu 12, 70100 Kuopio', '2026-01-30', '2026-12-31', 4900.00),
  (5, 7, 'L-24-0155', 'T-2024-0155', 'Åke Öhman', 'Björkvägen 9, 65100 Vasa', '2024-05-21', '2024-12-31', 1520.00),
  (6, 8, 'L-15-0077', 'T-2015-0077', 'Veikko Saarinen', 'Mäntytie 1, 40100 Jyväskylä', '2015-08-10', '2015-12-31', 756.00);
INSERT INTO payment (id, invoice_id, paid_on, amount, payer_name) VALUES
  (1, 1, '2015-03-20', 1512.00, 'Aino Lindqvist'),
  (2, 2, '2025-06-02', 1539.00, 'Aino Mäkelä'),
  (3, 2, '2025-07-02', 1539.00, 'Aino Mäkelä'),
  (4, 3, '2019-07-05', 990.00, 'Aino Mäkelä'),
  (5, 4, '2026-02-11', 4900.00, 'Eero Nurmi'),
  (6, 5, '2024-06-03', 1520.00, 'Åke Öhman'),
  (7, 6, '2015-08-24', 756.00, 'Veikko Saarinen');
INSERT INTO contact_note (id, customer_id, written_at, channel, note) VALUES
  (1, 1, '2025-05-05 14:00:00', 'phone', 'Pyysi tarjouksen tallin katolle; sukunimi vaihtunut.'),
  (2, 4, '2026-01-12 11:30:00', 'visit', 'Akun paikka katsottu teknisessä tilassa.'),
  (3, 5, '2020-02-20 12:10:00', 'email', 'Puolisot asioivat samasta osoitteesta.');
