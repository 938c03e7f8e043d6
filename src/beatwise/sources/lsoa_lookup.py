"""The ONS lookup from 2011 to 2021 LSOAs, as published (CSV, or CSV in gzip)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from beatwise.errors import BadInput


# The names that ONS and its re-publishers give to the two columns of codes.
OLD_NAMES = ("lsoa11_code", "lsoa11cd")
NEW_NAMES = ("lsoa21_code", "lsoa21cd")


@dataclass(frozen=True, slots=True)
class Lookup:
    """The lookup's rows (columns ``lsoa11``, ``lsoa21``) and the hash of the file's bytes."""

    rows: pd.DataFrame
    sha256: str


def read(path: Path) -> Lookup:
    """Read the lookup.

    Raises ``BadInput`` when the file is no CSV, lacks a column of codes, or holds no code.
    """
    try:
        frame = pd.read_csv(path, dtype=str, encoding="utf-8-sig")
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
    except (OSError, ValueError, EOFError) as error:
        raise BadInput(f"the lookup cannot be read ({error}).", place=path.name) from error
    old, new = (_column(frame, names, path.name) for names in (OLD_NAMES, NEW_NAMES))
    rows = pd.DataFrame({"lsoa11": frame[old], "lsoa21": frame[new]})
    wrong = ~(rows["lsoa11"].str.fullmatch(r"[EW]01\d{6}", na=False)
              & rows["lsoa21"].str.fullmatch(r"[EW]01\d{6}", na=False))  # fmt: skip
    if wrong.any() or rows.empty:
        row = int(wrong.to_numpy().argmax()) + 2 if len(rows) else 2
        raise BadInput(
            "the row does not hold two LSOA codes (such as E01025631).",
            place=f"{path.name}, row {row}",
            next_step="Use the ONS lookup of LSOA 2011 to LSOA 2021 as published.",
        )
    return Lookup(rows.drop_duplicates(ignore_index=True), digest)


def _column(frame: pd.DataFrame, names: tuple[str, ...], place: str) -> str:
    found = [column for column in frame.columns if str(column).strip().lower() in names]
    if not found:
        raise BadInput(
            f"there is no column {' or '.join(names)}.",
            place=f"{place}, row 1",
            next_step="Use the ONS lookup of LSOA 2011 to LSOA 2021 as published.",
        )
    return str(found[0])
