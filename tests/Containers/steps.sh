# Sourced: steps that are timed, told, and end the check if they fail.

log=$work/log
current=

say() { printf '%s\n' "$*"; }
die() { fail "$@"; }
fail() { say "containers: FAILED in \"$current\": $*" >&2; exit 1; }
now() { date +%s.%N; }
since() { awk -v a="$1" -v b="$(now)" 'BEGIN { printf "%.1f s", b - a }'; }

begin() {
  mkdir -p "$work"
  : >"$log"
  begun=$(now)
  trap at_end EXIT
  trap 'exit 130' INT TERM
}

# step NAME COMMAND...
step() {
  current=$1
  local from; from=$(now)
  "${@:2}"
  say "$(printf '%-45s %s' "$current" "$(since "$from")")"
  current=
}

finish() {
  trap - EXIT
  say "containers: all held, with $engine, base images ${bases}; $(since "$begun") in all"
}

# Whatever a failed step left up is shown and ended.
at_end() {
  local status=$?
  [ "$status" -ne 0 ] || return 0
  [ -z "$current" ] || say "containers: the step \"$current\" ended with exit code $status" >&2
  tail -n 20 "$log" >&2
  if [ -n "${engine-}" ] && [ -d "$run" ]; then
    local service id
    for service in gateway-1 gateway-2 adapter-sql-1 postgres rabbitmq; do
      id=$(container "$service" 2>/dev/null) || continue
      [ -z "$id" ] || { say "--- $service"; "$engine" logs --tail 15 "$id"; } >&2 2>&1
    done
    for service in adapter-sql-1 adapter-sql-2; do "$engine" unpause "$(container "$service")"; done >/dev/null 2>&1 || true
    (remove_all) 2>/dev/null || true
    rm -rf "$run"
  fi
  exit "$status"
}

# quietly COMMAND...: what it says goes to the log.
quietly() { "$@" >>"$log" 2>&1 || fail "$* (see $log)"; }

# wait_for SECONDS WHAT COMMAND...
wait_for() {
  local until=$((SECONDS + $1))
  until "${@:3}"; do
    [ "$SECONDS" -lt "$until" ] || fail "not within $1 s: $2"
    sleep 1
  done
}

# for_each "ACTION" SERVICE...
for_each() {
  local service
  for service in "${@:2}"; do quietly "$engine" $1 "$(container "$service")"; done
}

running() { "$engine" inspect -f '{{.State.Running}}' "$(container "$1")"; }

# When each gateway's process began.
started() { for service in gateway-1 gateway-2; do "$engine" inspect -f '{{.State.StartedAt}} {{.State.Pid}}' "$(container "$service")"; done; }
