-- A CRM for companies and the people in them; deals become invoices and deliveries.
CREATE TABLE company (
  company_id integer PRIMARY KEY,
  name varchar(80) NOT NULL,
  public_classification varchar(40)
);
CREATE TABLE contact (
  contact_id integer PRIMARY KEY,
  customer_number varchar(12) NOT NULL UNIQUE,
  company_id integer REFERENCES company (company_id),
  name varchar(120) NOT NULL,
  title varchar(60),
  phone varchar(20),
  street_address varchar(200),
  newsletter_consent varchar(10) NOT NULL,   -- given | withdrawn | none
  direct_marketing boolean NOT NULL DEFAULT true,
  processing_restricted boolean NOT NULL DEFAULT false
);
CREATE TABLE contact_email (
  id integer PRIMARY KEY,
  contact_id integer NOT NULL REFERENCES contact (contact_id),
  email varchar(120) NOT NULL,
  mailbox varchar(8) NOT NULL          -- personal | shared
);
CREATE TABLE feedback (
  id integer PRIMARY KEY,
  contact_id integer NOT NULL REFERENCES contact (contact_id),
  score integer NOT NULL,
  comment varchar(500),
  given_on date NOT NULL
);
CREATE TABLE deal (
  deal_id integer PRIMARY KEY,
  contact_id integer NOT NULL REFERENCES contact (contact_id),
  title varchar(120) NOT NULL,
  closed_on date,
  delivered_on date
);
CREATE TABLE invoice (
  invoice_no integer PRIMARY KEY,
  contact_id integer REFERENCES contact (contact_id),
  bill_to varchar(200) NOT NULL,
  invoiced_on date NOT NULL,
  financial_period_end date NOT NULL,
  amount numeric(10, 2) NOT NULL
);
