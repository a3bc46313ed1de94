-- Audiences of a newsletter service: a member is one address, tags and activity hang on it.
CREATE TABLE audience (
  id varchar(10) PRIMARY KEY,
  name varchar(80) NOT NULL
);
CREATE TABLE member (
  id integer PRIMARY KEY,
  audience_id varchar(10) NOT NULL REFERENCES audience (id),
  email_address varchar(120) NOT NULL UNIQUE,
  fname varchar(60),
  lname varchar(60),
  role_address boolean NOT NULL DEFAULT false,
  status varchar(14) NOT NULL,         -- subscribed | unsubscribed | cleaned
  timestamp_opt timestamp,
  ip_opt varchar(45),
  archived boolean NOT NULL DEFAULT false
);
CREATE TABLE member_tag (
  id integer PRIMARY KEY,
  member_id integer NOT NULL REFERENCES member (id),
  tag varchar(40) NOT NULL
);
CREATE TABLE member_activity (
  id integer PRIMARY KEY,
  member_id integer NOT NULL REFERENCES member (id),
  action varchar(10) NOT NULL,         -- sent | open | click | bounce
  campaign varchar(80) NOT NULL,
  happened_at timestamp NOT NULL
);
CREATE TABLE suppressed_address (
  id integer PRIMARY KEY,
  email_address varchar(120) NOT NULL,
  reason varchar(20) NOT NULL,
  added_at timestamp NOT NULL
);
