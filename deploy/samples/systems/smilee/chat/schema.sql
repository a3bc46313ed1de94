-- The chat on the company's own site. A visitor who signed in has a customer number; the web analytics' cookie is copied along.
CREATE TABLE visitor (
  id integer PRIMARY KEY,
  visitor_id varchar(40) NOT NULL UNIQUE,
  customer_number varchar(12),
  ga_client_id varchar(40),
  nickname varchar(60),
  quality_review boolean NOT NULL DEFAULT true,
  hidden boolean NOT NULL DEFAULT false
);
CREATE TABLE session (
  id integer PRIMARY KEY,
  visitor_pk integer NOT NULL REFERENCES visitor (id),
  session_id varchar(40) NOT NULL UNIQUE,
  opened_at timestamp NOT NULL,
  page varchar(200) NOT NULL
);
CREATE TABLE line (
  id integer PRIMARY KEY,
  session_pk integer NOT NULL REFERENCES session (id),
  author varchar(8) NOT NULL,          -- visitor | agent | bot
  text varchar(2000) NOT NULL,
  at timestamp NOT NULL
);
