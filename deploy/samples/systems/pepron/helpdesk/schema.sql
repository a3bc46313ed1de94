-- Requests as a Zendesk account keeps them: users, tickets, comments, attachments.
CREATE TABLE users (
  id integer PRIMARY KEY,
  name varchar(120) NOT NULL,
  email varchar(120),
  external_id varchar(20),
  phone varchar(20),
  role varchar(8) NOT NULL,
  suspended boolean NOT NULL DEFAULT false,
  processing_restricted boolean NOT NULL DEFAULT false
);
CREATE TABLE tickets (
  id integer PRIMARY KEY,
  requester_id integer NOT NULL REFERENCES users (id),
  subject varchar(160) NOT NULL,
  status varchar(8) NOT NULL,
  created_at timestamp NOT NULL
);
CREATE TABLE comments (
  id integer PRIMARY KEY,
  ticket_id integer NOT NULL REFERENCES tickets (id),
  author_id integer NOT NULL REFERENCES users (id),
  body varchar(4000) NOT NULL,
  created_at timestamp NOT NULL
);
CREATE TABLE attachments (
  id integer PRIMARY KEY,
  comment_id integer NOT NULL REFERENCES comments (id),
  file_name varchar(120) NOT NULL,
  content blob NOT NULL                -- bytea in PostgreSQL
);
