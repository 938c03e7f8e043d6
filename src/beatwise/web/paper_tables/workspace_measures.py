"""Values that a query worked out, imported like a file in the office's own columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from beatwise.accountability.measures.observation_rows import COLUMNS
from beatwise.accountability.roles import Person
from beatwise.cell_text.csv_text import csv_of_fields
from beatwise.web.imports.models import Batch
from beatwise.web.paper_tables import actions
from beatwise.web.paper_tables.import_options import ImportOptions
from beatwise.web.paper_tables.outcome import Outcome


NAME = "computed.csv"
OPTIONS = ImportOptions(layout="computed")


def look(rows: Iterable[Mapping[str, str]], *, by: Person) -> Outcome:
    """Return what taking the values in would do."""
    return actions.look(name=NAME, content=as_csv(rows), options=OPTIONS, by=by)


def keep(rows: Iterable[Mapping[str, str]], *, by: Person) -> Batch:
    """Keep the values as a file, to be imported by ``actions.take_in``."""
    return actions.keep(name=NAME, content=as_csv(rows), options=OPTIONS, by=by)


def as_csv(rows: Iterable[Mapping[str, str]]) -> bytes:
    """Return rows as a file in the office's own columns."""
    return csv_of_fields(COLUMNS, rows).encode()
