"""The three tables of developer agreements, out and in."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.accountability.standards.standard_worlds import DAYS, NUMBER, PENCE, TEXT

from beatwise.accountability.standards import developer_agreements as da
from beatwise.errors import BadInput


STATUS = st.sampled_from(
    da.declared().objects[da.TRANSACTIONS]["contribution-funding-status"].choices
)


@st.composite
def rows(draw, table: str):
    """Any row of a table: what must be there, and any of the rest."""
    row: dict[str, object] = {}
    for name, field in da.declared().objects[table].items():
        if field.required or draw(st.booleans()):
            row[name] = draw(
                STATUS if field.choices else DAYS if field.kind == "day"
                else PENCE if name == "amount" else st.integers(0, 500) if name == "units"
                else st.just("https://office.example/a") if field.kind == "uri" else TEXT | NUMBER
            )  # fmt: skip
        else:
            row[name] = None
    return row


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(da.TABLES).flatmap(
    lambda t: st.tuples(st.just(t), st.lists(rows(t), max_size=3))))  # fmt: skip
def test_a_table_loses_nothing(case):
    """Cells of a file and back: each day, amount and word as it was."""
    table, values = case
    heads, *cells = da.cells(table, values)
    as_text = [["" if cell is None else str(cell) for cell in row] for row in cells]
    assert list(da.read(table, heads, as_text).rows) == values


def test_the_columns_are_the_standard_s():
    """All of them, each time, whatever is known."""
    [heads] = da.cells(da.CONTRIBUTIONS, [])
    assert {"reference", "developer-agreement", "contribution-purpose", "amount", "units",
            "end-date", "entry-date"} <= set(heads)  # fmt: skip
    [_, row] = da.cells(da.CONTRIBUTIONS, [{"reference": "C1", "amount": 1250}])
    assert row[heads.index("amount")] == "12.50"


@pytest.mark.parametrize(("heads", "row", "place"), [
    (["reference"], ["A1"], "row 1"),
    (["reference", "Reference"], ["A1", "A2"], "row 1"),
])  # fmt: skip
def test_a_column_that_does_not_fit_is_named(heads, row, place):
    """A column too few, a column twice."""
    with pytest.raises(BadInput) as caught:
        da.read(da.AGREEMENTS, heads, [row])
    assert caught.value.place == place


def test_every_wrong_cell_is_named_with_row_column_and_next_step():
    """All of them at once: a cell too few, a day that is none, parts of a penny, a status."""
    heads = ["reference", "organisation", "start-date"]
    rows = [["", "X", ""], ["A1", "", "32/13/2026"], ["A2", "X", "2026-01-01"]]
    file = da.read(da.AGREEMENTS, heads, rows)
    assert [(fault.place, bool(fault.next_step)) for fault in file.faults] == [
        ("row 2, reference", True), ("row 3, organisation", True), ("row 3, start-date", True),
    ]  # fmt: skip
    heads = ["reference", "developer-agreement-contribution", "contribution-funding-status",
             "amount"]  # fmt: skip
    file = da.read(
        da.TRANSACTIONS, heads, [["T1", "C1", "gone", "5"], ["T2", "C1", "spent", "5.001"]]
    )
    assert [fault.place for fault in file.faults] == [
        "row 2, contribution-funding-status", "row 3, amount",
    ]  # fmt: skip


def test_a_contribution_to_something_else_is_named():
    """A council's file has schools and roads beside policing: those are not the office's money."""
    heads = ["reference", "developer-agreement", "contribution-purpose"]
    rows = [["C1", "A1", "policing"], ["C2", "A1", "education"], ["C3", "A1", ""]]
    [fault] = da.read(da.CONTRIBUTIONS, heads, rows).faults
    assert fault.place == "row 3, contribution-purpose"
    assert "'education' is not for policing" in fault.message


def test_other_headings_are_named_and_a_loose_transaction_is_refused():
    """What a file has beside the standard is listed; a link into no file is a fault."""
    agreements = da.read(
        da.AGREEMENTS, ["Reference", "organisation", "Ward"], [["A1", "X", "North"]]
    )
    assert agreements.other_headings == ("Ward",)
    heads = ["reference", "developer-agreement", "end-date"]
    contributions = da.read(da.CONTRIBUTIONS, heads, [["C1", "A1", "2026-12-31"]])
    assert contributions.rows[0]["end-date"] == dt.date(2026, 12, 31)
    da.check_links(agreements, contributions, da.FileRows((), ()))
    loose = da.read(da.CONTRIBUTIONS, heads, [["C1", "A9", ""]])
    with pytest.raises(BadInput, match="'A9' is no developer-agreement"):
        da.check_links(agreements, loose, da.FileRows((), ()))
