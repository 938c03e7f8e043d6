#!/bin/sh
# The office's tests run behind a real nginx; install Debian's when it is missing and rights allow.
set -eu
if command -v nginx >/dev/null 2>&1 || [ -x /usr/sbin/nginx ]; then exit 0; fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends nginx-light >/dev/null
  # The tests start their own; the system's is not wanted.
  if command -v service >/dev/null 2>&1; then service nginx stop >/dev/null 2>&1 || true; fi
else
  echo "Missing: nginx, behind which the office's tests run. Install it and run 'make test' again." >&2
  exit 1
fi
