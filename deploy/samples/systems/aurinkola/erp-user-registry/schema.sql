-- User registry of an ERP: who may log in, from which workstation, and the events by which use began and ended.
CREATE TABLE users (
  user_id integer PRIMARY KEY,
  user_name varchar(30) NOT NULL,
  full_name varchar(120) NOT NULL,
  work_email varchar(120) NOT NULL,
  customer_number varchar(20),
  user_status varchar(12) NOT NULL,    -- active | deactivated
  bulletins boolean NOT NULL DEFAULT true,
  processing_locked boolean NOT NULL DEFAULT false
);
CREATE TABLE user_workstation (
  id integer PRIMARY KEY,
  user_id integer NOT NULL REFERENCES users (user_id),
  workstation_code varchar(20) NOT NULL,
  assigned_on date NOT NULL
);
CREATE TABLE activation_event (
  event_id integer PRIMARY KEY,
  user_id integer NOT NULL REFERENCES users (user_id),
  event_type varchar(12) NOT NULL,     -- activation | deactivation
  event_time timestamp NOT NULL,
  licence varchar(40) NOT NULL
);
