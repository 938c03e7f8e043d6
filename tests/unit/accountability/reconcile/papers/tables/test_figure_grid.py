"""A grid knows its totals, its columns of figures, and what was rounded."""

from __future__ import annotations

from tests.unit.accountability.reconcile.papers.worlds import grid


def test_a_last_row_that_alone_begins_with_total_is_one() -> None:
    """The words "Total spent" at the end are a total; among other rows of that name it is a row."""
    alone = grid("Area | Spent\nA | 1\nTotal spent | 1")
    several = grid("Area | Spent\nTotal value | 3\nTotal spent | 1")

    assert (alone.total_rows, several.total_rows) == ((1,), ())


def test_a_column_of_words_is_not_numeric() -> None:
    """Three fifths of the cells that are not empty must be figures."""
    assert grid("Area | Cost | Count\nA | Free | 3\nB | Low | \nC | High | 4").numeric == (2,)


def test_money_without_pence_was_rounded_and_with_pence_was_not() -> None:
    """What a heading or a cell says of pounds counts for the whole table."""
    assert grid("Area | Spent £\nA | 1").rounded_money
    assert grid("Area | spent_gbp\nA | 1").rounded_money
    assert not grid("Area | Spent\nA | £1.10").rounded_money
