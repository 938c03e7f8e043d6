"""The height of a printed table is known well enough to keep short ones on one page."""

from __future__ import annotations

from beatwise.publication.formats.column_widths import height_mm, letters, widths
from beatwise.publication.formats.document import Column, Table


def _table(rows: int, words: str) -> Table:
    cells = tuple((f"Row {n}", words) for n in range(rows))
    return Table("t", "T", (Column("Strategy"), Column("Why")), cells)


def test_a_row_of_short_words_is_one_line() -> None:
    """Fifteen such rows are a quarter of a page high, and twice as many twice that."""
    fifteen = height_mm(_table(15, "short"), 15, 8)
    assert 60 < fifteen < 90
    assert height_mm(_table(30, "short"), 15, 8) == 2 * fifteen


def test_long_words_make_high_rows() -> None:
    """A dozen decisions of two thousand letters are more than a page."""
    assert height_mm(_table(12, "word " * 400), 15, 8) > 267


def test_columns_share_the_page_when_they_need_more_than_it() -> None:
    """A few columns are as wide as their words; many get shares of the page."""
    table = _table(1, "x" * 90)
    assert letters(table, 1) == 33
    assert widths(table, 15, 8) == ["6.00em", "46.50em"]
    wide = Table("w", "W", (Column("Strategy"),) * 9, (("x" * 40,) * 9,))
    assert widths(wide, 15, 8) == ["33fr"] * 9


def test_long_texts_share_what_the_page_has_left() -> None:
    """No column is wider than its longest cell, and together they are no wider than the page."""
    columns = (Column("No."), Column("Claim"), Column("Why"))
    table = Table("t", "T", columns, (("1", "c" * 60, "w" * 400),))
    number, claim, why = (float(each.removesuffix("em")) for each in widths(table, 15, 8))
    assert number == 3.5
    assert 16.5 < claim < 31.5 < why
    assert number + claim + why <= 180 / (8 * 0.353)
