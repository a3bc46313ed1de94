-- Logs of a chat on a web site. A visitor is a browser; only one who logged in has a customer number. No name, no e-mail.
CREATE TABLE visitor (
  id integer PRIMARY KEY,
  visitor_id varchar(40) NOT NULL UNIQUE,
  customer_number varchar(20),
  first_seen timestamp NOT NULL,
  analysis boolean NOT NULL DEFAULT true,
  frozen boolean NOT NULL DEFAULT false
);
CREATE TABLE conversation (
  id integer PRIMARY KEY,
  visitor_pk integer NOT NULL REFERENCES visitor (id),
  session_id varchar(40) NOT NULL UNIQUE,
  ip_address varchar(45) NOT NULL,
  user_agent varchar(160) NOT NULL,
  started_at timestamp NOT NULL
);
CREATE TABLE message (
  id integer PRIMARY KEY,
  conversation_id integer NOT NULL REFERENCES conversation (id),
  sender varchar(8) NOT NULL,          -- visitor | bot | agent
  body varchar(2000) NOT NULL,
  sent_at timestamp NOT NULL
);
