"""Declared tables as Parquet files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import IO, TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from beatwise.places.areas import Bounds
from beatwise.records.offences import OFFENCES
from beatwise.records.table import Table
from beatwise.store.files.repeated_rows import without_rows


if TYPE_CHECKING:
    import pandas as pd


_FORMAT = {"compression": "zstd", "compression_level": 1, "write_statistics": False}


def write_table(table: pa.Table, path: Path | IO[bytes]) -> None:
    """Write an Arrow table; the same rows give the same bytes."""
    pq.write_table(table, path, **_FORMAT)


def write_frame(frame: pd.DataFrame, path: Path | IO[bytes]) -> None:
    """Write a pandas table; the same rows give the same bytes."""
    write_table(pa.Table.from_pandas(frame, preserve_index=False), path)


def write_tables(tables: Iterable[pa.Table], path: Path | IO[bytes]) -> None:
    """Write tables of the same columns one below the other; at least one.

    The next one is made while one is written.
    """
    each = iter(tables)
    first = next(each)
    with pq.ParquetWriter(path, first.schema, **_FORMAT) as writer, ThreadPoolExecutor(1) as pool:
        being_written = pool.submit(writer.write_table, first)
        for table in each:
            being_written.result()
            being_written = pool.submit(writer.write_table, table)
        being_written.result()


def read_frames(paths: Sequence[Path], declared: Table) -> pd.DataFrame:
    """Read files of one declared table, one below the other."""
    if not paths:
        return declared.empty()
    tables = [pq.read_table(path, memory_map=False) for path in paths]
    joined = pa.concat_tables(tables, promote_options="permissive").unify_dictionaries()
    return declared.validate(joined.to_pandas())


def read_offences(
    paths: Sequence[Path],
    *,
    types: Sequence[str] | None = None,
    bounds: Bounds | None = None,
    columns: Sequence[str] | None = None,
    repeats: Sequence[Path | None] | None = None,
) -> pd.DataFrame:
    """Read months of offences, keeping only the types and the rectangle asked for.

    ``repeats`` gives for each path the file of the rows that are not counted, or None. ``bounds``
    is in metres, edges included; rows without a location are left out when it is given.
    """
    names = list(columns) if columns is not None else OFFENCES.names
    filtered_on = ["type"] if types is not None else []
    filtered_on += ["easting", "northing"] if bounds is not None else []
    needed = list(dict.fromkeys([*names, *filtered_on]))
    left_out = repeats if repeats is not None else [None] * len(paths)
    tables = [
        _matching(without_rows(_read(path, needed), rows), types, bounds).select(names)
        for path, rows in zip(paths, left_out, strict=True)
    ]
    if not tables:
        return OFFENCES.empty()[names]
    joined = pa.concat_tables(tables).unify_dictionaries()
    return joined.to_pandas(split_blocks=True)


def _read(path: Path, columns: list[str]) -> pa.Table:
    return pq.ParquetFile(path).read(columns=columns, use_threads=False)


def _matching(table: pa.Table, types: Sequence[str] | None, bounds: Bounds | None) -> pa.Table:
    keep = None
    if types is not None:
        chunks = table["type"].combine_chunks()
        wanted = pc.is_in(
            chunks.dictionary, value_set=pa.array(list(types), chunks.dictionary.type)
        )
        keep = wanted.take(chunks.indices)
    if bounds is not None:
        inside = _inside(table, bounds)
        keep = inside if keep is None else pc.and_(keep, inside)
    return table if keep is None else table.filter(keep)


def _inside(table: pa.Table, bounds: Bounds) -> pa.ChunkedArray:
    x, y = table["easting"], table["northing"]
    return pc.and_(
        pc.and_(pc.greater_equal(x, bounds.west), pc.less_equal(x, bounds.east)),
        pc.and_(pc.greater_equal(y, bounds.south), pc.less_equal(y, bounds.north)),
    )


def tally(path: Path) -> dict[str, tuple[int, int]]:
    """Count a month's rows by type, and those of them without a location."""
    table = _read(path, ["type", "easting"])
    placed = pc.cast(pc.is_valid(table["easting"]), pa.int64())
    plain = pa.table({"type": table["type"].cast(pa.string()), "placed": placed})
    groups = plain.group_by("type").aggregate([("placed", "sum"), ("placed", "count")]).to_pylist()
    return {
        group["type"]: (group["placed_count"], group["placed_count"] - group["placed_sum"])
        for group in sorted(groups, key=lambda group: group["type"])
    }
