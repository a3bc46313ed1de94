# Sourced: which container engine, which compose. Sets `engine`; $work is a folder for what belongs to this check alone.

# Docker where its daemon answers; else podman, whose images and containers then lie below $work.
find_engine() {
  if [ "${DSR_ENGINE:-docker}" = docker ] && docker info >/dev/null 2>&1; then
    engine=docker
    return
  fi
  engine=podman
  command -v podman >/dev/null || die "no docker daemon answers, and podman is missing"
  mkdir -p "$work/podman"
  podman_settings
}

# An own store. Without systemd (in a container, on a small machine) podman needs to be told what it would ask systemd for,
# runc instead of crun, and no larger limits than this process has itself.
podman_settings() {
  local own="$work/podman"
  printf '[storage]\ndriver = "overlay"\ngraphroot = "%s/store"\nrunroot = "%s/run"\n' "$own" "$own" >"$own/storage.conf"
  export CONTAINERS_STORAGE_CONF="$own/storage.conf"
  [ ! -d /run/systemd/system ] || return 0
  cat >"$own/containers.conf" <<END
[containers]
default_ulimits = ["nofile=$(ulimit -Hn):$(ulimit -Hn)", "nproc=4096:4096"]
pids_limit = 0
[engine]
cgroup_manager = "cgroupfs"
runtime = "runc"
events_logger = "file"
volume_path = "$own/volumes"
tmp_dir = "$own/tmp"
[network]
network_backend = "netavark"
network_config_dir = "$own/networks"
END
  export CONTAINERS_CONF="$own/containers.conf" DISABLE_HC_SYSTEMD=true
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
