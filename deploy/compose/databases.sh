#!/bin/sh
# Two databases, each with a user that cannot enter the other: who takes the one must not get the other.
set -eu
make() {
  psql -v ON_ERROR_STOP=1 --username postgres -v name="$1" -v password="$(cat "/run/secrets/$2")" <<'SQL'
CREATE ROLE :"name" LOGIN PASSWORD :'password';
CREATE DATABASE :"name" OWNER :"name";
REVOKE CONNECT ON DATABASE :"name" FROM PUBLIC;
SQL
}
make dsr_cases cases-password
make dsr_keys keys-password
