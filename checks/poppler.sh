#!/bin/sh
# Tests read PDFs with poppler's tools; install Debian's when they are missing and rights allow.
set -eu
if command -v pdftotext >/dev/null 2>&1 && command -v pdftoppm >/dev/null 2>&1; then exit 0; fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq poppler-utils >/dev/null
else
  echo "Missing: pdftotext (poppler-utils), with which the tests read PDFs. Install it and run 'make test' again." >&2
  exit 1
fi
