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
    (["reference", "organisation"], ["", "X"], "row 2, reference"),
    (["reference", "Reference"], ["A1", "A2"], "row 1"),
    (["reference", "organisation", "start-date"], ["A1", "X", "32/13/2026"], "row 2, start-date"),
])  # fmt: skip
def test_what_does_not_fit_is_named(heads, row, place):
    """A column too few, a cell too few, a column twice, a day that is none."""
    with pytest.raises(BadInput) as caught:
        da.read(da.AGREEMENTS, heads, [row])
    assert caught.value.place == place


def test_parts_of_a_penny_and_unknown_statuses_are_refused():
    """Each with its row and column."""
    heads = [
        "reference",
        "developer-agreement-contribution",
        "contribution-funding-status",
        "amount",
    ]
    for row, place in ((["T1", "C1", "gone", "5"], "contribution-funding-status"),
                       (["T1", "C1", "spent", "5.001"], "amount")):  # fmt: skip
        with pytest.raises(BadInput) as caught:
            da.read(da.TRANSACTIONS, heads, [row])
        assert caught.value.place == f"row 2, {place}"


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
