"""Requests with lettered items, and how they stand."""

from __future__ import annotations

import datetime as dt
from itertools import product

import pytest

from beatwise.accountability.boards.lettered_items import LetteredItem, letter, standing


ASKED, DUE, LATE = dt.date(2026, 2, 12), dt.date(2026, 2, 22), dt.date(2026, 3, 1)


@pytest.mark.parametrize(("place", "mark"), [(0, "a"), (25, "z"), (26, "aa"), (27, "ab"),
                                             (701, "zz"), (702, "aaa")])  # fmt: skip
def test_letters_run_on(place: int, mark: str) -> None:
    """After z comes aa, after zz aaa."""
    assert letter(place) == mark


def test_a_request_is_answered_only_when_every_item_is() -> None:
    """Over all ways to answer three items: its state, what waits, and whether it is late."""
    for days in product((None, DUE), repeat=3):
        items = [LetteredItem(letter(n), "?", day) for n, day in enumerate(days)]
        stands = standing(items, ASKED, DUE, LATE)
        missing = [item.letter for item in items if item.answered_on is None]
        assert stands.waiting == tuple(missing)
        assert stands.overdue is bool(missing)
        state = "answered" if not missing else "open" if len(missing) == 3 else "partly answered"
        assert stands.state == state
        assert stands.days_open == (17 if missing else 10)


def test_a_request_without_a_day_is_never_late_and_without_items_never_answered() -> None:
    """On the day itself it is not late yet."""
    item = [LetteredItem("a", "?")]
    assert not standing(item, ASKED, None, LATE).overdue
    assert not standing(item, ASKED, DUE, DUE).overdue
    assert standing([], ASKED, None, LATE).state == "open"
