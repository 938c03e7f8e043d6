"""Numbers of a document: which are let in."""

from __future__ import annotations

from decimal import Decimal

import pytest

from beatwise.errors import BadInput
from beatwise.fields import document, sensible


@pytest.mark.parametrize("words", ["a = 1e999999", "a = 1e-999999", "a = inf"])
def test_a_number_beyond_all_counting_is_refused(words):
    """Thirty digits are more than anything that is counted here."""
    with pytest.raises(BadInput, match="must be a number"), document(words, "a") as fields:
        fields.decimal("a")


def test_ordinary_numbers_are_let_in():
    """Noughts, pence, populations and budgets."""
    for words in ("0", "0.00", "-3.07", "0.0016", "67000000", "225712000.55"):
        assert sensible(Decimal(words))
