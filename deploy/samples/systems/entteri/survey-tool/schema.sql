-- Customer surveys: an invitation knows the person, the answers hang on the invitation.
CREATE TABLE respondent (
  id integer PRIMARY KEY,
  email varchar(120) NOT NULL,
  contact_number varchar(12),
  opted_out boolean NOT NULL DEFAULT false,
  locked boolean NOT NULL DEFAULT false
);
CREATE TABLE invitation (
  id integer PRIMARY KEY,
  respondent_id integer NOT NULL REFERENCES respondent (id),
  survey varchar(60) NOT NULL,
  sent_at timestamp NOT NULL,
  answered_at timestamp
);
CREATE TABLE answer (
  id integer PRIMARY KEY,
  invitation_id integer NOT NULL REFERENCES invitation (id),
  question varchar(120) NOT NULL,
  score integer,
  free_text varchar(1000)
);
