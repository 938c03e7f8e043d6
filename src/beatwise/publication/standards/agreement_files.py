"""The three tables of developer agreements as CSV, with their metadata."""

from __future__ import annotations

from collections.abc import Iterable

from beatwise.accountability.standards import developer_agreements as da
from beatwise.cell_text.csv_text import csv_text
from beatwise.publication.standards.csvw import MetadataColumn, metadata


_DATATYPES = {"day": "date", "number": "decimal", "uri": "anyURI"}  # of a declared field's kind


def file_name(table: str) -> str:
    """Return the name of a table's file."""
    return f"{table}.csv"


def csv_bytes(table: str, rows: Iterable[da.TableRow]) -> bytes:
    """Return a table as CSV (RFC 4180, UTF-8)."""
    return csv_text(da.cells(table, rows)).encode()


def metadata_bytes(table: str, publisher: str) -> bytes:
    """Return the metadata that go with a table's CSV."""
    declared = da.declared()
    columns = [
        MetadataColumn(f.name, f.name, _DATATYPES.get(f.kind, "string"), f.required)
        for f in declared.objects[table].values()
    ]
    return metadata(
        file=file_name(table), title=table, publisher=publisher, columns=columns,
        source=declared.source,
    ).encode()  # fmt: skip
