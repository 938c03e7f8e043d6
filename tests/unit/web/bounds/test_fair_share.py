"""Each person's share: turns, what waits, and what a minute may cost."""

from __future__ import annotations

import pytest

from beatwise.web.bounds import fair_share
from beatwise.web.bounds.fair_share import (
    AT_A_TIME,
    DOWNLOADS,
    IN_FLIGHT,
    WAITING_PLACES,
    NoShare,
    Shares,
)


@pytest.fixture
def shares(monkeypatch):
    """Shares of a process in which nobody waits, at the beginning of a minute."""
    monkeypatch.setattr(fair_share, "LONGEST_WAIT", 0)
    monkeypatch.setattr(fair_share.time, "time", lambda: 600.0)
    return Shares()


def test_one_thing_is_worked_on_at_a_time_and_another_must_wait(shares):
    """The next is refused when its wait is over, and leaves nothing behind."""
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


def test_two_downloads_run_and_take_no_turn(shares):
    """A third is refused; whoever waits for a slow line can still open pages."""
    shares.enter(1)
    shares.leave(1, 0.0)
    for _ in range(DOWNLOADS):
        shares.begin_download(1)
    with pytest.raises(NoShare, match="2 of your downloads are running"):
        shares.begin_download(1)
    shares.enter(1)
    shares.leave(1, 0.0)
    shares.end_download(1, 0.0)
    shares.begin_download(1)
    assert shares._shares[1].downloads == DOWNLOADS


def test_a_download_costs_its_seconds(shares):
    """What is worked while it is sent is counted like a page."""
    shares.enter(1)
    shares.leave(1, 0.0)
    shares.begin_download(1)
    shares.end_download(1, 30.5)
    with pytest.raises(NoShare, match="more of the office's time"):
        shares.enter(1)


def test_the_most_that_one_person_has_leaves_threads_to_others():
    """A process never has fewer threads than that and four more."""
    assert fair_share.FEWEST_THREADS - IN_FLIGHT - DOWNLOADS - WAITING_PLACES == 4
