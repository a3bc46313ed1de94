INSERT INTO visitor (id, visitor_id, typed_name, typed_email, notes, banned) VALUES
  (1, 'zd-41aa', 'Matti V', 'matti.virtanen@example.fi', NULL, false),
  (2, 'zd-52bb', 'Matti Virtanen', 'MATTI.VIRTANEN@EXAMPLE.COM', NULL, false),
  (3, 'zd-63cc', 'Matti Virtanen', NULL, 'Ei jättänyt osoitetta', false);
INSERT INTO chat VALUES
  (1, 1, 'zs-0901-1', '2026-09-01 12:28:00'), (2, 2, 'zs-1211-4', '2025-12-11 18:00:00'), (3, 3, 'zs-0302-9', '2026-03-02 20:00:00');
INSERT INTO chat_history VALUES
  (1, 1, 1, true, 'En pääse kirjautumaan.'), (2, 1, 2, false, 'Tehdään tästä tukipyyntö.'),
  (3, 2, 1, true, 'Saako palveluun toisen käyttäjän?'), (4, 2, 2, false, 'Saa, lomakkeella.'), (5, 2, 3, true, 'Kiitos!'),
  (6, 3, 1, true, 'Mitä peruspalvelu maksaa?');
