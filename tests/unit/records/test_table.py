"""A declared table: columns in order, kinds that hold, and gaps that are named."""

from __future__ import annotations

import pandas as pd
import pytest

from beatwise.errors import BadInput
from beatwise.records.table import Column, Table


VISITS = Table(
    name="visits",
    row="one visit",
    columns=(
        Column("month", "month", "the month of the visit"),
        Column("place", "category", "where it was"),
        Column("easting", "metres", "where, if it is a point", True),
        Column("start", "instant", "when it began, UTC"),
    ),
)


def frame(**changes: list) -> pd.DataFrame:
    """Return two visits, columns in another order and one too many."""
    columns = {
        "start": ["2025-06-01T10:00:00Z", "2025-06-01T11:00:00Z"],
        "extra": [1, 2],
        "easting": [505_000.0, None],
        "place": ["Market Place", "Mill Lane"],
        "month": [24_305, 24_305],
    }
    return pd.DataFrame({**columns, **changes})


def test_columns_come_in_their_order_and_kind() -> None:
    """The table has the declared columns and no others, each of its own type."""
    table = VISITS.validate(frame())
    assert list(table.columns) == VISITS.names == ["month", "place", "easting", "start"]
    assert [str(kind) for kind in table.dtypes] == [
        "int32", "category", "float64", "datetime64[s, UTC]",
    ]  # fmt: skip


def test_a_missing_column_says_what_it_would_hold() -> None:
    """The first column that is not there is named, with its meaning as the next step."""
    with pytest.raises(BadInput, match="'place' is missing from the visits table") as refusal:
        VISITS.validate(frame().drop(columns=["place", "start"]), place="visits.csv")
    assert refusal.value.place == "visits.csv"
    assert refusal.value.next_step == "Add 'place': where it was."


def test_an_empty_cell_is_named_by_its_row() -> None:
    """Where a value must be there, the first row without one is named, counted from 1."""
    with pytest.raises(BadInput, match="'place' of the visits table is empty at row 2"):
        VISITS.validate(frame(place=["Market Place", None]))


@pytest.mark.parametrize(
    ("column", "values", "kind"),
    [
        ("month", [24_305, None], "month"),
        ("month", ["2025-06", "2025-07"], "month"),
        ("easting", ["near the church", "1"], "metres"),
        ("start", ["yesterday", "today"], "instant"),
    ],
)
def test_values_of_another_kind_are_named(column: str, values: list, kind: str) -> None:
    """What cannot be read as the column's kind is refused by the column's name."""
    with pytest.raises(BadInput, match=f"'{column}' of the visits table does not hold {kind}"):
        VISITS.validate(frame(**{column: values}))


def test_an_empty_table_has_its_columns() -> None:
    """No rows, but every column of its kind."""
    table = VISITS.empty()
    assert (len(table), list(table.columns)) == (0, VISITS.names)
    assert str(table["easting"].dtype) == "float64"
