#!/usr/bin/env bash
# Load on a gateway: ./dev load [--k6 | --hey | --ab | --nats] [OPTIONS]
#   --k6            forms, waits for every job, looks at its outputs (the way when none is named)
#   --hey, --ab     bare bytes, 202 as soon as they are taken: what the way in can do
#   --nats          events from outside: publishes to vifte.ingest.PIPELINE, waits for every job's end
#   --url URL       a gateway that runs; without it one is started for the run, on a fresh embedded store;
#                   with --nats the server of an installation that runs: nats://127.0.0.1:4222
#   --key KEY       its API key
#   --file FILE     what to upload; a 2-megapixel photo when none is named; with --nats s3://BUCKET/KEY, too
#   --pipeline NAME media
#   --rate N        uploads a second: 10
#   --time LENGTH   such as 30s
#   --clients N     at once: 50 for k6, 8 for hey and ab
# What each tool prints is shown; its summary is kept in loadtest/target/load/.
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.."

tool=k6 url='' key=${VIFTE_API_KEY:-} file='' pipeline=media rate=10 time=30s clients=''
while [ $# -gt 0 ]; do
  case $1 in
    --k6 | --hey | --ab | --nats) tool=${1#--} && shift && continue ;;
    --url | --key | --file | --pipeline | --rate | --time | --clients) ;;
    *) sed -n '2,15s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2 && exit 2 ;;
  esac
  [ $# -gt 1 ] || { echo "load: $1 needs a value after it" >&2 && exit 2; }
  printf -v "${1#--}" %s "$2"
  shift 2
done

program() {
  local cached=${VIFTE_CACHE:-$HOME/.cache/vifte}/bin/$1
  if [ -x "$cached" ]; then
    echo "$cached"
  else
    command -v "$1" || { echo "load: there is no $1; install it by: $2" >&2 && return 3; }
  fi
}

case $tool in
  k6) run=$(program k6 './dev servers --load') ;;
  hey) run=$(program hey 'apt-get install hey') ;;
  ab) run=$(program ab 'apt-get install apache2-utils') ;;
  nats) url=${url:-nats://127.0.0.1:4222} ;;
esac

ours() {
  "$JAVA_HOME/bin/java" -Djava.awt.headless=true -cp app/target/dist/vifte.jar:loadtest/target/classes "$@"
}

photo() {
  local folder=loadtest/target/photos
  [ -f "$folder/small-01.jpg" ] || ours dev.vifte.loadtest.Photos small "$folder" >&2
  echo "$folder/small-01.jpg"
}

# A gateway of our own on a free port; it goes, with its store, when this script ends.
gateway() {
  local store
  store=$(mktemp -d)
  VIFTE_DATA=$store/data VIFTE_HTTP_PORT=0 VIFTE_LOG_LEVEL=warn ./vifte up >"$store/log" 2>&1 &
  # shellcheck disable=SC2064 # as they are now
  trap "kill $! 2>/dev/null; wait $! 2>/dev/null; rm -rf '$store'" EXIT
  for _ in $(seq 600); do
    url=$(sed -n 's|^ *page *\(http.*[^/]\)/*$|\1|p' "$store/log")
    [ -n "$url" ] && return 0
    kill -0 $! 2>/dev/null || break
    sleep 0.1
  done
  echo "load: the gateway does not start:" >&2
  cat "$store/log" >&2
  return 3
}

[ -n "$file" ] || file=$(photo)
[ -n "$url" ] || gateway
case $time in
  *m) seconds=$((${time%m} * 60)) ;;
  *) seconds=${time%s} ;;
esac
count=$((rate * seconds))
jobs=$url/v1/pipelines/$pipeline/jobs
[ "$tool" = nats ] && jobs="$url, vifte.ingest.$pipeline"
kept=loadtest/target/load/$tool-$(date -u +%Y%m%dT%H%M%SZ)
mkdir -p loadtest/target/load
echo "load: $tool, $rate/s for $time on $jobs; commit $(git rev-parse --short HEAD 2>/dev/null || echo unknown), $(nproc) cores"

case $tool in
  k6)
    "$run" run --no-usage-report --quiet -e URL="$url" -e KEY="$key" -e FILE="$(readlink -f "$file")" \
      -e PIPELINE="$pipeline" -e RATE="$rate" -e TIME="$time" -e CLIENTS="${clients:-50}" \
      -e SUMMARY="$kept.json" loadtest/k6/upload.js
    ;;
  hey)
    clients=${clients:-8}
    "$run" -n "$count" -c "$clients" -q "$(((rate + clients - 1) / clients))" -m POST -D "$file" \
      -T application/octet-stream -H 'Prefer: respond-async' ${key:+-H "Authorization: Bearer $key"} \
      "$jobs" | tee "$kept.txt"
    grep -q '\[202\]' "$kept.txt"
    ;;
  ab) # ab knows no rate: it goes as fast as the clients can
    "$run" -n "$count" -c "${clients:-8}" -k -p "$file" -T application/octet-stream \
      -H 'Prefer: respond-async' ${key:+-H "Authorization: Bearer $key"} "$jobs" | tee "$kept.txt"
    ! grep -q '^Non-2xx responses' "$kept.txt"
    ;;
  nats) ours dev.vifte.loadtest.ingest.NatsLoad "$url" vifte "$pipeline" "$file" "$rate" "$count" ;;
esac
