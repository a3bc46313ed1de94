-- Accounts of the customers' extranet, with the cookie of the last browser that signed in.
CREATE TABLE account (
  id integer PRIMARY KEY,
  user_name varchar(40) NOT NULL UNIQUE,
  email varchar(120) NOT NULL,
  contact_number varchar(12),
  display_name varchar(120) NOT NULL,
  analytics_client_id varchar(40),
  disabled boolean NOT NULL DEFAULT false,
  processing_restricted boolean NOT NULL DEFAULT false
);
CREATE TABLE sign_in (
  id integer PRIMARY KEY,
  account_id integer NOT NULL REFERENCES account (id),
  signed_in_at timestamp NOT NULL,
  ip_address varchar(45) NOT NULL
);
CREATE TABLE download (
  id integer PRIMARY KEY,
  account_id integer NOT NULL REFERENCES account (id),
  document varchar(120) NOT NULL,
  downloaded_at timestamp NOT NULL
);
