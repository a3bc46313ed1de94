#!/bin/sh
# Makes the sample databases, one SQLite file per system, anew: data/<controller>/<system>.db beside this script, or below the folder named.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
data=${1:-$here/data}
for schema in "$here"/systems/*/*/schema.sql; do
  system=$(dirname "$schema")
  database=$data/$(basename "$(dirname "$system")")/$(basename "$system").db
  mkdir -p "$(dirname "$database")"
  rm -f "$database" "$database-wal" "$database-shm"
  cat "$schema" "$system/people.sql" | sqlite3 -bail "$database"
  broken=$(sqlite3 "$database" 'PRAGMA foreign_key_check')
  [ -z "$broken" ] || { echo "$database: $broken" >&2; exit 1; }
done
echo "$(find "$data" -name '*.db' | wc -l) databases in $data"
