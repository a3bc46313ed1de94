-- Business customers (accounts) and their contacts, in the manner of the large CRM products; postings for the accounts beside them.
CREATE TABLE account (
  account_id integer PRIMARY KEY,
  account_name varchar(100) NOT NULL,
  reseller varchar(100)
);
CREATE TABLE contact (
  contact_id integer PRIMARY KEY,
  parent_account_id integer REFERENCES account (account_id),
  contact_number varchar(12) NOT NULL UNIQUE,
  full_name varchar(120) NOT NULL,
  birth_surname varchar(60),
  job_title varchar(60),
  mobile_phone varchar(20),
  do_not_market boolean NOT NULL DEFAULT false,
  processing_stopped boolean NOT NULL DEFAULT false
);
CREATE TABLE email_address (
  email_address_id integer PRIMARY KEY,
  contact_id integer NOT NULL REFERENCES contact (contact_id),
  address varchar(120) NOT NULL,
  use_code varchar(8) NOT NULL         -- work | private | clinic (read by several)
);
CREATE TABLE demo_request (
  demo_request_id integer PRIMARY KEY,
  contact_id integer NOT NULL REFERENCES contact (contact_id),
  received_at timestamp NOT NULL,
  product varchar(60) NOT NULL,
  message varchar(500)
);
CREATE TABLE sales_order (
  sales_order_id integer PRIMARY KEY,
  contact_id integer NOT NULL REFERENCES contact (contact_id),
  ordered_on date NOT NULL,
  product varchar(60) NOT NULL
);
CREATE TABLE invoice (
  invoice_id integer PRIMARY KEY,
  contact_id integer REFERENCES contact (contact_id),
  invoice_number varchar(16) NOT NULL UNIQUE,
  attention_of varchar(120) NOT NULL,
  invoiced_on date NOT NULL,
  period_end date NOT NULL,            -- the last day of the financial period it is booked in
  amount numeric(10, 2) NOT NULL
);
CREATE TABLE payment (
  payment_id integer PRIMARY KEY,
  invoice_id integer NOT NULL REFERENCES invoice (invoice_id),
  paid_on date NOT NULL,
  amount numeric(10, 2) NOT NULL
);
