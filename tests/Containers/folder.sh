# Sourced: the folder that the compose file stands in, as its README says to make it, with the samples of one controller.

random() { od -An -N16 -tx1 /dev/urandom | tr -d ' \n'; }
bytes() { printf "$(sed 's/../\\x&/g' <<<"$1")"; }

# rabbit_hash PASSWORD: as in RabbitMQ's definitions: base64 of four random bytes and the SHA-256 of these and the password.
rabbit_hash() {
  local salt digest
  salt=$(random | cut -c1-8)
  digest=$({ bytes "$salt"; printf %s "$1"; } | sha256sum | cut -d' ' -f1)
  bytes "$salt$digest" | base64 -w0
}

make_folder() {
  rm -rf "$run"
  mkdir -p "$run"/{controllers,adapters,adapter-sql,systems,secrets}
  cp deploy/compose/{compose.yaml,databases.sh,make-keys.sh,rabbitmq.conf} "$run"
  make_secrets
  cp "deploy/samples/controllers/$controller.yaml" "$run/controllers"
  echo '{ "sql": "http://127.0.0.1:5081", "sql-mailing": "http://127.0.0.1:5081" }' >"$run/adapters/adapters.json"
  make_systems
}

# Each file is mounted alone and must be readable by its container's user; the folder is what keeps others out.
make_secrets() (
  chmod 700 "$run/secrets"
  cd "$run/secrets"
  local cases keys broker
  cases=$(random) keys=$(random) broker=$(random)
  random >postgres-admin
  printf %s "$cases" >cases-password
  printf %s "$keys" >keys-password
  printf 'Host=postgres;Database=dsr_cases;Username=dsr_cases;Password=%s' "$cases" >cases-database
  printf 'Host=postgres;Database=dsr_keys;Username=dsr_keys;Password=%s' "$keys" >keys-database
  printf 'amqp://dsr:%s@rabbitmq:5672/dsr' "$broker" >broker
  cat >rabbitmq-definitions <<END
{ "vhosts": [{ "name": "dsr" }],
  "users": [{ "name": "dsr", "password_hash": "$(rabbit_hash "$broker")", "hashing_algorithm": "rabbit_password_hashing_sha256", "tags": "" }],
  "permissions": [{ "user": "dsr", "vhost": "dsr", "configure": ".*", "write": ".*", "read": ".*" }] }
END
)

# The controller's sample databases, writable by whatever user the adapter's container has, and the adapter's settings with their maps.
make_systems() {
  deploy/samples/load-samples.sh "$work/samples" >/dev/null
  mv "$work/samples/$controller"/*.db "$run/systems"
  rm -rf "$work/samples"
  chmod -R a+rwX "$run/systems"
  local system
  echo 'systems:' >"$run/adapter-sql/sql.yaml"
  for system in "${systems[@]}"; do
    cp "deploy/samples/systems/$controller/$system/map.yaml" "$run/adapter-sql/$system.yaml"
    echo "  - { system_id: $system, controller: $controller, provider: sqlite, connection: Data Source=/var/lib/dsr-systems/$system.db, map: $system.yaml }" \
      >>"$run/adapter-sql/sql.yaml"
  done
}
