#!/usr/bin/env bash
# bench/compare.sh [peer ...]
# Redflow and the named peers (default: bullmq bee-queue; see peers/README.md) in alternating rounds on one Redis on
# loopback; prints markdown: a table of all figures, and one of the goals. Settings are variables: peers/README.md.
# Empties the Redis it starts, never another one. Ends what it started, also on ctrl-C. Exits 1 if a measurement failed.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(dirname "$here")

export REDIS_PORT=${REDIS_PORT:-7101} PG_PORT=${PG_PORT:-7103} CONCURRENCY=${CONCURRENCY:-50}
export JOBS=${JOBS:-100000} WORKFLOWS=${WORKFLOWS:-20000} ROUNDS=${ROUNDS:-3} RETRIES=${RETRIES:-1} VERBOSE=${VERBOSE:-0}
export OUT=${OUT:-$root/artifacts/bench/compare-$(date +%Y%m%d-%H%M%S).jsonl}
ONLY=${ONLY:-emit,bulk,drain,steps,idle,load,delayed,memory,recovery,growth,limits,payload}
ONCE=${ONCE-limits,payload}
TURN_LIMIT=${TURN_LIMIT:-1h}
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1 NODE_NO_WARNINGS=1
export TERM=dumb # no drawing, and no modes left on the terminal by what is ended

peers=("$@")
[ $# -gt 0 ] || peers=(bullmq bee-queue)
[ "${REDFLOW:-1}" = 0 ] || [[ " ${peers[*]} " = *" redflow "* ]] || peers=(redflow "${peers[@]}")

fail() { echo "compare.sh: $*" >&2; exit 2; }
busy() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2> /dev/null; }
as_pg() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }

# Checked before anything starts.
for name in ROUNDS JOBS WORKFLOWS CONCURRENCY REDIS_PORT PG_PORT MAX_BACKLOG; do
  [[ ${!name:-1} =~ ^[1-9][0-9]*$ ]] || fail "$name is '${!name}': it takes a number from 1"
done
for name in RETRIES QUIET_MS; do
  [[ ${!name:-0} =~ ^[0-9]+$ ]] || fail "$name is '${!name}': it takes a number from 0"
done
for name in ONLY ONCE; do
  [[ ${!name} =~ ^([a-z]+(,[a-z]+)*)?$ ]] || fail "$name is '${!name}': it takes scenarios with commas between them"
done
for scenario in ${ONLY//,/ } ${ONCE//,/ }; do
  [[ " emit bulk drain steps idle load delayed memory recovery limits growth payload " = *" $scenario "* ]] || fail "there is no scenario '$scenario'"
done
node_peers=0 needs_pg=0 needs_redflow=0
for peer in "${peers[@]}"; do
  case $peer in
    redflow | redflow-tracing | redflow-garnet) needs_redflow=1 ;;
    *)
      [ -f "$here/peers/peers/$peer.mjs" ] || fail "there is no peer '$peer': redflow-tracing redflow-garnet $(cd "$here/peers/peers" && ls | sed 's/\.mjs//' | xargs)"
      node_peers=1
      ! grep -q "'postgres'" "$here/peers/peers/$peer.mjs" || needs_pg=1
      ;;
  esac
done
for tool in redis-server redis-cli node npm; do command -v "$tool" > /dev/null || fail "$tool is missing"; done
! busy "$REDIS_PORT" || fail "port $REDIS_PORT is taken: set REDIS_PORT"
[ $needs_pg = 0 ] || ! busy "$PG_PORT" || fail "port $PG_PORT is taken: set PG_PORT"

work=${BENCH_DIR:-}
[ -n "$work" ] || work=$(mktemp -d)
turn='' redis='' pgdata=''

# Ends a process group: politely, and after five seconds not.
end_group() {
  kill -TERM -- "-$1" 2> /dev/null || return 0
  for _ in $(seq 50); do
    kill -0 -- "-$1" 2> /dev/null || return 0
    sleep 0.1
  done
  kill -KILL -- "-$1" 2> /dev/null || true
}
stop() {
  trap '' INT TERM HUP
  [ -z "$turn" ] || end_group "$turn"
  [ -z "$pgdata" ] || as_pg pg_ctl -D "$pgdata" -m fast stop > /dev/null 2>&1 || true
  [ -z "$redis" ] || end_group "$redis"
  [ -n "${BENCH_DIR:-}" ] || rm -rf "$work"
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

# Runs a command in a process group of its own and waits for it: a trap runs at once, and can end all of its processes.
run() {
  set -m
  timeout -k 10 "$TURN_LIMIT" "$@" < /dev/null &
  turn=$!
  set +m
  local status=0
  wait "$turn" || status=$?
  end_group "$turn"
  turn=''
  return $status
}

mkdir -p "$work/app" "$work/redis" "$(dirname "$OUT")"
touch "$OUT"
OUT=$(realpath "$OUT")
cp -r "$here"/peers/*.mjs "$here"/peers/package.json "$here"/peers/peers "$work/app/"

NODE=node
if [ $node_peers = 1 ]; then
  if [ "$(node -p 'parseInt(process.versions.node)')" -lt 22 ]; then # some peers refuse older ones
    NODE="$work/node/node_modules/node-linux-$(node -p process.arch)/bin/node"
    [ -x "$NODE" ] || run npm install --loglevel=error --no-package-lock --no-save --prefix "$work/node" "node-linux-$(node -p process.arch)@24.21.0" >&2
  fi
  [ -d "$work/app/node_modules" ] || run npm install --loglevel=error --no-package-lock --ignore-scripts --prefix "$work/app" >&2
fi

redflow=$work/redflow/Redflow.Bench
[ $needs_redflow = 0 ] || run dotnet publish "$here/Redflow.Bench" -c Release -r "linux-$(uname -m | sed 's/x86_64/x64/; s/aarch64/arm64/')" \
  --self-contained -p:PublishReadyToRunComposite=true --artifacts-path "$work/build" -o "$work/redflow" -m:1 -v quiet --disable-build-servers >&2

# What is measured: the tree may change meanwhile.
export REDIS_VERSION COMMIT
REDIS_VERSION=$(redis-server --version | grep -oP '(?<=v=)[^ ]+')
COMMIT=$(git -C "$root" describe --always --dirty 2> /dev/null || true)

# The servers. The groups of their own keep a ctrl-C from them until what uses them has ended.
set -m
redis-server --port "$REDIS_PORT" --bind 127.0.0.1 --save '' --appendonly no --dir "$work/redis" > "$work/redis.log" 2>&1 &
redis=$!
set +m
for _ in $(seq 100); do
  ! busy "$REDIS_PORT" || break
  sleep 0.1
done
redis-cli -p "$REDIS_PORT" INFO server | grep -q "^process_id:$redis\b" || fail "redis-server did not start: $(tail -n 3 "$work/redis.log")"

if [ $needs_pg = 1 ]; then
  if tool=$(command -v pg_ctl); then PATH="$PATH:$(dirname "$(readlink -f "$tool")")"; else PATH="$PATH:$(pg_config --bindir)"; fi
  mkdir -p "$work/pg"
  if [ "$(id -u)" = 0 ]; then chmod 711 "$work"; chown postgres "$work/pg"; fi
  [ -f "$work/pg/PG_VERSION" ] || as_pg initdb -D "$work/pg" -A trust -U postgres > "$work/initdb.log"
  pgdata=$work/pg
  as_pg pg_ctl -D "$pgdata" -w -l "$pgdata/log" -o "-p $PG_PORT -c listen_addresses=127.0.0.1 -c unix_socket_directories=$pgdata -c max_connections=200" start > /dev/null
  psql -qh 127.0.0.1 -p "$PG_PORT" -U postgres -c 'create database bench' 2> /dev/null || true
fi

# One peer's turn of a round. The scenarios have Redflow's names; the peers have some of their own.
turn_of() {
  local peer=$1 round=$2
  redis-cli -p "$REDIS_PORT" FLUSHALL SYNC > /dev/null
  if [[ $peer = redflow* ]]; then
    local more=(--redis "127.0.0.1:$REDIS_PORT")
    [ "$peer" != redflow-garnet ] || more=(--server garnet)
    [ "$peer" != redflow-tracing ] || more+=(--tracing)
    run "$redflow" ${ONLY//,/ } --peer "$peer" --round "$round" --jobs "$JOBS" --workflows "$WORKFLOWS" \
      --concurrency "$CONCURRENCY" --max-backlog "${MAX_BACKLOG:-1000000}" --json "$OUT" "${more[@]}" >&2
  else
    local only=${ONLY//emit/enqueue}
    only=${only//recovery/crash-short,crash-default}
    only=${only//steps/steps,direct}
    run env -C "$work/app" "$NODE" bench.mjs "$peer" --only "$only" --jobs "$JOBS" --workflows "$WORKFLOWS" \
      --round "$round" --runs 1 --crash-runs 1 >&2
  fi
}

# Every other round goes backwards: the speed of a machine drifts, so peers are compared within a round. What has nothing of
# theirs beside it is measured in the first one only.
failed=0
for round in $(seq "$ROUNDS"); do
  if [ "$round" = 2 ]; then
    rest=()
    for scenario in ${ONLY//,/ }; do [[ ",$ONCE," = *",$scenario,"* ]] || rest+=("$scenario"); done
    ONLY=$(IFS=,; echo "${rest[*]}")
  fi
  [ -n "$ONLY" ] || break
  order=("${peers[@]}")
  if [ $((round % 2)) = 0 ]; then
    order=()
    for peer in "${peers[@]}"; do order=("$peer" "${order[@]}"); done
  fi
  for peer in "${order[@]}"; do
    echo "== round $round of $ROUNDS: $peer" >&2
    turn_of "$peer" "$round" || { failed=1; echo "$peer failed" >&2; }
  done
done

"$NODE" "$work/app/table.mjs" "$OUT"
echo "raw results: $OUT" >&2
! grep -q '"error":' "$OUT" || failed=1
exit $failed
