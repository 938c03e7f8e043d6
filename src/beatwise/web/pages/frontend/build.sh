#!/bin/sh
# Build the office's style sheet and script from govuk-frontend. Needs Node; running the office does not.
# The crown, the crest and the GDS Transport font belong to GOV.UK alone: none of them is taken.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp "$here/package.json" "$here/office.scss" "$here/office.js" "$work"
cd "$work"
npm install --silent --no-package-lock --no-audit --no-fund
node_modules/.bin/sass --no-source-map --style=compressed --quiet-deps --load-path=. office.scss office.css
# The footer's crest is not ours to show, and a hashed store fails on a file that is not there.
sed -i 's#url("/static/shared/images/govuk-crest.svg")#none#g' office.css
node_modules/.bin/esbuild office.js --bundle --minify --format=esm --outfile=office.min.js --log-level=error
sed -i '/sourceMappingURL/d' office.min.js
if grep -q -e 'GDS Transport' -e 'crest.svg' office.css; then
  echo "The style sheet still names GOV.UK's font or crest." >&2
  exit 1
fi
mv office.css office.min.js "$here/../static/pages/"
