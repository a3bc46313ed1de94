-- Events and trainings, the company's own and its partners'.
CREATE TABLE event (
  id integer PRIMARY KEY,
  title varchar(120) NOT NULL,
  organiser varchar(80) NOT NULL,
  held_on date NOT NULL
);
CREATE TABLE attendee (
  id integer PRIMARY KEY,
  name varchar(120) NOT NULL,
  email varchar(120) NOT NULL,
  employer varchar(120),
  contact_permission boolean NOT NULL,
  frozen boolean NOT NULL DEFAULT false
);
CREATE TABLE registration (
  id integer PRIMARY KEY,
  event_id integer NOT NULL REFERENCES event (id),
  attendee_id integer NOT NULL REFERENCES attendee (id),
  registered_at timestamp NOT NULL,
  attended boolean,
  diet varchar(80)
);
