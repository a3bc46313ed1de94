-- Users of customers' Lemonsoft systems, as far as billing and support need them. User names are given company by company.
CREATE TABLE customer_company (
  company_id integer PRIMARY KEY,
  company_name varchar(80) NOT NULL,
  business_id varchar(12) NOT NULL
);
CREATE TABLE ls_user (
  user_no integer PRIMARY KEY,
  company_id integer NOT NULL REFERENCES customer_company (company_id),
  user_name varchar(30) NOT NULL,
  last_name varchar(60) NOT NULL,
  first_names varchar(60) NOT NULL,
  work_email varchar(120) NOT NULL,
  work_phone varchar(20),
  state varchar(12) NOT NULL,          -- active | deactivated
  bulletins boolean NOT NULL,
  locked boolean NOT NULL DEFAULT false,
  processing_restricted boolean NOT NULL DEFAULT false,
  UNIQUE (company_id, user_name)
);
CREATE TABLE workstation (
  workstation_id varchar(12) PRIMARY KEY,
  company_id integer NOT NULL REFERENCES customer_company (company_id),
  place varchar(60) NOT NULL
);
CREATE TABLE user_workstation (
  row_no integer PRIMARY KEY,
  user_no integer NOT NULL REFERENCES ls_user (user_no),
  workstation_id varchar(12) NOT NULL REFERENCES workstation (workstation_id),
  since date NOT NULL
);
CREATE TABLE activation_event (
  event_no integer PRIMARY KEY,
  user_no integer NOT NULL REFERENCES ls_user (user_no),
  event_kind varchar(12) NOT NULL,     -- activation | deactivation
  event_time timestamp NOT NULL,
  module varchar(40) NOT NULL,
  done_by varchar(30) NOT NULL
);
