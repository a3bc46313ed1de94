-- Chat with a form before it: the visitor may type a name and an address, and nobody checks them.
CREATE TABLE visitor (
  id integer PRIMARY KEY,
  visitor_id varchar(40) NOT NULL UNIQUE,
  typed_name varchar(120),
  typed_email varchar(120),
  notes varchar(200),
  quality_review boolean NOT NULL DEFAULT true,
  banned boolean NOT NULL DEFAULT false,
  processing_restricted boolean NOT NULL DEFAULT false
);
CREATE TABLE chat (
  id integer PRIMARY KEY,
  visitor_pk integer NOT NULL REFERENCES visitor (id),
  session_id varchar(40) NOT NULL UNIQUE,
  started_at timestamp NOT NULL
);
CREATE TABLE chat_history (
  id integer PRIMARY KEY,
  chat_id integer NOT NULL REFERENCES chat (id),
  seq integer NOT NULL,
  from_visitor boolean NOT NULL,
  msg varchar(2000) NOT NULL
);
