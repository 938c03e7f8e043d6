"""Documents and cells that would only cost time and memory are refused at the door, in words."""

from __future__ import annotations

from decimal import Decimal

import pytest

from beatwise.accountability.measures.measure_set import load_set
from beatwise.accountability.measures.observation_rows import read_observations
from beatwise.errors import BadInput
from beatwise.fields import document, sensible


@pytest.mark.parametrize("words", [
    "a = ", "a = " + "[" * 5000, "a = " + "9" * 5000, "a = 1e" + "9" * 30, "\x00",
])  # fmt: skip
def test_a_document_that_cannot_be_read_is_refused(words):
    """Unfinished, nested without end, a number of thousands of digits: never a crash."""
    with pytest.raises(BadInput, match="not TOML"):
        document(words, "a document")


@pytest.mark.parametrize("words", ["a = 1e999999", "a = 1e-999999", "a = inf"])
def test_a_number_beyond_all_counting_is_refused(words):
    """Thirty digits are more than anything that is counted here."""
    with pytest.raises(BadInput, match="must be a number"), document(words, "a") as fields:
        fields.decimal("a")


@pytest.mark.parametrize("cell", ["1e999999999", "1e-999999999", "nan", "9" * 40])
def test_a_cell_beyond_all_counting_is_a_fault_of_its_row(cell):
    """No sum is begun with it."""
    measures = {m.id: m for m in load_set("plan-2025-29").measures}
    row = {"measure": "confidence-in-police", "period": "2025/26", "value": cell,
           "numerator": "1", "denominator": "2"}  # fmt: skip
    assert [fault.column for fault in read_observations([row], measures).faults] == ["value"]


def test_ordinary_numbers_are_let_in():
    """Noughts, pence, populations and budgets."""
    for words in ("0", "0.00", "-3.07", "0.0016", "67000000", "225712000.55"):
        assert sensible(Decimal(words))
