"""Rows are made of one width, up to the size of a paper's tables."""

from __future__ import annotations

import pytest

from beatwise.errors import BadInput
from beatwise.sources.papers.even_rows import MOST_CELLS, check_size, even_rows


def test_rows_are_made_as_wide_as_the_widest() -> None:
    """Empty cells stand where a row was shorter; nothing is cut."""
    assert even_rows("a", [["1"], ["2", "3"]]) == [("1", ""), ("2", "3")]
    assert even_rows("a", []) == []


def test_more_cells_than_a_table_has_are_refused() -> None:
    """At the limit it is a table still."""
    check_size("a", MOST_CELLS)
    with pytest.raises(BadInput, match="no table of a paper"):
        check_size("a", MOST_CELLS + 1)
