-- Bulletins by e-mail: addressees with the user name they have in Lemonsoft, and what was sent to them.
CREATE TABLE addressee (
  addressee_id integer PRIMARY KEY,
  email varchar(120) NOT NULL,
  ls_user_name varchar(30),
  display_name varchar(120),
  topics varchar(60) NOT NULL,         -- notices | notices,marketing
  marketing boolean NOT NULL,
  on_hold boolean NOT NULL DEFAULT false
);
CREATE TABLE bulletin (
  bulletin_id integer PRIMARY KEY,
  subject varchar(120) NOT NULL,
  sent_at timestamp NOT NULL,
  is_marketing boolean NOT NULL
);
CREATE TABLE delivery (
  delivery_id integer PRIMARY KEY,
  bulletin_id integer NOT NULL REFERENCES bulletin (bulletin_id),
  addressee_id integer NOT NULL REFERENCES addressee (addressee_id),
  result varchar(12) NOT NULL,         -- delivered | opened | bounced
  happened_at timestamp NOT NULL
);
CREATE TABLE marketing_ban (
  ban_id integer PRIMARY KEY,
  email varchar(120) NOT NULL,
  reason varchar(20) NOT NULL,
  banned_at timestamp NOT NULL
);
