#!/bin/sh
# The office's tests run on PostgreSQL too; install Debian's when it is missing and rights allow.
set -eu
if ls /usr/lib/postgresql/*/bin/pg_ctl >/dev/null 2>&1; then exit 0; fi
if command -v pg_ctl >/dev/null 2>&1; then exit 0; fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq postgresql >/dev/null
else
  echo "Missing: PostgreSQL 15 or newer, which the office's tests start for themselves. Install it and run 'make test' again." >&2
  exit 1
fi
