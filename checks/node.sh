#!/bin/sh
# The phone app is built and tested with Node; install Debian's when it is missing and rights allow.
set -eu
if ! command -v node >/dev/null 2>&1 || ! command -v npm >/dev/null 2>&1; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends nodejs npm >/dev/null
  else
    echo "Missing: node and npm, with which the phone app is built. Install Node 18 or newer and run 'make test' again." >&2
    exit 1
  fi
fi
# Exact versions with their hashes, from whichever registry this machine is set to use.
if [ ! -e phone/node_modules/.installed ] || [ phone/package-lock.json -nt phone/node_modules/.installed ]; then
  (cd phone && npm ci --silent --no-audit --no-fund --ignore-scripts)
  touch phone/node_modules/.installed
fi
