"""What a data file holds, beside what the catalogue says of it."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from beatwise.records.provenance import Provenance
from beatwise.store.catalogue import Item, OffenceMonth


_SHA256 = re.compile(r"[0-9a-f]{64}")


def fault_in_contents(path: Path, entry: OffenceMonth | Item) -> str | None:
    """Say how a file and its line in the catalogue disagree, None when they agree.

    The file's bytes are known to be those in its name; this finds a line that names the wrong file,
    or that says something of it that is not so.
    """
    if fault := _provenance_fault(entry.provenance):
        return fault
    if isinstance(entry, OffenceMonth):
        return _month_fault(path, entry)
    rows = _features(path) if path.suffix == ".gpkg" else _rows(path)
    if rows != entry.provenance.rows_out:
        return f"the file holds {rows:,} rows, the catalogue says {entry.provenance.rows_out:,}"
    return None


def _provenance_fault(provenance: Provenance) -> str | None:
    try:
        datetime.fromisoformat(provenance.gathered)
    except ValueError:
        return f"the catalogue says that it was gathered at '{provenance.gathered}'"
    if not _SHA256.fullmatch(provenance.sha256):
        return "the catalogue holds no hash of its source"
    return None if provenance.source else "the catalogue does not say where it came from"


def _month_fault(path: Path, entry: OffenceMonth) -> str | None:
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    table = pq.ParquetFile(path).read(columns=["force", "month", "type"])
    asb = pc.sum(pc.equal(table["type"].cast("string"), "anti-social-behaviour")).as_py() or 0
    if (table.num_rows, asb) != (entry.rows, entry.asb):
        return (
            f"the file holds {table.num_rows:,} rows, {asb:,} of them anti-social behaviour; the "
            f"catalogue says {entry.rows:,} and {entry.asb:,}"
        )
    months = set(pc.unique(table["month"]).to_pylist())
    forces = set(pc.unique(table["force"].cast("string")).to_pylist())
    same = months <= {entry.month} and forces <= {entry.force}
    return None if same else "the file holds another force or month than the catalogue says"


def _rows(path: Path) -> int:
    import pyarrow.parquet as pq

    return int(pq.read_metadata(path).num_rows)


def _features(path: Path) -> int:
    address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    with closing(sqlite3.connect(address, uri=True)) as database:
        [[count]] = database.execute("SELECT count(*) FROM features").fetchall()
    return int(count)
