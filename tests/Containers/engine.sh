# Sourced: which container engine, which compose. Sets `engine`.

# Docker where its daemon answers; else podman, with images and containers of its own in $store.
find_engine() {
  if [ "${DSR_ENGINE:-docker}" = docker ] && docker info >/dev/null 2>&1; then
    engine=docker
    return
  fi
  engine=podman
  command -v podman >/dev/null || die "no docker daemon answers, and podman is missing"
  mkdir -p "$store"
  # One at a time: they would share names.
  exec 8>"$store/lock"
  flock -n 8 || die "another one runs with $store"
  podman_settings
  [ -z "$fresh" ] || quietly podman image rm --all --force
}

# An own store. Without systemd (in a container, on a small machine) podman needs to be told what it would ask systemd for,
# runc instead of crun, and no larger limits than this process has itself.
podman_settings() {
  printf '[storage]\ndriver = "overlay"\ngraphroot = "%s/store"\nrunroot = "%s/run"\n' "$store" "$store" >"$store/storage.conf"
  export CONTAINERS_STORAGE_CONF="$store/storage.conf"
  [ ! -d /run/systemd/system ] || return 0
  cat >"$store/containers.conf" <<END
[containers]
default_ulimits = ["nofile=$(ulimit -Hn):$(ulimit -Hn)", "nproc=4096:4096"]
pids_limit = 0
[engine]
cgroup_manager = "cgroupfs"
runtime = "runc"
events_logger = "file"
volume_path = "$store/volumes"
tmp_dir = "$store/tmp"
[network]
network_backend = "netavark"
network_config_dir = "$store/networks"
END
  export CONTAINERS_CONF="$store/containers.conf" DISABLE_HC_SYSTEMD=true
}

# compose ARGUMENTS: in the folder of the compose file.
compose() {
  if "$engine" compose version >/dev/null 2>&1 && [ "$engine" = docker ]; then
    (cd "$run" && docker compose "$@")
  elif command -v podman-compose >/dev/null && [ "$engine" = podman ]; then
    (cd "$run" && podman-compose --podman-path "$here/podman-for-compose" -p "$COMPOSE_PROJECT_NAME" -f compose.yaml "$@")
  else
    die "neither docker compose nor podman-compose is there (docker-compose 1.29 refuses the file)"
  fi
}

# container SERVICE: its id; engines and their compose name containers each in their own way, but label them alike.
container() {
  "$engine" ps -aq --filter "label=com.docker.compose.project=$COMPOSE_PROJECT_NAME" --filter "label=com.docker.compose.service=$1"
}

# healthy SERVICE: what its own health check says now.
healthy() {
  if [ "$engine" = podman ]; then
    podman healthcheck run "$(container "$1")" >/dev/null 2>&1
  else
    [ "$(docker inspect -f '{{.State.Health.Status}}' "$(container "$1")")" = healthy ]
  fi
}

# Containers, volumes and network; the keys' volume is nobody's but ours to remove.
remove_all() {
  quietly compose down --volumes
  # podman-compose 1.0 leaves the network.
  [ "$engine" = docker ] || quietly podman network rm "${COMPOSE_PROJECT_NAME}_default"
  quietly "$engine" volume rm "$DSR_KEYS_VOLUME"
}
