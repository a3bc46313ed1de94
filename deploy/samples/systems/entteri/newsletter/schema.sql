-- A newsletter tool of the plain kind: subscribers, issues, deliveries, and the addresses never to write to again.
CREATE TABLE subscriber (
  id integer PRIMARY KEY,
  email varchar(120) NOT NULL UNIQUE,
  name varchar(120),
  address_type varchar(8) NOT NULL,    -- person | shared
  state varchar(12) NOT NULL,          -- confirmed | unsubscribed
  consent_at timestamp,
  held boolean NOT NULL DEFAULT false
);
CREATE TABLE delivery (
  id integer PRIMARY KEY,
  subscriber_id integer NOT NULL REFERENCES subscriber (id),
  issue varchar(40) NOT NULL,
  delivered_at timestamp NOT NULL,
  opened boolean NOT NULL
);
CREATE TABLE do_not_mail (
  id integer PRIMARY KEY,
  email varchar(120) NOT NULL,
  reason varchar(20) NOT NULL,
  added_at timestamp NOT NULL
);
