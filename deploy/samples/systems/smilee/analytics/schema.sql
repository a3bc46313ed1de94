-- Web analytics: browsers by their cookie, visits, page views. Knows no names, no addresses.
CREATE TABLE client (
  id integer PRIMARY KEY,
  client_id varchar(40) NOT NULL UNIQUE,
  first_visit timestamp NOT NULL,
  source varchar(40),
  consent varchar(10) NOT NULL,        -- granted | denied
  excluded boolean NOT NULL DEFAULT false
);
CREATE TABLE visit (
  id integer PRIMARY KEY,
  client_pk integer NOT NULL REFERENCES client (id),
  started_at timestamp NOT NULL,
  ip_truncated varchar(45) NOT NULL
);
CREATE TABLE pageview (
  id integer PRIMARY KEY,
  visit_id integer NOT NULL REFERENCES visit (id),
  path varchar(200) NOT NULL,
  seconds integer NOT NULL,
  link_clicked varchar(200)
);
