"""Checks as documents: what is read, and what is refused with its table."""

from __future__ import annotations

import pytest

from beatwise.accountability.reconcile import specification
from beatwise.accountability.reconcile.checks import FormulaCheck, SeatsCheck, TotalsCheck
from beatwise.errors import BadInput, MissingData


WORDS = """
format = 1
[[table]]
name = "towns"
label = "town"
formulas = ["left == budget - spent", { formula = "left >= 0", rounded = true }]
seats = [{ entitlement = "due", seats = "seats" }]
totals = [{ columns = ["left"], total = { town = "Total" } }]
"""


def test_checks_are_read_from_their_document() -> None:
    """A formula may be a text alone; lists become tuples, and kinds stand in a fixed order."""
    (table,) = specification.parse(WORDS, place="mine.toml")
    assert (table.table, table.label) == ("towns", "town")
    assert table.checks == (
        FormulaCheck("left == budget - spent"), FormulaCheck("left >= 0", rounded=True),
        TotalsCheck(("left",), {"town": "Total"}), SeatsCheck("due", "seats"),
    )  # fmt: skip


@pytest.mark.parametrize(("old", "new", "message"), [
    ('name = "towns"', "", "name is unknown or missing"),
    ("seats = [{", "chairs = [{", "chairs is unknown"),
    ("rounded = true", "round = true", "'round' is not known here"),
    ('entitlement = "due", ', "", "a check is not whole"),
    ("left >= 0", "left", "compares nothing"), ("format = 1", "format = 2", "must be 1"),
])  # fmt: skip
def test_a_document_at_fault_is_refused(old: str, new: str, message: str) -> None:
    """Unknown fields, half a check and what is no formula are named."""
    assert old in WORDS
    with pytest.raises(BadInput, match=message):
        specification.parse(WORDS.replace(old, new), place="mine.toml")


def test_an_unknown_file_is_refused_with_those_there_are() -> None:
    """The next step lists the files that come along, each of which can be read."""
    with pytest.raises(MissingData) as caught:
        specification.load("nothing")
    assert specification.names()
    for name in specification.names():
        assert name in (caught.value.next_step or "")
        assert specification.load(name)
