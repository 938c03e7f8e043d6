"""The list of tasks: each thing once, under what is to be done with it, the most pressing first."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beatwise.accountability.task_selection import (
    DUE,
    KINDS,
    OVERDUE,
    READ,
    Task,
    counts,
    pressing,
    select,
)


TODAY = dt.date(2026, 5, 12)
YESTERDAY, TOMORROW = TODAY - dt.timedelta(days=1), TODAY + dt.timedelta(days=1)


def _task(kind: str, thing: str = "decisions/1", due: dt.date | None = None, words: str = "A"):
    return Task(kind, thing, words, f"/{thing}/", "a decision", due)


def _kinds(*tasks: Task) -> list[tuple[str, list[str]]]:
    return [(s.kind, [task.thing for task in s.tasks]) for s in select(tasks, TODAY)]


def test_sections_are_in_the_order_of_the_page():
    """What is to be decided comes first, deadlines follow, what was published comes last."""
    tasks = [_task(kind, f"x/{kind}", TOMORROW) for kind in reversed(KINDS) if kind != OVERDUE]
    assert [s.kind for s in select(tasks, TODAY)] == [kind for kind in KINDS if kind != OVERDUE]


@pytest.mark.parametrize(("due", "kind"), [
    (YESTERDAY, OVERDUE), (TODAY, DUE), (TOMORROW, DUE), (None, DUE),
])  # fmt: skip
@pytest.mark.parametrize("named", [DUE, OVERDUE])
def test_a_deadline_is_overdue_from_the_day_after(named, due, kind):
    """The day itself is still in time, whatever the app called it."""
    assert _kinds(_task(named, due=due)) == [(kind, ["decisions/1"])]


def test_something_to_do_is_late_and_keeps_its_kind():
    """A decision to publish that is overdue stands under what is to be done with it."""
    sections = select([_task("publish", due=YESTERDAY)], TODAY)
    assert [s.kind for s in sections] == ["publish"]
    assert sections[0].tasks[0].late(TODAY)
    assert not _task("publish").late(TODAY)
    assert not _task("publish").public  # nothing is published unless it is said to be


@pytest.mark.parametrize("turned", [False, True])
def test_a_thing_is_on_the_list_once(turned):
    """A step to take and a deadline of the same thing are one line, with the earlier date."""
    tasks = [_task("decide", due=TOMORROW), _task(DUE, due=YESTERDAY, words="B")]
    (section,) = select(reversed(tasks) if turned else tasks, TODAY)
    (task,) = section.tasks
    assert (section.kind, task.words, task.due) == ("decide", "A", YESTERDAY)


def test_a_date_is_taken_over_by_a_task_without_one():
    """A step without a deadline takes that of its thing."""
    (section,) = select([_task("agree"), _task(DUE, due=TOMORROW)], TODAY)
    assert (section.kind, section.tasks[0].due) == ("agree", TOMORROW)
    (section,) = select([_task("agree"), _task("publish")], TODAY)
    assert (section.kind, section.tasks[0].due) == ("agree", None)


def test_the_most_pressing_comes_first():
    """The earliest date first, what has none last, then by words."""
    tasks = [
        _task(DUE, "x/4", None, "A"),
        _task(DUE, "x/3", TOMORROW, "B"),
        _task(DUE, "x/2", TOMORROW, "A"),
        _task(DUE, "x/1", TODAY, "C"),
    ]
    assert _kinds(*tasks) == [(DUE, ["x/1", "x/2", "x/3", "x/4"])]


def test_an_empty_list_has_no_sections():
    """Nobody reads a heading with nothing beneath it."""
    assert select([], TODAY) == ()


def test_counts_are_words():
    """A letter says how many there are of each kind, and nothing of what they are."""
    tasks = [_task("decide", "x/1"), _task("decide", "x/2"), _task(DUE, "x/3", YESTERDAY)]
    assert counts(select(tasks, TODAY)) == "2 to decide, 1 overdue"
    assert [s.title for s in select(tasks, TODAY)] == ["To decide", "Overdue"]


def test_a_letter_is_not_about_deadlines_far_off():
    """Two weeks ahead is near, a day more is not; what has no date, or is to do, is kept."""
    days = [TODAY + dt.timedelta(days=n) for n in (14, 15)]
    tasks = [_task(DUE, f"x/{n}", due) for n, due in enumerate([*days, None])]
    listed = select([*tasks, _task("decide", "x/9", days[1])], TODAY)
    assert [(s.kind, [t.thing for t in s.tasks]) for s in pressing(listed, TODAY)] == [
        ("decide", ["x/9"]), (DUE, ["x/0", "x/2"]),
    ]  # fmt: skip
    assert pressing(select([tasks[1]], TODAY), TODAY) == ()


@given(
    st.lists(
        st.builds(
            _task,
            st.sampled_from(list(KINDS)),
            st.sampled_from(["a/1", "b/2", "c/3"]),
            st.sampled_from([None, YESTERDAY, TODAY, TOMORROW]),
        )
    )
)
def test_nothing_is_lost_and_nothing_is_twice(tasks):
    """Every thing that was offered is on the list exactly once, with its earliest date."""
    lines = [task for section in select(tasks, TODAY) for task in section.tasks]
    assert sorted(t.thing for t in lines) == sorted({t.thing for t in tasks})
    for line in lines:
        dates = [t.due for t in tasks if t.thing == line.thing and t.due]
        assert line.due == min(dates, default=None)
        assert replace(line, due=None) in [
            replace(t, due=None, kind=line.kind) for t in tasks if t.thing == line.thing
        ]


def test_what_was_published_stands_with_the_newest_first():
    """What nobody knows the day of comes last; deadlines do not matter to who reads."""
    at = dt.datetime(2026, 5, 11, 9, tzinfo=dt.UTC)
    tasks = [
        _task(READ, "x/unknown", words="A"),
        replace(_task(READ, "x/old", YESTERDAY), since=at),
        replace(_task(READ, "x/b", words="B"), since=at + dt.timedelta(hours=1)),
        replace(_task(READ, "x/new", TOMORROW, words="A"), since=at + dt.timedelta(hours=1)),
    ]
    assert _kinds(*tasks) == [(READ, ["x/new", "x/b", "x/old", "x/unknown"])]
    assert _kinds(*reversed(tasks)) == _kinds(*tasks)
