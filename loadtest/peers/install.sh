#!/usr/bin/env bash
# Installs the peers into the cache, once for each state of their lock files; prints the two folders.
# Nothing is written below the sources.
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")"
cache=${VIFTE_CACHE:-$HOME/.cache/vifte}/peers
python=${PYTHON:-python3}

# The folder of one peer, named after what it is made of.
folder() {
  local sum
  sum=$(cat "$@" | sha256sum)
  printf '%s/%s-%s\n' "$cache" "$(dirname "$1")" "${sum:0:12}"
}

need() {
  command -v "$1" >/dev/null || { echo "peers: please install $1 ($2)" >&2 && exit 3; }
}

bullmq() {
  local into
  into=$(folder bullmq/package-lock.json)
  if [ ! -f "$into/installed" ]; then
    need npm "Node.js 20 or newer"
    mkdir -p "$into"
    cp bullmq/package.json bullmq/package-lock.json "$into"
    # not `npm ci`: it refuses a lock without the optional packages of platforms that a registry may lack
    (cd "$into" && npm install --ignore-scripts --no-audit --no-fund --loglevel=error >&2)
    touch "$into/installed"
  fi
  cp bullmq/*.js "$into" # Node.js looks for modules beside the program
  echo "$into"
}

celery() {
  local into
  into=$(folder celery/requirements.lock.txt)
  if [ ! -f "$into/installed" ]; then
    need "$python" "Python 3.11 or newer, with venv"
    "$python" -m venv --clear "$into"
    "$into/bin/pip" install -q --disable-pip-version-check --only-binary :all: --no-deps -r celery/requirements.lock.txt >&2
    touch "$into/installed"
  fi
  cp celery/*.py "$into"
  echo "$into"
}

bullmq
celery
