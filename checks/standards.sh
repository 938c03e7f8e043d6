#!/bin/sh
# The published schemas of the Open Contracting Data Standard, for the tests: of a release, of a package of
# releases and of a package of records. They stand among the tests of the packages ocdsmerge and ocdskit,
# whose sources are fetched through pip and of which three files are kept, uncommitted. ocdskit has the
# record package with the release schema written out in each place, extensions and all: there the reference
# that the standard itself publishes is put back.
set -e
folder="${BEATWISE_STANDARDS:-.venv/standards}"
python="${1:-.venv/bin/python}"
test -e "$folder/ocds-record-package-schema.json" && exit 0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$python" -m pip download --quiet --no-deps --no-binary ocdsmerge,ocdskit --dest "$work" \
  "ocdsmerge==0.8.0" "ocdskit==1.7.0"
tar -xzf "$work/ocdsmerge-0.8.0.tar.gz" -C "$work"
tar -xzf "$work/ocdskit-1.7.0.tar.gz" -C "$work"
mkdir -p "$folder"
cp "$work/ocdsmerge-0.8.0/tests/fixtures/release-schema-1__1__4.json" "$folder/ocds-release-schema.json"
cp "$work/ocdskit-1.7.0/tests/fixtures/release-package-schema.json" "$folder/ocds-release-package-schema.json"
"$python" - "$work/ocdskit-1.7.0/tests/fixtures/a/record-package-schema-dereferenced.json" \
  "$folder/ocds-record-package-schema.json" <<'PYTHON'
import json
import sys
from pathlib import Path

written_out, kept = map(Path, sys.argv[1:])
schema = json.loads(written_out.read_text("utf-8"))
record = schema["properties"]["records"]["items"]["properties"]
release = {"$ref": record["compiledRelease"]["id"]}
record["releases"]["oneOf"][1]["items"] = record["compiledRelease"] = release
del record["versionedRelease"]  # no file of ours holds one
kept.write_text(json.dumps(schema), "utf-8")
PYTHON
