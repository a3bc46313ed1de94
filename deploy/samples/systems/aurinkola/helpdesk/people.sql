INSERT INTO users (id, external_id, name, email, role, suspended) VALUES
  (100, NULL, 'Tuki Onni', 'onni.tuki@aurinkola.example.fi', 'agent', false),
  (101, 'A-10017', 'Aino Mäkelä', 'aino@makelanpiha.example.fi', 'end-user', false),
  (102, 'A-10044', 'Eero Nurmi', 'Eero.Nurmi@example.fi', 'end-user', false),
  (103, NULL, 'Aina Mäkela', 'aina.makela@example.fi', 'end-user', false);
INSERT INTO user_identities (id, user_id, type, value) VALUES
  (1, 101, 'email', 'aino.makela@example.fi');
INSERT INTO tickets (id, requester_id, assignee_id, subject, status, created_at) VALUES
  (2001, 101, 100, 'Invertteri näyttää virhettä 31', 'closed', '2025-08-14 07:40:00'),
  (2002, 101, 100, 'Takuutodistus', 'open', '2026-10-30 12:00:00'),
  (2003, 102, 100, 'Akun asennusaika', 'closed', '2026-01-20 09:00:00'),
  (2004, 103, 100, 'Tarjouspyyntö', 'open', '2026-11-02 10:00:00');
INSERT INTO ticket_comments (id, ticket_id, author_id, body, created_at) VALUES
  (1, 2001, 101, 'Kuva näytöstä liitteenä. Terveisin Aino', '2025-08-14 07:40:00'),
  (2, 2001, 100, 'Päivitys poistaa virheen, tehdään etänä.', '2025-08-14 09:05:00'),
  (3, 2002, 101, 'Voisitteko lähettää todistuksen uudelleen?', '2026-10-30 12:00:00'),
  (4, 2003, 102, 'Milloin asentaja tulee?', '2026-01-20 09:00:00'),
  (5, 2003, 100, 'Torstaina aamulla.', '2026-01-20 10:00:00'),
  (6, 2004, 103, 'Pyydän tarjouksen kymmenestä paneelista.', '2026-11-02 10:00:00');
INSERT INTO attachments (id, comment_id, file_name, content_type, content) VALUES
  (1, 1, 'virhe-31.txt', 'text/plain', CAST('E31 GRID OVERVOLTAGE 2025-08-14' AS blob));
