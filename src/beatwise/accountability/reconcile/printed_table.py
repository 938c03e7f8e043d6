"""A printed table: its cells as text, exactly as printed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from beatwise.errors import BadInput


Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A table of text.

    Parameters
    ----------
    name
        What it is called in findings and in formulas.
    columns
        Its column names.
    rows
        A mapping from column to text, one a row; a cell that is absent is empty.
    label
        The column that names a row; by default the first.
    """

    name: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    label: str = ""

    @property
    def label_column(self) -> str:
        """The column that names a row."""
        return self.label or (self.columns[0] if self.columns else "")

    def label_of(self, row: Row) -> str:
        """What a row is called."""
        return row.get(self.label_column, "").strip()

    def has(self, column: str) -> str:
        """Return a column's name; raise ``BadInput`` when the table does not have it."""
        if column not in self.columns:
            raise BadInput(
                f"there is no column '{column}'.",
                place=self.name,
                next_step=f"Its columns are: {', '.join(self.columns)}.",
            )
        return column

    def row(self, label: str) -> Row:
        """Return the first row of a label; raise ``BadInput`` when there is none."""
        for row in self.rows:
            if self.label_of(row) == label:
                return row
        raise BadInput(f"there is no row '{label}'.", place=self.name)


def from_rows(name: str, rows: Iterable[Mapping[str, object]], *, label: str = "") -> PrintedTable:
    """Make a table from rows such as ``csv.DictReader`` gives; ``None`` becomes empty text."""
    text_rows = tuple(
        {key: "" if value is None else str(value) for key, value in row.items()} for row in rows
    )
    columns = tuple(dict.fromkeys(key for row in text_rows for key in row))
    return PrintedTable(name, columns, text_rows, label)


def matches(row: Row, where: Mapping[str, str | Sequence[str]]) -> bool:
    """Whether a row has the wanted text (or one of several) in each of some columns."""
    for column, words in where.items():
        allowed = [words] if isinstance(words, str) else list(words)
        if row.get(column, "").strip() not in allowed:
            return False
    return True
