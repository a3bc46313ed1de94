#!/bin/sh
# Makes the keys of the controllers in controllers/ that have none; no gateway ever makes one by itself. PostgreSQL must run: the
# key database remembers which key is a controller's. ENGINE=podman for podman.
set -eu
cd "$(dirname "$0")"
[ $# -gt 0 ] || set -- --all
secret() { echo "$PWD/secrets/$1:/run/secrets/$1:ro"; }
exec "${ENGINE:-docker}" run --rm --network "${COMPOSE_PROJECT_NAME:-dsr-gateway}_default" --read-only --tmpfs /tmp --cap-drop ALL \
  -v "${DSR_KEYS_VOLUME:-dsr-gateway-controller-keys}:/var/lib/dsr-gateway/keys" -v "$PWD/controllers:/etc/dsr-gateway/controllers:ro" \
  -v "$(secret cases-database)" -v "$(secret keys-database)" -v "$(secret broker)" \
  -e Cases__Engine=Distributed -e Cases__Distributed__DatabaseFile=/run/secrets/cases-database \
  -e Cases__Distributed__KeyDatabaseFile=/run/secrets/keys-database -e Cases__Distributed__BrokerFile=/run/secrets/broker \
  "${DSR_GATEWAY_IMAGE:-dsr-gateway:0.1.0}" keys create "$@"
