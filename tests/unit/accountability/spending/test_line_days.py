"""A line by its days: what it came to on one, and what may not be dated before what."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from beatwise.accountability.ledger import KINDS, Entry, Position
from beatwise.accountability.spending.line_days import check_days, position_on, with_entry
from beatwise.errors import BadInput


APRIL, MAY, JUNE = dt.date(2026, 4, 1), dt.date(2026, 5, 1), dt.date(2026, 6, 1)
LINE = {APRIL: Position(allocated=500), MAY: Position(committed=300), JUNE: Position(paid=200)}


def _entry(kind: str, amount: int, *, reversal: bool = False) -> Entry:
    return Entry(kind, "1", amount, reversal)


def test_what_a_line_came_to_on_a_day():
    """Allocated in April, committed in May, paid in June: each day has what came by then."""
    assert position_on(LINE, APRIL - dt.timedelta(1)) == Position()
    assert position_on(LINE, MAY - dt.timedelta(1)) == Position(0, 500, 0, 0)
    assert position_on(LINE, JUNE) == Position(0, 500, 300, 200)


@pytest.mark.parametrize(("entry", "on", "words"), [
    (_entry("payment", 1), APRIL, "more would be paid than was committed"),
    (_entry("payment", 101), MAY, "on 1 June 2026 £0.01 more would be paid"),
    (_entry("commitment", 1), APRIL - dt.timedelta(1), "committed than was allocated"),
    (_entry("release", 101), MAY, "on 1 June 2026 £0.01 more would be paid"),
    (_entry("withdrawal", 201), APRIL, "on 1 May 2026 £0.01 more would be committed"),
    (_entry("return", 1), MAY, "returned than was paid"),
    (_entry("commitment", 300, reversal=True), MAY, "on 1 June 2026 £2.00 more would be paid"),
])  # fmt: skip
def test_what_is_dated_too_early_is_refused(entry: Entry, on: dt.date, words: str):
    """A payment before its commitment, a commitment before its allocation, and what undoes one."""
    with pytest.raises(BadInput, match=words) as caught:
        check_days(LINE, entry, on)
    assert caught.value.place == "on"
    assert caught.value.next_step


@pytest.mark.parametrize(("entry", "on"), [
    (_entry("payment", 100), MAY), (_entry("payment", 100), JUNE),
    (_entry("commitment", 200), APRIL),
    (_entry("return", 200), JUNE), (_entry("allocation", 1), APRIL), (_entry("release", 100), MAY),
    (_entry("payment", 200, reversal=True), JUNE),
])  # fmt: skip
def test_what_is_there_by_its_day_passes(entry: Entry, on: dt.date):
    """To the penny, on the day itself."""
    check_days(LINE, entry, on)


def test_an_entry_does_not_answer_for_those_before_it():
    """A line that was dated badly once still takes what makes nothing worse."""
    bad = {APRIL: Position(paid=5), MAY: Position(allocated=500, committed=300)}
    check_days(bad, _entry("allocation", 10), APRIL)
    check_days(bad, _entry("commitment", 10), MAY)
    with pytest.raises(BadInput, match="on 1 April 2026"):
        check_days(bad, _entry("payment", 1), APRIL)


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(
    st.sampled_from([kind for kind in KINDS if KINDS[kind].of_line]), st.integers(1, 9),
    st.integers(0, 5)), max_size=30))  # fmt: skip
def test_whatever_passes_holds_on_every_day(tries: list[tuple[str, int, int]]):
    """Allocated ≥ committed ≥ paid ≥ 0 on each day, in whatever order entries came."""
    changes: dict[dt.date, Position] = {}
    for kind, amount, days in tries:
        entry, on = _entry(kind, amount), APRIL + dt.timedelta(days)
        try:
            check_days(changes, entry, on)
        except BadInput:
            continue
        changes = with_entry(changes, entry, on)
    for days in range(7):
        at = position_on(changes, APRIL + dt.timedelta(days))
        assert at.allocated >= at.committed >= at.paid >= 0
