#!/bin/sh
# The published release schema of the Open Contracting Data Standard, for the tests. It stands among the tests
# of the package ocdsmerge, whose source is fetched through pip and of which one file is kept, uncommitted.
set -e
folder="${BEATWISE_STANDARDS:-.venv/standards}"
python="${1:-.venv/bin/python}"
test -e "$folder/ocds-release-schema.json" && exit 0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$python" -m pip download --quiet --no-deps --no-binary ocdsmerge --dest "$work" "ocdsmerge==0.8.0"
tar -xzf "$work/ocdsmerge-0.8.0.tar.gz" -C "$work"
mkdir -p "$folder"
cp "$work/ocdsmerge-0.8.0/tests/fixtures/release-schema-1__1__4.json" "$folder/ocds-release-schema.json"
