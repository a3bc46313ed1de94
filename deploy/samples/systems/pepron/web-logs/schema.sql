-- Cookies of the web site and the requests made with them.
CREATE TABLE cookie (
  id integer PRIMARY KEY,
  visitor_id varchar(40) NOT NULL UNIQUE,
  set_at timestamp NOT NULL,
  profiling boolean NOT NULL DEFAULT true,
  frozen boolean NOT NULL DEFAULT false
);
CREATE TABLE request_log (
  id integer PRIMARY KEY,
  cookie_id integer REFERENCES cookie (id),
  ip_address varchar(45) NOT NULL,
  requested_at timestamp NOT NULL,
  path varchar(200) NOT NULL,
  user_agent varchar(160) NOT NULL
);
