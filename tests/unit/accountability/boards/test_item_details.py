"""Items of an agenda have a time, as far as it is known, and freezing asks what may be a slip."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from beatwise.accountability.boards.item_details import (
    NONE,
    Attachment,
    ItemDetails,
    as_json,
    from_json,
    questions,
    timed,
)


MEETING, DUE = dt.date(2027, 2, 26), dt.date(2027, 2, 19)


@pytest.mark.parametrize(("minutes", "begins"), [
    ((5, 40, 15), ["10:00", "10:05", "10:45"]),
    ((5, None, 15), ["10:00", "10:05", ""]),
    ((None, 5), ["10:00", ""]),
    ((), []),
    ((600, 600, 5), ["10:00", "20:00", "06:00"]),
])  # fmt: skip
def test_an_item_begins_when_those_before_it_end(minutes: tuple, begins: list[str]) -> None:
    """Once a time is not set, no later item says when it begins."""
    rows = timed(dt.time(10), [ItemDetails(minutes=each) for each in minutes])
    assert [row.begins for row in rows] == begins
    assert tuple(row.minutes for row in rows) == minutes


@pytest.mark.parametrize(("today", "fields"), [
    (dt.date(2026, 11, 29), 1), (dt.date(2027, 2, 4), 1), (dt.date(2027, 2, 5), 0), (DUE, 0),
    (MEETING, 0),
])  # fmt: skip
def test_a_pack_long_before_its_papers_are_due_is_asked_about(today: dt.date, fields: int) -> None:
    """More than two weeks before the day the papers are due, and not on the day itself."""
    found = questions(today, MEETING, DUE, 120, ())
    assert len(found) == fields
    assert all("26 February 2027" in each.words for each in found)


@pytest.mark.parametrize(("minutes", "asked"), [
    ((60, 60), False), ((60, 61), True), ((None, 121), True), ((None, None), False),
])  # fmt: skip
def test_items_that_take_longer_than_the_meeting_are_asked_about(
    minutes: tuple, asked: bool
) -> None:
    """The items' minutes are added up; one without a time counts nothing."""
    found = questions(MEETING, MEETING, DUE, 120, minutes)
    assert bool(found) is asked


def test_another_day_is_another_question() -> None:
    """The reason for one day does not answer for another."""
    keys = {
        questions(dt.date(2026, 11, 29), day, DUE, 120, ())[0].key
        for day in (MEETING, MEETING + dt.timedelta(days=1))
    }
    assert len(keys) == 2


def test_details_come_round() -> None:
    """Through JSON text, where tuples are lists, the details are the same."""
    full = ItemDetails("deputy", "governance", 5, "10:00", (Attachment("a.pdf", "ab" * 32, 12),))
    for details in (full, NONE):
        assert from_json(json.loads(json.dumps(as_json(details)))) == details
