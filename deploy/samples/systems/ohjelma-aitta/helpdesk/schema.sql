-- Support: a caller is known by user name and work e-mail; a ticket may have been passed on to Lemonsoft's own helpdesk.
CREATE TABLE caller (
  caller_id integer PRIMARY KEY,
  user_name varchar(30),
  email varchar(120) NOT NULL,
  display_name varchar(120) NOT NULL,
  phone varchar(20),
  frozen boolean NOT NULL DEFAULT false
);
CREATE TABLE ticket (
  ticket_no integer PRIMARY KEY,
  caller_id integer NOT NULL REFERENCES caller (caller_id),
  title varchar(160) NOT NULL,
  opened_at timestamp NOT NULL,
  closed_at timestamp,
  passed_to_lemonsoft boolean NOT NULL DEFAULT false
);
CREATE TABLE ticket_entry (
  entry_no integer PRIMARY KEY,
  ticket_no integer NOT NULL REFERENCES ticket (ticket_no),
  direction varchar(3) NOT NULL,       -- in | out
  entry_text varchar(4000) NOT NULL,
  entry_time timestamp NOT NULL
);
