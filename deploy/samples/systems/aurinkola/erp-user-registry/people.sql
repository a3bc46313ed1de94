-- Aino has stopped (status and event), Eero is at work, Ilkka is marked deactivated but no event shows it.
INSERT INTO users (user_id, user_name, full_name, work_email, customer_number, user_status, bulletins, processing_locked) VALUES
  (501, 'amakela', 'Aino Mäkelä', 'AINO.MAKELA@EXAMPLE.FI', 'A-10017', 'deactivated', true, false),
  (502, 'amakela2', 'Aino Mäkelä', 'aino.makela@example.com', 'A-10018', 'active', true, false),
  (503, 'enurmi', 'Eero Nurmi', 'eero.nurmi@example.fi', 'A-10044', 'active', true, false),
  (504, 'iranta', 'Ilkka Ranta', 'ilkka.ranta@example.fi', NULL, 'deactivated', false, false);
INSERT INTO user_workstation (id, user_id, workstation_code, assigned_on) VALUES
  (1, 501, 'TRE-014', '2021-04-01'),
  (2, 502, 'TRE-014', '2023-01-09'),
  (3, 503, 'KUO-002', '2022-09-12'),
  (4, 504, 'HKI-101', '2020-10-01');
INSERT INTO activation_event (event_id, user_id, event_type, event_time, licence) VALUES
  (9001, 501, 'activation', '2021-04-01 08:00:00', 'Order portal'),
  (9002, 501, 'deactivation', '2026-06-30 16:00:00', 'Order portal'),
  (9003, 502, 'activation', '2023-01-09 08:00:00', 'Order portal'),
  (9004, 503, 'activation', '2022-09-12 08:00:00', 'Order portal'),
  (9005, 504, 'activation', '2020-10-01 08:00:00', 'Order portal');
