"""The files of months one after the other, so that a nation need not be in memory at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq

from beatwise.records.coded_column import CodedColumn
from beatwise.store.files.repeated_rows import without_rows


if TYPE_CHECKING:
    from beatwise.store.catalogue import OffenceMonth
    from beatwise.store.workspace import Workspace

THREADS = 2
FILES_AT_ONCE = 64


def month_tables(
    workspace: Workspace, entries: Sequence[OffenceMonth], columns: Sequence[str]
) -> Iterator[tuple[OffenceMonth, pa.Table]]:
    """Yield the rows that count of each month, in order, a few files ahead.

    Raises ``FileNotFoundError`` for a file that a writer replaced: read within
    ``Workspace.reading``.
    """
    with ThreadPoolExecutor(THREADS) as pool:
        for first in range(0, len(entries), FILES_AT_ONCE):
            part = entries[first : first + FILES_AT_ONCE]
            workspace.files.paths([entry.repeats for entry in part if entry.repeats])
            files = workspace.files.paths([entry.file for entry in part])
            repeats = [workspace.path / e.repeats if e.repeats else None for e in part]
            tables = pool.map(_read, files, repeats, [list(columns)] * len(part))
            yield from zip(part, tables, strict=True)


def coded(table: pa.Table, column: str) -> CodedColumn:
    """Return a column of categories as numbers and words."""
    values = table[column].combine_chunks()
    codes = values.indices.fill_null(-1).to_numpy(zero_copy_only=False)
    return CodedColumn.of(codes, values.dictionary.to_pylist())


def _read(path: Path, repeats: Path | None, columns: list[str]) -> pa.Table:
    return without_rows(pq.ParquetFile(path).read(columns=columns, use_threads=False), repeats)
