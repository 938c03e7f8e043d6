"""Backups of an office, compared table by table.

A table is called ``app.table``. Apps may be called otherwise after a restructuring, so their names
are left out, and with them the order of the tables and the digests that cover the names. Salts of
passwords are drawn, and left out too.
"""

from __future__ import annotations

import json
import re
import zipfile
from fnmatch import fnmatch
from pathlib import Path
from typing import Any


MANIFEST = "manifest.json"
MODEL = re.compile(r'"model":"\w+\.')
SALT = re.compile(r'"argon2\$[^"]*"')
LINE = re.compile(r"^  \w+\.(\w+) +(\d+)  [0-9a-f]{16}$")
SERIES = re.compile(r"(?:\w+\.\w+, )+\w+\.\w+")
COMMANDS = ("*-office-backup*/std*", "*-office-restore*/std*")


def is_backup(path: Path) -> bool:
    """Whether a file is a backup of an office."""
    if not zipfile.is_zipfile(path):
        return False
    with zipfile.ZipFile(path) as archive:
        return MANIFEST in archive.namelist()


def tables(path: Path) -> dict[str, bytes]:
    """Return each table's lines, and what the manifest says besides, without names of apps."""
    with zipfile.ZipFile(path) as archive:
        rows = {name: archive.read(name) for name in archive.namelist()}
    manifest = json.loads(rows.pop(MANIFEST))
    content = {_bare(name): _plain(lines) for name, lines in rows.items()}
    return content | {MANIFEST: _counts(manifest.pop("tables")) + json.dumps(manifest).encode()}


def is_list(name: str) -> bool:
    """Whether an output is what a command says of a backup's tables."""
    return any(fnmatch(name, pattern) for pattern in COMMANDS)


def plain_list(text: str) -> str:
    """Return a list of tables, as JSON or as words, without names of apps and digests."""
    if text.startswith("{") and "sha256" in text:
        return _counts(json.loads(text)).decode()
    lines = (LINE.sub(r"  \1 \2", line) for line in text.splitlines())
    return SERIES.sub(_bare_series, "\n".join(sorted(lines)))


def _bare(name: str) -> str:
    """Return a table's name without its app."""
    return name.partition(".")[2]


def _bare_series(series: re.Match[str]) -> str:
    """Return tables in a sentence without their apps, in the order of the alphabet."""
    return ", ".join(sorted(_bare(name) for name in series[0].split(", ")))


def _plain(lines: bytes) -> bytes:
    """Return a table's lines without names of apps and salted passwords."""
    text = MODEL.sub('"model":"', lines.decode("utf-8"))
    return SALT.sub('"…"', text).encode()


def _counts(digests: dict[str, Any]) -> bytes:
    """Return how many rows each table has."""
    counts = {_bare(name): table["rows"] for name, table in digests.items()}
    return json.dumps(counts, sort_keys=True, indent=1).encode()
