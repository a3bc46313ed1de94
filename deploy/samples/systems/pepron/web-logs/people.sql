-- 203.0.113.9 is an office: two browsers with a cookie and one without.
INSERT INTO cookie (id, visitor_id, set_at, profiling, frozen) VALUES
  (1, 'zd-41aa', '2026-09-01 12:20:00', true, false), (2, 'zd-52bb', '2025-12-11 17:55:00', true, false), (3, 'zd-99ff', '2026-09-01 12:21:00', true, false);
INSERT INTO request_log VALUES
  (1, 1, '203.0.113.9', '2026-09-01 12:20:00', '/', 'Firefox 141 / Windows'), (2, 1, '203.0.113.9', '2026-09-01 12:24:00', '/kirjaudu', 'Firefox 141 / Windows'),
  (3, 1, '203.0.113.9', '2026-09-01 12:27:00', '/tuki', 'Firefox 141 / Windows'), (4, 2, '198.51.100.77', '2025-12-11 17:55:00', '/hinnasto', 'Safari 19 / iOS'),
  (5, 3, '203.0.113.9', '2026-09-01 12:21:00', '/hinnasto', 'Edge 139 / Windows'), (6, NULL, '203.0.113.9', '2026-09-01 12:22:00', '/robots.txt', 'curl');
