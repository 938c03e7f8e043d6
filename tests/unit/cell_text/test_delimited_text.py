"""Rows of delimited text: what divides them, and where they are not whole."""

from __future__ import annotations

import pytest

from beatwise.cell_text.delimited_text import delimiter_of, divided
from beatwise.errors import BadInput


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_the_delimiter_is_the_one_that_makes_equal_rows(mark: str) -> None:
    """A comma in a sum of money does not make commas the delimiter."""
    lines = [f"town{mark}sum", f'Ripon{mark}"1,200"', f'Selby{mark}"3,400"']
    assert delimiter_of(lines) == mark
    assert list(divided(lines, mark, place="x.csv"))[1] == ("Ripon", "1,200")


def test_the_quote_before_a_formula_is_taken_away() -> None:
    """Our own files put it there; a word that begins with an apostrophe keeps its own."""
    assert list(divided(["'=1+1,'tis"], ",", place="x.csv")) == [("=1+1", "'tis")]


def test_a_quotation_mark_that_is_never_closed_is_named_with_its_line() -> None:
    """Nobody has to look for it; the rows before it are still yielded."""
    rows = divided(["a,b\n", '"c,d\n', "e,f\n"], ",", place="x.csv")
    assert next(rows) == ("a", "b")
    with pytest.raises(BadInput, match=r"x\.csv, line 3: the file is not whole CSV"):
        next(rows)
