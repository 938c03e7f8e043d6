#!/bin/sh
# Make the environment; install Debian's venv package when it is missing and rights allow.
set -eu
python="$1"
venv="$2"
command -v "$python" >/dev/null 2>&1 || { echo "Missing: python3 (3.11 or newer)." >&2; exit 1; }
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
  echo "Missing: Python 3.11 or newer; $("$python" --version) found. Set PYTHON=/path/to/python3.11." >&2
  exit 1
}
if "$python" -m venv "$venv" >/dev/null 2>&1; then exit 0; fi
rm -rf "$venv"
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  apt-get update -qq && apt-get install -y -qq python3-venv >/dev/null
  "$python" -m venv "$venv"
else
  echo "Missing: the venv module. Install it (Debian: python3-venv) and run again." >&2
  exit 1
fi
