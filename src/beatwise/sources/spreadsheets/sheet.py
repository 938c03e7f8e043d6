"""The noun this room hands on: a table of text that remembers which row each cell came from."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from beatwise.cell_text import search_key
from beatwise.errors import BadInput


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as it was sent: every cell is text, an empty cell is ``""``.

    Parameters
    ----------
    source
        The file's own name, with the sheet's for a workbook: ``thefts.xlsx, sheet 'May'``.
    frame
        The cells, one column for each column of the file, dtype ``str``.
    rows
        The row number of each record in the file, (n,) int64. The first row is 1, as a
        spreadsheet shows it.
    header_row
        The row that holds the column names.
    notes
        What a reader should know about how the file was read.
    since_1904
        Whether plain numbers that are days count from 1904, as the workbook says.
    twins
        Names that several columns have: none of them may be asked for by that name.
    """

    source: str
    frame: pd.DataFrame
    rows: np.ndarray
    header_row: int
    notes: list[str] = field(default_factory=list)
    since_1904: bool = False
    twins: frozenset[str] = frozenset()

    @property
    def columns(self) -> list[str]:
        """The column names, in order."""
        return list(self.frame.columns)

    def place(self, index: int) -> str:
        """Name a record for an error: ``thefts.csv, row 7``."""
        return f"{self.source}, row {self.rows[index]}"

    def column(self, name: str) -> pd.Series:
        """Return one column; raise ``BadInput`` that lists what there is and what is closest."""
        if name in self.twins:
            raise BadInput(
                f"two columns are called '{name}', and nobody can know which is meant.",
                place=f"{self.source}, row {self.header_row}",
                next_step="Rename one of them, or leave it out.",
            )
        if name in self.frame:
            return self.frame[name]
        raise BadInput(
            f"there is no column '{name}'. The columns are: {words(self.columns)}.",
            place=f"{self.source}, row {self.header_row}",
            next_step=_suggestion(name, self.columns),
        )


def words(names: Sequence[str]) -> str:
    """Write names for a message: ``'A', 'B', 'C'``."""
    return ", ".join(f"'{name}'" for name in names)


def closest(name: str, names: Sequence[str]) -> str | None:
    """Return the name most like ``name``, whatever its case, or ``None``."""
    by_key = {_key(candidate): candidate for candidate in reversed(names)}
    matches = difflib.get_close_matches(_key(name), list(by_key), n=1, cutoff=0.5)
    return by_key[matches[0]] if matches else None


def _key(name: str) -> str:
    return "".join(character for character in search_key(name) if character.isalnum())


def _suggestion(name: str, names: Sequence[str]) -> str:
    near = closest(name, names)
    if near is None:
        return f"Name one of the columns the file has instead of '{name}'."
    return f"Did you mean '{near}'? Name it instead of '{name}', or rename the column."


def fold(texts: pd.Series) -> pd.Series:
    """Fold case and spaces of a text column, as the keys of ``types`` and ``map_points`` are."""
    return texts.str.replace(r"\s+", " ", regex=True).str.strip().str.casefold()
