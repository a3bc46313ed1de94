INSERT INTO customer_company VALUES (1, 'Järvenrannan Puu Oy', '0000001-9'), (2, 'Sähkö-Sorsa Oy', '0000002-7');
-- 1 Jenni has stopped, 2 Kimmo is at work. 3 and 4: one user name in two companies. 5: deactivated by status, but no event shows it.
INSERT INTO ls_user (user_no, company_id, user_name, last_name, first_names, work_email, work_phone, state, bulletins, locked) VALUES
  (1, 1, 'jkorhone', 'Korhonen', 'Jenni', 'Jenni.Korhonen@jarvenranta.example.fi', '+358400000201', 'deactivated', true, false),
  (2, 1, 'khamalai', 'Hämäläinen', 'Kimmo', 'kimmo.hamalainen@jarvenranta.example.fi', NULL, 'active', true, false),
  (3, 1, 'mvirtane', 'Virtanen', 'Mika', 'mika.virtanen@jarvenranta.example.fi', NULL, 'active', true, false),
  (4, 2, 'mvirtane', 'Virtanen', 'Minna', 'minna.virtanen@sorsa.example.fi', '+358400000204', 'active', false, false),
  (5, 2, 'osorsa', 'Sorsa', 'Outi', 'outi.sorsa@sorsa.example.fi', NULL, 'deactivated', false, false),
  (6, 2, 'jkorho', 'Korhonen', 'Jenna', 'jenna.korhonen@sorsa.example.fi', NULL, 'active', true, false);
INSERT INTO workstation VALUES ('JP-01', 1, 'Saha, toimisto'), ('JP-02', 1, 'Varasto'), ('SS-11', 2, 'Työmaa 1');
INSERT INTO user_workstation VALUES
  (1, 1, 'JP-01', '2019-03-04'), (2, 1, 'JP-02', '2022-08-15'), (3, 2, 'JP-02', '2018-01-02'),
  (4, 3, 'JP-01', '2020-05-11'), (5, 4, 'SS-11', '2021-10-01'), (6, 6, 'SS-11', '2024-02-05');
INSERT INTO activation_event VALUES
  (101, 1, 'activation', '2019-03-04 08:00:00', 'Taloushallinto', 'aitta'),
  (102, 1, 'activation', '2022-08-15 08:00:00', 'Varasto', 'aitta'),
  (103, 1, 'deactivation', '2026-08-31 16:00:00', 'Kaikki', 'aitta'),
  (104, 2, 'activation', '2018-01-02 08:00:00', 'Varasto', 'aitta'),
  (105, 3, 'activation', '2020-05-11 08:00:00', 'Taloushallinto', 'aitta'),
  (106, 4, 'activation', '2021-10-01 08:00:00', 'Projektit', 'aitta'),
  (107, 5, 'activation', '2017-06-01 08:00:00', 'Projektit', 'aitta'),
  (108, 6, 'activation', '2024-02-05 08:00:00', 'Projektit', 'aitta');
