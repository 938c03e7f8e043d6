"""Words quoted so that no spreadsheet runs them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beatwise.cell_text.formula_quote import quote, unquote


@given(st.text())
def test_quoting_a_formula_and_taking_the_quote_away_gives_the_words_back(words: str) -> None:
    """``unquote(quote(words))`` is the words, and what is quoted begins no formula."""
    assert unquote(quote(words)) == words
    assert not quote(words).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


@pytest.mark.parametrize("words", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_csv_cells_are_safe(words: str) -> None:
    """A cell that a spreadsheet would run is quoted; other words and numbers are left alone."""
    assert quote(words) == "'" + words
    assert quote("Market Place") == "Market Place"
