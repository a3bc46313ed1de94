-- Logs of an assistant inside a product. It asks for no name and no e-mail address; a session and an IP address is all there is.
CREATE TABLE chat_session (
  id integer PRIMARY KEY,
  session_id varchar(40) NOT NULL UNIQUE,
  ip_address varchar(45) NOT NULL,
  browser varchar(80),
  started_at timestamp NOT NULL,
  use_for_development boolean NOT NULL DEFAULT true,
  quarantined boolean NOT NULL DEFAULT false
);
CREATE TABLE chat_turn (
  id integer PRIMARY KEY,
  chat_session_id integer NOT NULL REFERENCES chat_session (id),
  turn_no integer NOT NULL,
  role varchar(10) NOT NULL,           -- user | assistant
  content varchar(4000) NOT NULL,
  created_at timestamp NOT NULL,
  UNIQUE (chat_session_id, turn_no)
);
