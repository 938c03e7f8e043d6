"""The files of months one after the other, so that a nation need not be in memory at once."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import groupby, islice
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq

from beatwise.records.coded_column import CodedColumn
from beatwise.store.files.repeated_rows import positions_of, without_rows


if TYPE_CHECKING:
    from beatwise.store.catalogue import OffenceMonth
    from beatwise.store.workspace import Workspace

THREADS = 2
BATCHES_AHEAD = 8
FILES_AT_ONCE = 64
ROWS_AT_ONCE = 500_000


@dataclass(frozen=True, slots=True, eq=False)
class MonthBatch:
    """Some months of one force: their entries and their rows that count, one below the other.

    ``rows_each`` says how many rows each of the entries has.
    """

    entries: tuple[OffenceMonth, ...]
    rows: pa.Table
    rows_each: tuple[int, ...]

    @property
    def first(self) -> OffenceMonth:
        """The first of the entries; what they were put together by is the same in all."""
        return self.entries[0]


def month_tables(
    workspace: Workspace, entries: Sequence[OffenceMonth], columns: Sequence[str]
) -> Iterator[tuple[OffenceMonth, pa.Table]]:
    """Yield the rows that count of each month, in order, a few files ahead.

    Raises ``FileNotFoundError`` for a file that a writer replaced: read within
    ``Workspace.reading``.
    """
    for batch in month_batches(workspace, entries, columns, alike=lambda entry: entry.month):
        yield batch.first, batch.rows


def month_batches(
    workspace: Workspace,
    entries: Sequence[OffenceMonth],
    columns: Sequence[str],
    alike: Callable[[OffenceMonth], Hashable],
) -> Iterator[MonthBatch]:
    """Yield the same rows many months at a time: those of a force that follow one another.

    ``alike`` gives the same value for entries that may be put together. Raises as ``month_tables``.
    """
    with ThreadPoolExecutor(THREADS) as pool:
        waiting: deque[Future[MonthBatch]] = deque()
        for batch in _known_whole(workspace, _batches(entries, alike)):
            waiting.append(pool.submit(_read, workspace.path, batch, list(columns)))
            if len(waiting) > BATCHES_AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _batches(
    entries: Sequence[OffenceMonth], alike: Callable[[OffenceMonth], Hashable]
) -> Iterator[tuple[OffenceMonth, ...]]:
    for _, group in groupby(entries, lambda entry: (entry.force, alike(entry))):
        batch: list[OffenceMonth] = []
        rows = 0
        for entry in group:
            if len(batch) == FILES_AT_ONCE or (batch and rows + entry.rows > ROWS_AT_ONCE):
                yield tuple(batch)
                batch, rows = [], 0
            batch.append(entry)
            rows += entry.rows
        yield tuple(batch)


def coded(table: pa.Table, column: str) -> CodedColumn:
    """Return a column of categories as numbers and words."""
    values = table[column].combine_chunks()
    codes = values.indices.fill_null(-1).to_numpy(zero_copy_only=False)
    return CodedColumn.of(codes, values.dictionary.to_pylist())


def _known_whole(
    workspace: Workspace, batches: Iterable[tuple[OffenceMonth, ...]]
) -> Iterator[tuple[OffenceMonth, ...]]:
    """Yield the same batches, their files known to be whole: many at once are looked at sooner."""
    each = iter(batches)
    while window := tuple(islice(each, BATCHES_AHEAD)):
        entries = [entry for batch in window for entry in batch]
        workspace.files.paths([entry.repeats for entry in entries if entry.repeats])
        workspace.files.paths([entry.file for entry in entries])
        yield from window


def _read(folder: Path, batch: tuple[OffenceMonth, ...], columns: list[str]) -> MonthBatch:
    repeats = positions_of(folder, [entry.repeats for entry in batch])
    tables = [
        without_rows(
            pq.ParquetFile(folder / entry.file).read(columns=columns, use_threads=False), positions
        )
        for entry, positions in zip(batch, repeats, strict=True)
    ]
    rows = pa.concat_tables(tables).unify_dictionaries() if len(tables) > 1 else tables[0]
    return MonthBatch(batch, rows, tuple(len(table) for table in tables))
