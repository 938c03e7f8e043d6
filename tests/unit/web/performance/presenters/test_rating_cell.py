"""What pages say of a rating: marks that need no colour, words for every status."""

from __future__ import annotations

import pytest

from beatwise.accountability.measures.period import Period
from beatwise.accountability.rating.rag import Direction, Rag, Rating, Status
from beatwise.web.performance.presenters import rating_cell


RATED = [Rating(Status.RATED, "", rag) for rag in Rag]
OTHERS = [Rating(status, "") for status in Status if status is not Status.RATED]


def test_every_rating_has_a_mark_of_its_own():
    """Told apart by shape and word alone, without any colour."""
    marks = [rating_cell.mark(each) for each in (*RATED, *OTHERS)]
    distinct = {(mark["shape"], mark["letter"], mark["word"]) for mark in marks}
    assert len(distinct) == len(marks)
    assert [mark["letter"] for mark in marks[:3]] == ["G", "A", "R"]
    assert len({mark["shape"] for mark in marks[:3]}) == 3


def test_no_status_without_a_colour_borrows_one():
    """Late, no data and the rest are never green, amber or red."""
    colours = {rating_cell.mark(each)["tag"] for each in RATED}
    assert colours == {"green", "yellow", "red"}
    assert not colours & {rating_cell.mark(each)["tag"] for each in OTHERS}


def test_lists_can_be_narrowed_by_every_rating():
    """The choices are the words that the ratings have."""
    assert {rating_cell.rating_word(each) for each in (*RATED, *OTHERS)} == set(rating_cell.RATINGS)


@pytest.mark.parametrize(("direction", "better", "words"), [
    (Direction.UP, True, ("↑", "up", "better")), (Direction.UP, False, ("↑", "up", "worse")),
    (Direction.STABLE, None, ("↔", "stable", "")),
])  # fmt: skip
def test_a_direction_says_whether_it_is_the_wanted_one(direction, better, words):
    """An arrow, its word, and better or worse where that can be said."""
    arrow = rating_cell.way(Rating(Status.RATED, "", None, direction, better))
    assert (arrow["arrow"], arrow["word"], arrow["better"]) == words


def test_without_a_direction_there_is_no_arrow():
    """Nothing is shown where nothing can be said."""
    assert rating_cell.way(OTHERS[0]) is None


@pytest.mark.parametrize(("period", "words"), [
    ("2025-09", "Sep 2025"), ("2025/26 Q3", "2025/26 Q3"), ("2025-12-31", "31 Dec 2025"),
    ("2025-02:2026-01", "to Jan 2026"), ("2025/26", "2025/26"),
])  # fmt: skip
def test_periods_are_short_beneath_a_chart(period, words):
    """A label of at most twelve letters."""
    assert rating_cell.short(Period.parse(period)) == words
    assert len(words) <= 12
