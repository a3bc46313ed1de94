-- A helpdesk: requesters and agents are both users; a user has further addresses as identities.
CREATE TABLE users (
  id integer PRIMARY KEY,
  external_id varchar(20),
  name varchar(120) NOT NULL,
  email varchar(120) NOT NULL,
  role varchar(8) NOT NULL,            -- end-user | agent
  suspended boolean NOT NULL DEFAULT false,
  processing_restricted boolean NOT NULL DEFAULT false
);
CREATE TABLE user_identities (
  id integer PRIMARY KEY,
  user_id integer NOT NULL REFERENCES users (id),
  type varchar(10) NOT NULL,
  value varchar(120) NOT NULL
);
CREATE TABLE tickets (
  id integer PRIMARY KEY,
  requester_id integer NOT NULL REFERENCES users (id),
  assignee_id integer REFERENCES users (id),
  subject varchar(160) NOT NULL,
  status varchar(8) NOT NULL,
  created_at timestamp NOT NULL
);
CREATE TABLE ticket_comments (
  id integer PRIMARY KEY,
  ticket_id integer NOT NULL REFERENCES tickets (id),
  author_id integer NOT NULL REFERENCES users (id),
  body varchar(4000) NOT NULL,
  created_at timestamp NOT NULL
);
CREATE TABLE attachments (
  id integer PRIMARY KEY,
  comment_id integer NOT NULL REFERENCES ticket_comments (id),
  file_name varchar(120) NOT NULL,
  content_type varchar(60) NOT NULL,
  content blob NOT NULL                -- bytea in PostgreSQL
);
