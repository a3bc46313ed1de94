-- 198.51.100.23 is a clinic: three sessions of, presumably, three people. An IP address alone must release none of them.
INSERT INTO chat_session (id, session_id, ip_address, browser, started_at, use_for_development, quarantined) VALUES
  (1, 'hs-7d1e40', '198.51.100.23', 'Edge 141', '2026-10-12 08:05:00', true, false),
  (2, 'hs-7d1e99', '198.51.100.23', 'Edge 141', '2026-10-12 08:40:00', true, false),
  (3, 'hs-81aa07', '198.51.100.23', 'Firefox 143', '2026-10-20 11:15:00', true, false),
  (4, 'hs-900c12', '203.0.113.150', 'Safari 26', '2026-11-03 17:02:00', true, false);
INSERT INTO chat_turn VALUES
  (1, 1, 1, 'user', 'Miten lisään uuden vastaanottoajan?', '2026-10-12 08:05:05'), (2, 1, 2, 'assistant', 'Avaa ajanvarauskirja ja valitse vapaa ruutu.', '2026-10-12 08:05:08'),
  (3, 1, 3, 'user', 'Entä jos aika siirtyy?', '2026-10-12 08:06:00'), (4, 1, 4, 'assistant', 'Vedä varaus uuteen ruutuun.', '2026-10-12 08:06:03'),
  (5, 2, 1, 'user', 'Laskun hyvitys?', '2026-10-12 08:40:05'), (6, 2, 2, 'assistant', 'Valitse lasku ja Hyvitä.', '2026-10-12 08:40:09'),
  (7, 3, 1, 'user', 'Tulostus ei toimi.', '2026-10-20 11:15:10'),
  (8, 4, 1, 'user', 'Hur byter jag språk?', '2026-11-03 17:02:10'), (9, 4, 2, 'assistant', 'I inställningarna, Språk.', '2026-11-03 17:02:14');
