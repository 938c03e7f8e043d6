"""The ONS lookup from 2011 to 2021 LSOAs, as published (CSV, CSV in gzip, or a workbook)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from beatwise.errors import BadInput
from beatwise.sources.spreadsheets import Sheet, read_sheet


# The names that ONS and its re-publishers give to the two columns of codes.
OLD_NAMES = ("lsoa11_code", "lsoa11cd")
NEW_NAMES = ("lsoa21_code", "lsoa21cd")
_CODE = r"[EW]01\d{6}"
_NEXT = "Use the ONS lookup of LSOA 2011 to LSOA 2021 as published."


@dataclass(frozen=True, slots=True)
class Lookup:
    """The lookup's rows (columns ``lsoa11``, ``lsoa21``) and the hash of the file's bytes."""

    rows: pd.DataFrame
    sha256: str


def read(path: Path) -> Lookup:
    """Read the lookup.

    Raises ``BadInput`` when the file is no table, lacks a column of codes, or holds no code.
    """
    sheet = read_sheet(path)
    rows = pd.DataFrame(
        {"lsoa11": _column(sheet, OLD_NAMES), "lsoa21": _column(sheet, NEW_NAMES)}, dtype="str"
    )
    wrong = ~(rows["lsoa11"].str.fullmatch(_CODE) & rows["lsoa21"].str.fullmatch(_CODE))
    if wrong.any() or rows.empty:
        row = sheet.rows[int(wrong.to_numpy().argmax())] if len(rows) else sheet.header_row + 1
        raise BadInput(
            "the row does not hold two LSOA codes (such as E01025631).",
            place=f"{sheet.source}, row {row}",
            next_step=_NEXT,
        )
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    return Lookup(rows.drop_duplicates(ignore_index=True), digest)


def _column(sheet: Sheet, names: tuple[str, ...]) -> pd.Series:
    matches = [column for column in sheet.columns if column.strip().lower() in names]
    if len(matches) > 1 or (matches and matches[0] in sheet.twins):
        raise BadInput(
            f"two columns are called {' or '.join(names)}.",
            place=f"{sheet.source}, row {sheet.header_row}",
            next_step="Remove one of them.",
        )
    if not matches:
        raise BadInput(
            f"there is no column {' or '.join(names)}.",
            place=f"{sheet.source}, row {sheet.header_row}",
            next_step=_NEXT,
        )
    return sheet.column(matches[0])
