"""Declare a table once: its columns, kinds, units and what may be missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from beatwise.errors import BadInput


if TYPE_CHECKING:
    import pandas as pd


Kind = Literal["text", "category", "month", "integer", "number", "metres", "instant", "flag"]
_DTYPES: dict[Kind, str] = {
    "text": "str",
    "category": "category",
    "month": "int32",
    "integer": "int64",
    "number": "float64",
    "metres": "float64",
    "instant": "datetime64[s, UTC]",
    "flag": "bool",
}


@dataclass(frozen=True, slots=True)
class Column:
    """One declared column.

    ``month`` is a month number (``year * 12 + month - 1``), ``metres`` a British National Grid
    coordinate, ``instant`` a moment in UTC to the second.
    """

    name: str
    kind: Kind
    meaning: str
    nullable: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A declared table: a name, what one row is, and its columns in order."""

    name: str
    row: str
    columns: tuple[Column, ...]

    @property
    def names(self) -> list[str]:
        """The column names, in order."""
        return [column.name for column in self.columns]

    def empty(self) -> pd.DataFrame:
        """Return the table with no rows."""
        import pandas as pd

        return self.validate(pd.DataFrame({name: [] for name in self.names}))

    def validate(self, frame: pd.DataFrame, *, place: str | None = None) -> pd.DataFrame:
        """Return ``frame`` with exactly the declared columns, kinds and order.

        Raises ``BadInput`` naming the first column that is missing, that cannot be read as its
        kind, or that is empty where it must not be.
        """
        import pandas as pd

        return pd.DataFrame(
            {column.name: self._column(frame, column, place) for column in self.columns}
        )

    def _column(self, frame: pd.DataFrame, column: Column, place: str | None) -> pd.Series:
        if column.name not in frame:
            raise BadInput(
                f"the column '{column.name}' is missing from the {self.name} table.",
                place=place,
                next_step=f"Add '{column.name}': {column.meaning}.",
            )
        values = frame[column.name]
        try:
            typed = values.astype(_DTYPES[column.kind])
        except (TypeError, ValueError) as error:
            raise BadInput(
                f"the column '{column.name}' of the {self.name} table does not hold "
                f"{column.kind} values ({error}).",
                place=place,
            ) from error
        if not column.nullable and typed.isna().any():
            row = int(typed.isna().to_numpy().argmax()) + 1
            raise BadInput(
                f"the column '{column.name}' of the {self.name} table is empty at row {row}.",
                place=place,
            )
        return typed
