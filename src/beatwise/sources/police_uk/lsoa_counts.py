"""Count a street file by LSOA, month and type without gathering it first."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from beatwise.errors import BadInput
from beatwise.sources.police_uk import content, header, members, scanning
from beatwise.sources.police_uk.columns import category, month_number


if TYPE_CHECKING:
    import pandas as pd

THREADS = 2
BLOCK = 4 << 20
_COLUMNS = ("LSOA code", "Month", "Crime type")
_DENSEST = 1 << 27  # cells of a full table of counts; sparser ones are sorted instead


def panel(path: Path) -> pd.DataFrame:
    """Count the rows of one street CSV (or ``.csv.gz``) by LSOA, month and type.

    Returns one row for each combination that occurs, in order of ``lsoa`` (category; empty text
    where the row has no location), ``month`` (month number) and ``type`` (category, slug), with
    ``rows`` counted. The file may hold any number of months and be larger than memory: it is
    read in blocks and takes about 12 bytes a row. Raises ``BadInput`` naming the file and row.
    """
    member = members.Member(path.name, None, None, lambda: members.open_file(path))
    scanners = _Scanners()
    with content.reading(member), ThreadPoolExecutor(THREADS) as pool:
        waiting: list[Future[None]] = []
        for block in _blocks(member, scanners):
            waiting.append(pool.submit(scanners.scan, block))
            if len(waiting) > THREADS:
                waiting.pop(0).result()
        for future in waiting:
            future.result()
    return _counted(scanners)


@dataclass(slots=True)
class _Block:
    """Whole lines: the first ``size`` bytes of ``data``, which begin at ``offset`` in the file."""

    member: members.Member
    data: bytes
    size: int
    offset: int

    def place_of(self, row: int) -> str:
        """Say which row of the file this row of the block is; only asked when it is wrong."""
        before = 1 + content.lines_before(self.member, self.offset)
        return f"{self.member.source}, row {before + row}"


@dataclass(slots=True)
class _Scanner:
    """One thread's words and codes."""

    table: np.ndarray = field(
        default_factory=lambda: np.zeros((3, scanning.SLOTS), dtype=np.uint64)
    )
    sizes: np.ndarray = field(default_factory=lambda: np.zeros(3, dtype=np.int64))
    words: tuple[list, list, list] = field(default_factory=lambda: ([], [], []))
    rows: list[np.ndarray] = field(default_factory=list)


class _Scanners:
    """Scans blocks on several threads, each with its own words."""

    def __init__(self) -> None:
        self._local = threading.local()
        self._lock = threading.Lock()
        self.all: list[_Scanner] = []
        self.wanted = np.empty(0, dtype=np.int64)

    def read_header(self, block: bytes, file: str) -> int:
        """Learn where the columns are and return the length of the first line."""
        names = header.columns(block, file)
        line = block.split(b"\n", 1)[0]
        every = header.split(line)
        self.wanted = np.full(len(every), -1, dtype=np.int64)
        for position, name in enumerate(_COLUMNS):
            self.wanted[every.index(names[name])] = position
        return len(line) + 1

    def scan(self, block: _Block) -> None:
        """Scan one block into this thread's codes."""
        scanner = self._mine()
        data = np.frombuffer(block.data, dtype=np.uint8, count=block.size)
        out = np.empty((3, block.size // max(1, len(self.wanted)) + 1), dtype=np.int32)
        new = np.empty((scanning.FULL * 2, 5), dtype=np.int64)
        marks = np.empty(block.size + 1, dtype=np.int32)
        n_marks = scanning.delimiters(data, marks)
        columns = self.wanted, len(self.wanted)
        words = scanner.table, scanner.sizes, out, new
        status, rows, n_new = (
            scanning.scan(data, *columns, *words)
            if n_marks < 0
            else scanning.scan_plain(data, marks, n_marks, *columns, *words)
        )
        for which, _, start, end, row in new[:n_new].tolist():
            word = _checked(which, block.data[start:end], partial(block.place_of, row))
            scanner.words[which].append(word)
        if status != scanning.FINE:
            raise _bad_row(status, block.place_of(rows))
        scanner.rows.append(out[:, :rows].copy())

    def _mine(self) -> _Scanner:
        if not hasattr(self._local, "scanner"):
            self._local.scanner = _Scanner()
            with self._lock:
                self.all.append(self._local.scanner)
        return self._local.scanner


def _blocks(member: members.Member, scanners: _Scanners) -> Iterator[_Block]:
    """Read whole lines, a block at a time; the header goes to ``scanners``."""
    offset, rest, first = 0, b"", True
    with member.open() as stream:
        while chunk := stream.read(BLOCK):
            data = rest + chunk
            if first:
                offset = len(content.BOM) if data.startswith(content.BOM) else 0
                offset += scanners.read_header(data[offset:], member.source)
                data = data[offset:]
                first = False
            size = data.rfind(b"\n") + 1
            if not size and len(data) > content.LONGEST_LINE:
                raise content.line_too_long(member)
            rest = data[size:]
            if size:
                yield _Block(member, data, size, offset)
                offset += size
    if first:
        header.columns(b"", member.source)
    if rest:
        yield _Block(member, rest + b"\n", len(rest) + 1, offset)


def _counted(scanners: _Scanners) -> pd.DataFrame:
    """Bring the threads' codes together and count each combination."""
    import pandas as pd

    words, keys = _shared(scanners.all)
    n_lsoa, n_month, n_type = (max(1, len(column)) for column in words)
    if n_lsoa * n_month * n_type <= _DENSEST:
        counts = np.bincount(np.concatenate([np.empty(0, np.int32), *keys]))
        cells = np.flatnonzero(counts).astype(np.int32)
        rows = counts[cells]
    else:
        cells, rows = np.unique(np.concatenate([np.empty(0, np.int64), *keys]), return_counts=True)
    lsoa, rest = np.divmod(cells, n_month * n_type)
    month, kind = np.divmod(rest, n_type)
    return pd.DataFrame(
        {
            "lsoa": pd.Categorical.from_codes(lsoa, words[0]),
            "month": np.asarray(words[1], dtype=np.int32)[month],
            "type": pd.Categorical.from_codes(kind, words[2]),
            "rows": rows.astype(np.int64),
        },
        copy=False,
    )


def _shared(scanners: list[_Scanner]) -> tuple[list[list[str | int]], list[np.ndarray]]:
    """Return all words of each column in order, and each thread's rows as one combined key."""
    words = [sorted({w for s in scanners for w in s.words[column]}) for column in range(3)]
    sizes = [max(1, len(column)) for column in words]
    narrow = np.int32 if sizes[0] * sizes[1] * sizes[2] < 2**31 else np.int64
    keys = []
    for scanner in scanners:
        maps = []
        for column in range(3):
            position = {word: i for i, word in enumerate(words[column])}
            maps.append(np.array([position[w] for w in scanner.words[column]], dtype=np.int64))
        for rows in scanner.rows:
            lsoa, month, kind = (maps[column][rows[column]] for column in range(3))
            keys.append(((lsoa * sizes[1] + month) * sizes[2] + kind).astype(narrow))
    return words, keys


def _checked(which: int, raw: bytes, place: Callable[[], str]) -> str | int:
    check: Callable[[str], str | int] = (str, month_number, category)[which]
    try:
        return check(raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise header.not_utf8(*place().rsplit(", row ", 1)) from error
    except ValueError as error:
        message, step = error.args
        raise BadInput(message, place=place(), next_step=step) from error


def _bad_row(status: int, place: str) -> BadInput:
    what = {
        scanning.WRONG_COLUMNS: "the row does not have as many columns as the first row.",
        scanning.OPEN_QUOTE: "the row has a quotation mark that is not closed.",
        scanning.TOO_MANY_WORDS: "there are too many different LSOA codes, months or types.",
    }[status]
    return BadInput(
        what, place=place, next_step="If it is the last row, the file was cut off: get it again."
    )
