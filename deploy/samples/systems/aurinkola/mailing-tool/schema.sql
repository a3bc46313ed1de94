-- A mailing tool: a contact is one address, on any number of lists; the suppression list outlives the contact.
CREATE TABLE list (
  id integer PRIMARY KEY,
  name varchar(80) NOT NULL
);
CREATE TABLE contact (
  id integer PRIMARY KEY,
  email varchar(120) NOT NULL,
  first_name varchar(60),
  last_name varchar(60),
  address_kind varchar(6) NOT NULL,    -- own | shared
  status varchar(14) NOT NULL,         -- subscribed | unsubscribed | cleaned
  paused boolean NOT NULL DEFAULT false
);
CREATE TABLE list_member (
  id integer PRIMARY KEY,
  list_id integer NOT NULL REFERENCES list (id),
  contact_id integer NOT NULL REFERENCES contact (id),
  status varchar(14) NOT NULL,
  opted_in_at timestamp NOT NULL,
  opt_in_ip varchar(45)
);
CREATE TABLE campaign (
  id integer PRIMARY KEY,
  list_id integer NOT NULL REFERENCES list (id),
  subject varchar(120) NOT NULL,
  sent_at timestamp NOT NULL
);
CREATE TABLE send (
  id integer PRIMARY KEY,
  campaign_id integer NOT NULL REFERENCES campaign (id),
  contact_id integer NOT NULL REFERENCES contact (id),
  delivered boolean NOT NULL,
  opens integer NOT NULL,
  clicks integer NOT NULL
);
CREATE TABLE suppression (
  id integer PRIMARY KEY,
  email varchar(120) NOT NULL,
  reason varchar(30) NOT NULL,
  created_at timestamp NOT NULL
);
