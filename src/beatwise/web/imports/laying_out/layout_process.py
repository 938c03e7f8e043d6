"""Lay out a large workbook in a process of its own, so that no page waits for it.

The process has little memory and little time, comes after pages when the machine is busy, and
hands back plain cells. A server process has one of them at a time; the time it takes is the
person's.
"""

from __future__ import annotations

import io
import pickle
import sys
import threading
import time
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from typing import IO

from beatwise.errors import BadInput, Conflict
from beatwise.sources.damaged_archive import DAMAGED_ARCHIVE
from beatwise.web.bounds import own_process, work_elsewhere
from beatwise.web.imports.laying_out.workbook_layout import Sheet, laid_out
from beatwise.web.imports.runs import run_progress


SMALL = 400_000  # bytes unpacked: read in the page's own process in a few hundredths of a second
LONGEST_WAIT = 20  # seconds for others that are laid out
AT_A_TIME = 2_000  # rows that are handed back together
WORDS = ("-m", "beatwise.web.imports.laying_out.layout_process")
STILL_READING, END = ("reading",), ("end",)
_turn = threading.Lock()
_PLAIN = frozenset({("datetime", name) for name in ("date", "datetime", "time", "timedelta")})


class _Cells(pickle.Unpickler):
    """What the process hands back: plain values, days and times, and nothing else."""

    def find_class(self, module: str, name: str) -> object:
        """Return a kind of day or time; refuse every other name."""
        if (module, name) not in _PLAIN:
            raise pickle.UnpicklingError(f"{module}.{name} is no cell")
        return super().find_class(module, name)


def is_large(content: bytes) -> bool:
    """Whether a workbook says that it unpacks to more than ``SMALL`` bytes, the most ever read."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return sum(part.file_size for part in archive.infolist()) > SMALL
    except DAMAGED_ARCHIVE:
        return False


def large_sheets(name: str, content: bytes) -> Iterator[Sheet]:
    """Yield the sheets of a large workbook; raise ``BadInput`` as ``laid_out`` does."""
    if not _turn.acquire(timeout=LONGEST_WAIT):
        raise Conflict(
            "other large workbooks are being read just now.",
            place=name,
            next_step="Try again in a minute.",
        )
    begun = time.perf_counter()
    try:
        sheets = list(_sheets(name, content))
    except (EOFError, OSError, pickle.UnpicklingError):
        raise BadInput(
            "the workbook takes too long, or too much memory, to lay out.",
            place=name,
            next_step="Keep only the sheet to import, or save it as CSV.",
        ) from None
    finally:
        _turn.release()
        work_elsewhere.note(time.perf_counter() - begun)
    yield from sheets


def _sheets(name: str, content: bytes) -> Iterator[Sheet]:
    """Yield what the process lays out; ``EOFError`` when a limit ended it before it was done."""
    with _process(name, content) as output:
        while (message := _Cells(output).load()) != END:
            kind, *about = message
            if message == STILL_READING:
                run_progress.reading(0)
                continue
            if kind == "fault":
                words, place, next_step = about
                raise BadInput(words, place=place, next_step=next_step)
            title, notes, hidden, count = about
            rows: list[Sequence[object]] = []
            while len(rows) < count:
                rows += _Cells(output).load()
                run_progress.reading(len(rows))
            yield Sheet(title, rows, notes, hidden)


def _process(name: str, content: bytes) -> AbstractContextManager[IO[bytes]]:
    """Return the output of a process that lays a workbook out, to be used as a context."""
    return own_process.output_of([*WORDS, own_process.whose_limits(), name], content)


def main(which: str, name: str) -> None:
    """Lay out the workbook of standard input; write its sheets, or what is wrong with it."""
    with own_process.limits_of(which):
        output = sys.stdout.buffer
        with run_progress.watched(_Pulse(output)):
            write_sheets(name, sys.stdin.buffer.read(), output)


class _Pulse:
    """Says that the file is still being read, so that whoever waits can stop waiting."""

    def __init__(self, output: IO[bytes]):
        self._output = output

    def note(self, _checked: int, _total: int) -> None:
        """Say so."""
        pickle.dump(STILL_READING, self._output, protocol=5)
        self._output.flush()


def write_sheets(name: str, content: bytes, output: IO[bytes]) -> None:
    """Write each sheet as its head and some rows at a time, and ``END``; or what is wrong."""

    def write(message: object) -> None:
        pickle.dump(message, output, protocol=5)

    try:
        for sheet in laid_out(name, content):
            write(("sheet", sheet.name, sheet.notes, sheet.hidden, len(sheet.rows)))
            for first in range(0, len(sheet.rows), AT_A_TIME):
                write([list(row) for row in sheet.rows[first : first + AT_A_TIME]])
        write(END)
    except BadInput as error:
        write(("fault", error.message, error.place, error.next_step))


if __name__ == "__main__":
    main(*sys.argv[1:])
