"""An office of 100,000 records and 1 GB of files handed over: written, and read into an empty one.

The office is that of ``_register_world`` on SQLite, with files at its records. Both commands are
run as people run them, in folders that are removed at the end, and the digests of all tables are
compared. Then one file of the package is damaged, which another empty office must refuse by its
name. ``python -m benchmarks.handover 2000 20`` tries it with 2,000 records and 20 MB, and writes
nothing.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.served import environment, python

from benchmarks import _commands
from benchmarks._commands import Ran
from benchmarks._fifty_people import conditions
from benchmarks._register_world import RECORDS


MEGABYTES, TARGET_S = 1000, 300
FILES = """
import json, random
from beatwise.web.history import audit
from beatwise.web.imports import stored_files
from beatwise.web.registers.models import Attachment, Record
SIZES = (100_000, 400_000, 1_000_000, 2_500_000)  # bytes: 1 MB on the average
left, draw, count = int(os.environ["BENCH_MEGABYTES"]) * 1_000_000, random.Random(16), 0
records = list(Record.objects.filter(closed=False).order_by("pk")[:1000])
while left > 0:
    with audit.changing():
        lines = []
        for _ in range(100):
            size = min(left, SIZES[count % len(SIZES)])
            if not size:
                break
            record = records[count % len(records)]
            row = Attachment.objects.create(
                record=record, content=stored_files.keep(draw.randbytes(size)),
                name=f"scan-{count}.pdf", kind="application/pdf", size=size)
            lines.append(audit.Line("record.attach", record.thing, after={"file": row.name}))
            left, count = left - size, count + 1
        audit.write_all(lines, by=None)
print(json.dumps({"files": count, "records": Record.objects.count()}))
"""


def run(records: int = RECORDS, megabytes: int = MEGABYTES) -> list[dict[str, Any]]:
    """Measure the round trip of an office of so many records and megabytes (10⁶ bytes) of files."""
    with tempfile.TemporaryDirectory(prefix="handover-") as folder:
        return measure(Path(folder), records, megabytes)


def measure(here: Path, records: int, megabytes: int) -> list[dict[str, Any]]:
    """Return the rows of results; everything is made in a folder."""
    giving, package = here / "giving", here / "package"
    made = _fill(giving, records, megabytes)
    before = conditions()
    export = _handover("export", package, giving)
    key = ["--key", str(giving / "office" / "signing.pub")]
    taken = _handover("import", package, here / "taking", *key)
    given, now = json.loads(export.out), json.loads(taken.out)
    same = given == now and given["registers.record"]["rows"] == made["records"]
    both = export.seconds + taken.seconds
    words = f"{made['records']:,} records and {megabytes:,} MB in {made['files']:,} files"
    rows = sum(each["rows"] for each in given.values())
    return [
        {
            "work": f"hand-over of an office of {words}, there and back (s)",
            "ours": round(both, 1),
            "memory_mb": round(max(export.peak_mb, taken.peak_mb)),
            "target": f"{TARGET_S} s, digests the same",
            "met": both <= TARGET_S and same,
            "note": f"export {export.words}; import {taken.words}; {len(given)} tables with "
            f"{rows:,} rows, digests {'the same' if same else 'NOT the same'}; SQLite; {before}",
        },
        _damaged(here, package, key, words),
    ]


def _fill(giving: Path, records: int, megabytes: int) -> dict[str, int]:
    """Make the office that gives; return how many records and files it has."""
    giving.mkdir()
    given = environment(giving) | {"BENCH_MEGABYTES": str(megabytes)}
    words = [sys.executable, "-m", "benchmarks._register_world", str(records)]
    subprocess.run(words, env=given, check=True, stdout=subprocess.DEVNULL)
    made: dict[str, int] = json.loads(python(FILES, given, timeout=1200))
    return made


def _damaged(here: Path, package: Path, key: list[str], words: str) -> dict[str, Any]:
    """Change one byte of a file in the middle; return the row of how the package is refused."""
    files = sorted(path for path in (package / "files").rglob("*") if path.is_file())
    file = files[len(files) // 2]
    with file.open("r+b") as content:
        content.seek(file.stat().st_size // 2)
        [byte] = content.read(1)
        content.seek(-1, 1)
        content.write(bytes([byte ^ 1]))
    refused = _handover("import", package, here / "other", *key, code=10)
    error = json.loads(refused.out or refused.said)
    named = file.relative_to(package).as_posix() in json.dumps(error)
    return {
        "work": f"hand-over of {words}, one byte of one file changed: refused (s)",
        "ours": round(refused.seconds, 1),
        "memory_mb": round(refused.peak_mb),
        "target": "refused, and the file is named",
        "met": named,
        "note": f"exit {refused.code}; {error.get('message', error)}",
    }


def _handover(what: str, package: Path, workspace: Path, *more: str, code: int = 0) -> Ran:
    words = ["handover", what, str(package), "--workspace", str(workspace), "--json", *more]
    workspace.mkdir(exist_ok=True)
    return _commands.run(words, environment(workspace), code=code)


if __name__ == "__main__":
    print(json.dumps(run(*map(int, sys.argv[1:])), indent=1))
