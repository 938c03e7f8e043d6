"""One table of the office as two files: JSON lines, which are imported, and CSV, to be read.

Files that rows hold lie beside them in ``files``, each once, by its SHA-256; the row names it.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

from django.db import models

from beatwise.cell_text.csv_text import csv_text
from beatwise.web.history.sealing import row_text
from beatwise.web.keeping import table_dumps
from beatwise.web.keeping.handover import package_files
from beatwise.web.keeping.table_dumps import Digest


Row = dict[str, object]


def records(name: str) -> str:
    """Return the name of a table's file of JSON lines."""
    return f"records/{name}.jsonl"


def sheet(name: str) -> str:
    """Return the name of a table's CSV."""
    return f"tables/{name}.csv"


def write(folder: Path, name: str, model: type[models.Model], alias: str) -> Digest:
    """Write a table's files and return the digest of its rows as the office has them."""
    mark, count = hashlib.sha256(), 0

    def lines() -> Iterator[bytes]:
        nonlocal count
        for row in table_dumps.row_values(model, alias):
            mark.update(row_text.text(row).encode() + b"\n")
            count += 1
            yield row_text.text(without_files(folder, model, row)).encode() + b"\n"

    package_files.write(folder, records(name), lines())
    package_files.write(folder, sheet(name), _csv(folder / records(name), model))
    return {"rows": count, "sha256": mark.hexdigest()}


def without_files(folder: Path, model: type[models.Model], row: Row) -> Row:
    """Return a row whose files were put beside the rows, and are named in their place."""
    binary = table_dumps.binary_fields(model)
    if not binary:
        return row
    fields = dict(_fields(row))
    for field in binary:
        if isinstance(text := fields.get(field), str):
            content = base64.b64decode(text)
            name = _address(hashlib.sha256(content).hexdigest())
            if not (folder / name).exists():
                package_files.write(folder, name, [content])
            fields[field] = {"file": name}
    return {**row, "fields": fields}


def files_of(folder: Path, name: str, model: type[models.Model]) -> set[str]:
    """Return the names of a table's files, those that its rows hold included."""
    names = {records(name), sheet(name)}
    binary = table_dumps.binary_fields(model)
    if binary:
        with (folder / records(name)).open("rb") as lines:
            cells = (_fields(json.loads(line)).get(field) for line in lines for field in binary)
            names |= {str(cell["file"]) for cell in cells if isinstance(cell, dict)}
    return names


def with_files(folder: Path, model: type[models.Model], row: Row) -> Row:
    """Return a row with the files that it names, as the office has it."""
    binary = table_dumps.binary_fields(model)
    if not binary:
        return row
    fields = dict(_fields(row))
    for field in binary:
        if isinstance(place := fields.get(field), dict):
            content = (folder / _address(Path(str(place["file"])).name)).read_bytes()
            fields[field] = base64.b64encode(content).decode("ascii")
    return {**row, "fields": fields}


def _address(sha256: str) -> str:
    return f"files/{sha256[:2]}/{sha256}"


def _fields(row: Row) -> dict[str, object]:
    fields = row["fields"]
    assert isinstance(fields, dict)  # as Django serialises every row
    return fields


def _csv(lines: Path, model: type[models.Model]) -> Iterator[bytes]:
    key = model._meta.pk.name
    columns = [f.name for f in model._meta.concrete_fields if f.name != key]
    yield csv_text([[key, *columns]]).encode()
    with lines.open("rb") as file:
        for line in file:
            row = json.loads(line)
            cells = [_cell(_fields(row).get(column)) for column in columns]
            yield csv_text([[row["pk"], *cells]]).encode()


def _cell(value: object) -> object:
    if isinstance(value, dict) and set(value) == {"file"}:
        return value["file"]
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False, sort_keys=True)
    return value
