"""The ledger of what is missing: shown with every result, so that no gap reads as zero."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypedDict

from beatwise.records.table import Column, Table


if TYPE_CHECKING:
    import pandas as pd


NOT_CHECKED = -1

LEDGER = Table(
    name="ledger",
    row="one force in one month",
    columns=(
        Column("force", "category", "force slug"),
        Column("month", "month", "the month"),
        Column("present", "flag", "whether a file for this force and month was gathered"),
        Column("rows", "integer", "records that count; meaningless where not present"),
        Column("asb", "integer", "of them anti-social behaviour"),
        Column("no_location", "integer", "rows without a location"),
        Column(
            "outside",
            "integer",
            "rows whose point lies over 1 km outside the force's area; -1 when not checked",
        ),
        Column("repeats", "integer", "rows left out: the same record is counted already"),
        Column(
            "duplicates",
            "integer",
            "rows that count though their Crime ID is another row's: another place or type",
        ),
        Column("vintage", "integer", "LSOA vintage of the codes: 2011, 2021, or 0 when unknown"),
        Column("sha256", "text", "hash of the file that stands", True),
        Column("restated", "integer", "rows changed by a newer archive; 0 when never restated"),
    ),
)


class LedgerLine(TypedDict):
    """What the ledger says of one force in one month that was gathered; see ``LEDGER``."""

    force: str
    month: int
    rows: int
    asb: int
    no_location: int
    outside: int
    repeats: int
    duplicates: int
    vintage: int
    sha256: str | None
    restated: int


class LedgerMonth(LedgerLine):
    """The same of a month that may be missing: its counts are then 0, and never to be read."""

    present: bool


def every_month(present: Sequence[LedgerLine], span: range | None = None) -> list[LedgerMonth]:
    """Return a line for each force and month, in order, those that are missing among them.

    Every force runs over ``span`` (month numbers), else from the first to the last month present
    for any force, so that a force that stopped publishing shows its gap.
    """
    have = {(line["force"], line["month"]): line for line in present}
    forces = sorted({force for force, _ in have})
    numbers = [month for _, month in have]
    months = span or (range(min(numbers), max(numbers) + 1) if numbers else ())
    return [
        {**line, "present": True} if (line := have.get((force, month))) else _missing(force, month)
        for force in forces
        for month in months
    ]


def from_months(present: Sequence[LedgerLine], span: range | None = None) -> pd.DataFrame:
    """Return ``every_month`` as a table.

    A missing month is a row with ``present`` false; its counts are 0 only because integers have no
    blank: never read them.
    """
    import pandas as pd

    lines = every_month(present, span)
    return LEDGER.validate(pd.DataFrame(lines, columns=LEDGER.names)) if lines else LEDGER.empty()


def _missing(force: str, month: int) -> LedgerMonth:
    return {
        "force": force,
        "month": month,
        "present": False,
        "rows": 0,
        "asb": 0,
        "no_location": 0,
        "outside": NOT_CHECKED,
        "repeats": 0,
        "duplicates": 0,
        "vintage": 0,
        "sha256": None,
        "restated": 0,
    }
