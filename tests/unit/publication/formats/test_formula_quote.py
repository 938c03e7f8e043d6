"""Cells that a spreadsheet would run."""

from __future__ import annotations

import pytest

from beatwise.publication.formats.formula_quote import quote


@pytest.mark.parametrize("words", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_csv_cells_are_safe(words: str) -> None:
    """A cell that a spreadsheet would run is quoted; other words and numbers are left alone."""
    assert quote(words) == "'" + words
    assert quote("Market Place") == "Market Place"
