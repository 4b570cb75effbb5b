#!/usr/bin/env bash
# bench/http.sh
# Emits over HTTP: wrk from loopback with keep-alive, against Redflow.Api in Production with an API key, and by turns against an endpoint of
# ASP.NET that does nothing (Redflow.BareHttp). No worker runs. Prints markdown: requests a second, latencies, errors; medians.
# Settings: ROUNDS (3), SECONDS_EACH (10), CONNECTIONS (256), THREADS (1), REDIS_PORT (7105), API_PORT (7106), BARE_PORT (7107).
# Starts a Redis of its own without persistence, and ends all that it started. Exits 1 if a request failed.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
ROUNDS=${ROUNDS:-3} SECONDS_EACH=${SECONDS_EACH:-10} CONNECTIONS=${CONNECTIONS:-256} THREADS=${THREADS:-1}
REDIS_PORT=${REDIS_PORT:-7105} API_PORT=${API_PORT:-7106} BARE_PORT=${BARE_PORT:-7107}
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1 ASPNETCORE_ENVIRONMENT=Production Logging__LogLevel__Default=Warning

fail() { echo "http.sh: $*" >&2; exit 2; }
busy() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2> /dev/null; }
for tool in redis-server wrk curl dotnet; do command -v "$tool" > /dev/null || fail "$tool is missing"; done
for port in "$REDIS_PORT" "$API_PORT" "$BARE_PORT"; do ! busy "$port" || fail "port $port is taken"; done

work=$(mktemp -d)
started=()
stop() {
  trap '' INT TERM HUP
  [ ${#started[@]} = 0 ] || kill "${started[@]}" 2> /dev/null || true
  wait
  rm -rf "$work"
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

# Starts a program and waits until its port answers.
start() {
  local port=$1
  shift
  "$@" > "$work/$port.log" 2>&1 < /dev/null &
  started+=($!)
  for _ in $(seq 300); do
    ! busy "$port" || return 0
    sleep 0.1
  done
  fail "nothing answers on port $port: $(tail -n 3 "$work/$port.log")"
}

runtime="linux-$(uname -m | sed 's/x86_64/x64/; s/aarch64/arm64/')"
for project in ../Redflow.Api Redflow.BareHttp Redflow.Bench; do
  dotnet publish "$here/$project" -c Release -r "$runtime" --self-contained false --artifacts-path "$work/build" \
    -o "$work/$(basename "$project")" -m:1 -v quiet --disable-build-servers >&2
done

redis="127.0.0.1:$REDIS_PORT"
start "$REDIS_PORT" redis-server --port "$REDIS_PORT" --bind 127.0.0.1 --save '' --appendonly no --dir "$work"
# A worker of the bench registers the workflows when it is told to go, and ends with its input.
{ echo '{"id":1,"name":"go","arguments":{}}'; sleep 3; } |
  dotnet "$work/Redflow.Bench/Redflow.Bench.dll" role worker "{\"redis\":\"$redis\",\"tracing\":false,\"metrics\":false}" > /dev/null
export Redflow__Api__KeysFile="$work/keys.json" Redflow__Api__RateLimit__RequestsPerSecond=0 Redflow__Api__RateLimit__Burst=0
key=$(dotnet "$work/Redflow.Api/Redflow.Api.dll" keys add bench --role operator 2> /dev/null)
start "$API_PORT" env "ConnectionStrings__redis=$redis" dotnet "$work/Redflow.Api/Redflow.Api.dll" --urls "http://127.0.0.1:$API_PORT" --contentRoot "$work/Redflow.Api"
start "$BARE_PORT" dotnet "$work/Redflow.BareHttp/Redflow.BareHttp.dll" --urls "http://127.0.0.1:$BARE_PORT"

cat > "$work/emit.lua" << EOF
wrk.method, wrk.body = 'POST', '{"userId":7}'
wrk.headers['Content-Type'] = 'application/json'
wrk.headers['Authorization'] = 'Bearer $key'
function done(summary, latency)
  io.write(string.format('%.0f %.2f %.2f %d\n', summary.requests / summary.duration * 1e6, latency:percentile(50) / 1000, latency:percentile(99) / 1000,
    summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout + summary.errors.status))
end
EOF
# One turn: requests a second, median and 99th percentile of the latency in ms, errors.
turn() { wrk -t"$THREADS" -c"$CONNECTIONS" -d"${2}s" -s "$work/emit.lua" "$1" | tail -n 1; }
api="http://127.0.0.1:$API_PORT/api/v1/workflows/noop/runs" bare="http://127.0.0.1:$BARE_PORT/runs"
answer=$(curl -sS -w ' %{http_code}' -H "Authorization: Bearer $key" -H 'Content-Type: application/json' -d '{"userId":7}' "$api")
[[ $answer = *' 202' ]] || fail "an emit was answered: $answer"
turn "$api" 10 > /dev/null # A program is compiled anew while it is warm.
turn "$bare" 10 > /dev/null
for _ in $(seq "$ROUNDS"); do
  echo "api $(turn "$api" "$SECONDS_EACH")" >> "$work/turns"
  echo "bare $(turn "$bare" "$SECONDS_EACH")" >> "$work/turns"
done

echo "| | requests/s | p50, ms | p99, ms | errors |"
echo "|---|---|---|---|---|"
for what in api bare; do
  median() { awk -v w="$what" -v c="$1" '$1 == w { print $c }' "$work/turns" | sort -g | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }
  errors=$(awk -v w="$what" '$1 == w { n += $5 } END { print n + 0 }' "$work/turns")
  echo "| $what | $(median 2) | $(median 3) | $(median 4) | $errors |"
done
awk '$5 > 0 { exit 1 }' "$work/turns"
