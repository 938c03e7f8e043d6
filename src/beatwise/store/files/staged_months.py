"""What a gather has on disk before it stands, so that a killed one goes on where it was.

A line is added to ``.staged.jsonl`` for each source file whose months were all written. Nothing of
it can be seen in the workspace. The file goes when the gather ends, whether well or with an error;
only one that was killed leaves it, and the next gather of the same bytes takes those months over.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from beatwise.store.catalogue import OffenceMonth
from beatwise.store.catalogue_json import month_from_json


STAGED_FILE = ".staged.jsonl"
_NOT_UNDERSTOOD = (ValueError, KeyError, TypeError, AttributeError, RecursionError)


class StagedMonths:
    """The months that were staged under one ``rule``: a hash of all that decides what is written.

    Safe to call from several threads.
    """

    def __init__(self, folder: Path, rule: str):
        self._folder, self._rule, self._writes = folder, rule, Lock()
        lines = [line for line in _lines(folder) if line.rule == rule]
        self._months = {line.sha256: line.months for line in lines}

    def of(self, sha256: str) -> list[OffenceMonth]:
        """Return the months that a killed gather wrote of a source file of this hash, if any."""
        return self._months.get(sha256, [])

    def add(self, sha256: str, months: Sequence[OffenceMonth]) -> None:
        """Note that every month of a source file is on disk."""
        line = {"rule": self._rule, "sha256": sha256, "months": [asdict(one) for one in months]}
        words = json.dumps(line, ensure_ascii=True) + "\n"
        with self._writes, (self._folder / STAGED_FILE).open("a", encoding="utf-8") as stream:
            stream.write(words)


def staged_files(folder: Path) -> set[str]:
    """Return the data files of every staged month, relative to the workspace."""
    return {one.file for line in _lines(folder) for one in line.months}


@contextmanager
def until_the_end(folder: Path) -> Iterator[None]:
    """Drop the notes when the block ends, however: what does not stand is then left over."""
    try:
        yield
    finally:
        (folder / STAGED_FILE).unlink(missing_ok=True)


class _Line(NamedTuple):
    rule: str
    sha256: str
    months: list[OffenceMonth]


def _lines(folder: Path) -> list[_Line]:
    """Return the whole lines; the last one of a killed gather may be cut off."""
    lines = []
    with suppress(OSError, UnicodeDecodeError):
        for words in (folder / STAGED_FILE).read_text("utf-8").splitlines():
            with suppress(*_NOT_UNDERSTOOD):
                line = json.loads(words)
                months = [month_from_json(entry) for entry in line["months"]]
                lines.append(_Line(str(line["rule"]), str(line["sha256"]), months))
    return lines
