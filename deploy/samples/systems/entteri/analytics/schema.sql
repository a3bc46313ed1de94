-- Cookies of the web pages and the events sent with them.
CREATE TABLE browser (
  id integer PRIMARY KEY,
  client_id varchar(40) NOT NULL UNIQUE,
  first_seen date NOT NULL,
  consent_state varchar(10) NOT NULL,  -- granted | denied
  excluded boolean NOT NULL DEFAULT false
);
CREATE TABLE page_event (
  id integer PRIMARY KEY,
  browser_id integer NOT NULL REFERENCES browser (id),
  event_name varchar(40) NOT NULL,
  page_path varchar(200) NOT NULL,
  happened_at timestamp NOT NULL
);
