#!/bin/sh
# Two databases, each with a user that cannot enter the other: who takes the one must not get the other.
set -eu
# psql reads the password from the file itself: an argument could be read by anybody on the machine.
make() {
  psql -v ON_ERROR_STOP=1 --username postgres -v name="$1" -v file="/run/secrets/$2" <<'SQL'
\set password `cat :'file'`
CREATE ROLE :"name" LOGIN PASSWORD :'password';
CREATE DATABASE :"name" OWNER :"name";
REVOKE CONNECT ON DATABASE :"name" FROM PUBLIC;
SQL
}
make dsr_cases cases-password
make dsr_keys keys-password
