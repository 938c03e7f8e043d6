#!/bin/sh
# The browser tests need a Chromium; install Debian's when it is missing and rights allow.
set -eu
for name in chromium chromium-browser google-chrome; do
  if command -v "$name" >/dev/null 2>&1; then exit 0; fi
done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null
else
  echo "Missing: chromium, which the browser tests drive. Install it and run 'make test' again." >&2
  exit 1
fi
