"""Change control: what an approved change does, and what it may not touch."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from tests.unit.accountability.plan.worlds import action
from tests.unit.accountability.worlds import measure

from beatwise.accountability.measures.measure_units import TWO_POINTS, unit
from beatwise.accountability.plan.change_control import (
    APPROVED,
    CHANGE_REQUEST,
    REFUSED,
    TAKEN_BACK,
    UNDECIDED,
    ChangeRequest,
    Difference,
    change_action,
    change_measure,
    differences,
    in_words,
    version_on,
)
from beatwise.errors import BadInput


DAY = dt.date(2025, 6, 1)


def request(about: str = "a", state: str = APPROVED, **after: object) -> ChangeRequest:
    """A change that a board has approved."""
    return ChangeRequest(about, tuple(after.items()), "late funding", "performance", DAY, state)


def test_a_request_is_decided_once_by_a_board_or_taken_back() -> None:
    """Three steps lead out of the request, and each ends it; only an approved one was done."""
    whys = {"approve": "", "refuse": "Too late.", "take back": ""}
    ends = [
        CHANGE_REQUEST.move(UNDECIDED, step, role=role, why=whys[step], board="3 June 2025")
        for step, role in (("approve", "governance"), ("refuse", "deputy"),
                           ("take back", "partner"))
    ]  # fmt: skip
    assert ends == [APPROVED, REFUSED, TAKEN_BACK]
    assert [s.name for s in CHANGE_REQUEST.states if s.final] == ends
    assert [s.name for s in CHANGE_REQUEST.states if s.done] == [APPROVED]
    assert CHANGE_REQUEST.faults() == ()


@pytest.mark.parametrize(("step", "why", "board", "message"), [
    ("approve", "So.", "", "decided at a board meeting"),
    ("refuse", "So.", "", "decided at a board meeting"),
    ("refuse", " ", "3 June 2025", "needs a reason"),
])  # fmt: skip
def test_a_decision_names_its_meeting_and_a_refusal_its_reason(
    step: str, why: str, board: str, message: str
) -> None:
    """Nobody approves or refuses in passing, and whoever asked is told why not."""
    with pytest.raises(BadInput, match=message):
        CHANGE_REQUEST.move(UNDECIDED, step, role="governance", why=why, board=board)


def test_the_first_due_date_is_never_lost() -> None:
    """It is noted when a date first moves, and stays when it moves again."""
    once = change_action(action("a", "2025-06-30"), request(due=dt.date(2025, 7, 31)))
    twice = change_action(once, request(due=dt.date(2025, 8, 31)))
    assert (once.due, once.original_due) == (dt.date(2025, 7, 31), dt.date(2025, 6, 30))
    assert (twice.due, twice.original_due) == (dt.date(2025, 8, 31), dt.date(2025, 6, 30))


def test_another_change_leaves_the_dates_alone() -> None:
    """A new title moves no date."""
    changed = change_action(action("a", "2025-06-30"), request(title="New"))
    assert (changed.title, changed.original_due) == ("New", None)


@pytest.mark.parametrize(("change", "message"), [
    (request("b", title="x"), "this change is about b"),
    (request(state=UNDECIDED, title="x"), "asked, not approved"),
    (request(state=REFUSED, title="x"), "refused, not approved"),
    (request(state="x", completed=DAY), "not approved"),
    (request(completed=DAY), "'completed' cannot be changed by request"),
])  # fmt: skip
def test_only_an_approved_change_of_this_action_is_made(
    change: ChangeRequest, message: str
) -> None:
    """Another action, an undecided request and a field of the state table are refused."""
    with pytest.raises(BadInput, match=message):
        change_action(action("a", "2025-06-30"), change)


def test_a_change_has_a_reason_and_changes_something() -> None:
    """And it is a role that asks."""
    for why, after in ((" ", (("title", "x"),)), ("because", ())):
        with pytest.raises(BadInput, match="needs a reason, and something to change"):
            ChangeRequest("a", after, why, "performance", DAY)
    with pytest.raises(BadInput, match="not a role"):
        ChangeRequest("a", (("title", "x"),), "because", "J. Smith", DAY)


def test_a_changed_measure_is_its_next_version() -> None:
    """The new version has its number and day; the one before is untouched."""
    before = measure()
    after = change_measure(before, request("m", title="New"), DAY)
    assert (after.version, after.valid_from, after.title) == (2, DAY, "New")
    assert differences(before, after) == (
        Difference("version", "1", "2"), Difference("valid_from", "1 April 2025", "1 June 2025"),
        Difference("title", "M", "New"),
    )  # fmt: skip


@pytest.mark.parametrize(("change", "day", "message"), [
    (request("m", title="x"), dt.date(2025, 4, 1), "version 2 cannot hold from 2025-04-01"),
    (request("m", id="n"), DAY, "'id' cannot be changed"),
    (request("m", version=9), DAY, "'version' cannot be changed"),
    (request("m", per=Decimal(1000)), DAY, "a rate, and only a rate"),
])  # fmt: skip
def test_a_measure_stays_sound(change: ChangeRequest, day: dt.date, message: str) -> None:
    """A version must start later than the one before, keep its id, and fit together."""
    with pytest.raises(BadInput, match=message):
        change_measure(measure(), change, day)


@pytest.mark.parametrize(("day", "version"), [
    (dt.date(2025, 3, 31), None), (dt.date(2025, 4, 1), 1), (dt.date(2025, 5, 31), 1), (DAY, 2),
])  # fmt: skip
def test_a_day_has_the_version_that_held_on_it(day: dt.date, version: int | None) -> None:
    """Before the first there was none; a version holds from its own day on."""
    versions = [replace(measure(), version=2, valid_from=DAY), measure()]
    on_day = version_on(versions, day)
    assert (on_day and on_day.version) == version


def test_unlike_things_are_not_compared() -> None:
    """An action beside a measure is refused; beside itself nothing differs."""
    with pytest.raises(BadInput, match="cannot be compared"):
        differences(action("a"), measure())
    assert differences(measure(), measure()) == ()


@pytest.mark.parametrize(("value", "words"), [
    (None, "none"), ((), "none"), (DAY, "1 June 2025"), (("a", DAY), "a, 1 June 2025"),
    (TWO_POINTS, "±2 percentage points"), (unit("percent"), "percent"), (Decimal("1E+2"), "100"),
    (measure().baseline, "100 (2024/25)"), (measure().expectation, "increase"), (5, "5"),
])  # fmt: skip
def test_any_field_can_be_written(value: object, words: str) -> None:
    """So that before and after can be read side by side."""
    assert in_words(value) == words
