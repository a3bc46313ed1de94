-- A small shop's CRM: customers with several e-mail addresses, consents, orders and the invoices that came of them.
CREATE TABLE customer (
  id integer PRIMARY KEY,
  customer_number varchar(20) NOT NULL UNIQUE,
  first_name varchar(60) NOT NULL,
  last_name varchar(60) NOT NULL,
  former_last_name varchar(60),
  phone varchar(20),
  language varchar(2) NOT NULL,
  marketing boolean NOT NULL DEFAULT true,
  restricted boolean NOT NULL DEFAULT false,
  created_at timestamp NOT NULL
);
CREATE TABLE customer_email (
  id integer PRIMARY KEY,
  customer_id integer NOT NULL REFERENCES customer (id),
  address varchar(120) NOT NULL,
  kind varchar(10) NOT NULL            -- own | shared
);
CREATE TABLE customer_address (
  id integer PRIMARY KEY,
  customer_id integer NOT NULL REFERENCES customer (id),
  street varchar(120) NOT NULL,
  postal_code varchar(10) NOT NULL,
  city varchar(60) NOT NULL,
  country varchar(2) NOT NULL
);
CREATE TABLE consent (
  id integer PRIMARY KEY,
  customer_id integer NOT NULL REFERENCES customer (id),
  purpose varchar(30) NOT NULL,
  given_at timestamp NOT NULL,
  withdrawn_at timestamp
);
CREATE TABLE sales_order (
  id integer PRIMARY KEY,
  customer_id integer NOT NULL REFERENCES customer (id),
  order_number varchar(20) NOT NULL UNIQUE,
  ordered_on date NOT NULL,
  delivery_note varchar(200)
);
CREATE TABLE sales_order_line (
  id integer PRIMARY KEY,
  sales_order_id integer NOT NULL REFERENCES sales_order (id),
  product varchar(80) NOT NULL,
  quantity integer NOT NULL,
  unit_price numeric(10, 2) NOT NULL
);
-- An invoice names its payer itself: the customer row can go while the invoice must stay.
CREATE TABLE invoice (
  id integer PRIMARY KEY,
  customer_id integer REFERENCES customer (id),
  invoice_number varchar(20) NOT NULL UNIQUE,
  order_number varchar(20),
  billing_name varchar(120) NOT NULL,
  billing_address varchar(200) NOT NULL,
  invoiced_on date NOT NULL,
  period_end date NOT NULL,            -- the last day of the financial year it is booked in
  total numeric(10, 2) NOT NULL
);
CREATE TABLE payment (
  id integer PRIMARY KEY,
  invoice_id integer NOT NULL REFERENCES invoice (id),
  paid_on date NOT NULL,
  amount numeric(10, 2) NOT NULL,
  payer_name varchar(120) NOT NULL
);
CREATE TABLE contact_note (
  id integer PRIMARY KEY,
  customer_id integer NOT NULL REFERENCES customer (id),
  written_at timestamp NOT NULL,
  channel varchar(20) NOT NULL,
  note varchar(1000) NOT NULL
);
