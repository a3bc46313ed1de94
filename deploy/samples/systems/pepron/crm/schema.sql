-- Customer data with Finnish names, as an old in-house register has them.
CREATE TABLE asiakas (
  asiakas_id integer PRIMARY KEY,
  asiakasnumero varchar(12) NOT NULL UNIQUE,
  nimi varchar(120) NOT NULL,
  sahkoposti varchar(120),
  puhelin varchar(20),
  postiosoite varchar(200),
  markkinointikielto boolean NOT NULL DEFAULT false,
  kasittely_rajoitettu boolean NOT NULL DEFAULT false
);
CREATE TABLE yhteydenotto (
  id integer PRIMARY KEY,
  asiakas_id integer NOT NULL REFERENCES asiakas (asiakas_id),
  kanava varchar(12) NOT NULL,         -- puhelin | chat | lomake
  ajankohta timestamp NOT NULL,
  selite varchar(500) NOT NULL
);
CREATE TABLE tilaus (
  id integer PRIMARY KEY,
  asiakas_id integer NOT NULL REFERENCES asiakas (asiakas_id),
  palvelu varchar(60) NOT NULL,
  alkoi date NOT NULL,
  paattyi date
);
