"""Each person's share: turns, what waits, and what a minute may cost."""

from __future__ import annotations

import pytest

from beatwise.web.bounds import fair_share
from beatwise.web.bounds.fair_share import AT_A_TIME, IN_FLIGHT, NoShare, Shares


@pytest.fixture
def shares(monkeypatch):
    """Shares of a process in which nobody waits, at the beginning of a minute."""
    monkeypatch.setattr(fair_share, "LONGEST_WAIT", 0)
    monkeypatch.setattr(fair_share.time, "time", lambda: 600.0)
    return Shares()


def test_two_things_are_worked_on_at_a_time_and_a_third_must_wait(shares):
    """The third is refused when its wait is over, and leaves nothing behind."""
    for _ in range(AT_A_TIME):
        shares.enter(1)
    with pytest.raises(NoShare, match="earlier pages are still being made"):
        shares.enter(1)
    assert shares._shares[1].in_flight == AT_A_TIME


def test_a_turn_given_back_is_the_next_ones(shares):
    """After one is done, another is worked on."""
    for _ in range(AT_A_TIME):
        shares.enter(1)
    shares.leave(1, 0.0)
    shares.enter(1)
    assert shares._shares[1].in_flight == AT_A_TIME


def test_what_one_person_does_takes_no_turn_of_another(shares):
    """Each account has turns of its own."""
    for _ in range(AT_A_TIME):
        shares.enter(1)
    shares.enter(2)
    assert shares._shares[2].in_flight == 1


def test_more_than_a_browser_asks_for_at_once_is_refused_at_once(shares):
    """The seventh thing at a time does not even wait."""
    shares.enter(1)
    shares._shares[1].in_flight = IN_FLIGHT
    with pytest.raises(NoShare, match="More than 6 of your pages"):
        shares.enter(1)


def test_a_minute_has_thirty_seconds_of_work_and_the_next_begins_anew(shares, monkeypatch):
    """The limit itself is allowed; beyond it one waits until the minute is over."""
    shares.enter(1)
    shares.leave(1, 30.0)
    shares.enter(1)
    shares.leave(1, 0.1)
    with pytest.raises(NoShare, match="more of the office's time") as refusal:
        shares.enter(1)
    assert refusal.value.seconds == 60
    monkeypatch.setattr(fair_share.time, "time", lambda: 660.0)
    shares.enter(1)


@pytest.mark.parametrize(("threads", "most"), [(1, 1), (2, 1), (4, 2), (6, 4), (9, 6), (32, 6)])
def test_a_third_of_the_threads_is_left_to_others(monkeypatch, threads, most):
    """However few threads a process has, one person never has them all, but for a single one."""
    monkeypatch.setattr(fair_share, "shares", Shares())
    fair_share.suit(threads)
    assert fair_share.shares.in_flight == most
