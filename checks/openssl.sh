#!/bin/sh
# Time stamps are tested with openssl; install Debian's when it is missing and rights allow.
set -eu
if command -v openssl >/dev/null 2>&1; then exit 0; fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq openssl >/dev/null
else
  echo "Missing: openssl, with which time stamps are tested. Install it and run 'make test' again." >&2
  exit 1
fi
