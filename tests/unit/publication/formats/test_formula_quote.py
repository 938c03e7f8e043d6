"""Words quoted so that no spreadsheet runs them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from beatwise.publication.formats import formula_quote


@given(st.text())
def test_quoting_a_formula_and_taking_the_quote_away_gives_the_words_back(words):
    """``unsafe(safe(words))`` is the words, and what is safe begins no formula."""
    quoted = formula_quote.quote(words)
    assert formula_quote.unquote(quoted) == words
    assert not quoted.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
