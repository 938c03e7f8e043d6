"""What people wrote about flows to a body's agenda by theme, and no small number with it."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.integration.web import commissioning_world as world

from beatwise.accountability.boards.agenda import (
    CANCELLED,
    MEETING_HELD,
    PACK_FROZEN,
    PLANNED,
)


ON = dt.date(2026, 11, 20)
THEMES = ("Roads",) * 7 + ("Violence",) * 5 + ("Rural crime",) * 2


@pytest.fixture
def board(office):
    """A body whose agenda has what people write about."""
    from beatwise.web.meetings import boards

    values = {"name": "Board", "members": ["deputy"],
              "template": "What people write about | | 10 | themes"}  # fmt: skip
    return boards.make_board(values=values, by=office.account("governance"))


def _letters(office, day: dt.date, themes=THEMES) -> None:
    for theme in themes:
        world.make(office, "correspondence", subject="A letter", theme=theme,
                   received_on=day.isoformat())  # fmt: skip


def _lines(office, board) -> str:
    from beatwise.web.meetings import boards

    by = office.account("governance")
    meeting = boards.plan(board=board.number, values={"on": ON.isoformat()}, by=by)
    page = office.client("governance").get(f"/meetings/{meeting.number}/").content.decode()
    return page.partition("What people write about")[2]


def test_letters_since_the_last_meeting_stand_on_the_agenda_by_theme(office, board):
    """From five on with their number, the most frequent first; fewer without; older ones not."""
    _letters(office, ON - dt.timedelta(days=30))
    _letters(office, ON - dt.timedelta(days=120), ["Shops and retail crime"] * 9)
    words = _lines(office, board)
    assert (
        "Correspondence, 20 August 2026 to 20 November 2026: Roads 7; Violence 5; "
        "fewer than 5 each: Rural crime." in words
    )
    assert "Shops and retail crime" not in words


def test_counts_of_a_quarter_are_added_up_and_the_newest_quarter_is_told(office, board):
    """Fourteen complaints in one record are fourteen; the quarter before is not told again."""
    for quarter, theme, number in (
        ("2026-04-01", "Use of force", 30), ("2026-07-01", "Use of force", 14),
        ("2026-07-01", "Discrimination", 4),
    ):  # fmt: skip
        world.make(office, "complaint_themes", quarter=quarter, theme=theme, complaints=number)
    words = _lines(office, board)
    assert (
        "Themes of police complaints, 2026/27 Q2: Use of force 14; "
        "fewer than 5 each: Discrimination." in words
    )


@pytest.fixture
def with_pack(office, board):
    """A meeting with a pack of a week before it, and letters of days about that of the pack."""
    from beatwise.web.imports.models import Content
    from beatwise.web.meetings import boards

    by = office.account("governance")
    meeting = boards.plan(board=board.number, values={"on": "2026-10-20"}, by=by)
    for day in (12, 13, 20):
        _letters(office, dt.date(2026, 10, day), ["Roads"] * 5)
    at = dt.datetime(2026, 10, 13, 9, tzinfo=dt.UTC)
    content = Content.objects.create(sha256="0" * 64, data=b"")
    files = {"pdf": content, "ods": content}
    meeting.packs.create(number=1, digest="d", content="{}", by=by, at=at, **files)
    return meeting


@pytest.mark.parametrize("state", [PLANNED, PACK_FROZEN, MEETING_HELD])
@pytest.mark.parametrize("between", [None, dt.date(2026, 11, 3)])
def test_no_day_is_lost_between_two_packs_and_none_is_told_twice(
    office, board, with_pack, state, between
):
    """The next begins where the last ended: of a meeting not marked as held too, past one without.

    The pack was made a week before its meeting.
    """
    from beatwise.web.meetings import boards
    from beatwise.web.meetings.models import Meeting
    from beatwise.web.meetings.own_agendas.theme_lines import theme_lines

    by = office.account("governance")
    if between:
        without = boards.plan(board=board.number, values={"on": between.isoformat()}, by=by)
        Meeting.objects.filter(pk=without.pk).update(state=MEETING_HELD)
    later = boards.plan(board=board.number, values={"on": ON.isoformat()}, by=by)
    [line] = theme_lines(with_pack, dt.date(2026, 10, 13))
    assert "to 12 October 2026: Roads 5." in line
    Meeting.objects.filter(pk=with_pack.pk).update(state=state)
    [line] = theme_lines(later, dt.date(2026, 11, 30))
    assert "13 October 2026 to 20 November 2026: Roads 10." in line


def test_the_days_of_a_cancelled_meeting_are_told_to_the_next(office, board, with_pack):
    """Nobody met over its pack; without another one the span is looked back over."""
    from beatwise.web.meetings import boards
    from beatwise.web.meetings.models import Meeting
    from beatwise.web.meetings.own_agendas.theme_lines import theme_lines

    Meeting.objects.filter(pk=with_pack.pk).update(state=CANCELLED)
    by = office.account("governance")
    later = boards.plan(board=board.number, values={"on": ON.isoformat()}, by=by)
    [line] = theme_lines(later, dt.date(2026, 11, 30))
    assert "20 August 2026 to 20 November 2026: Roads 15." in line


def test_no_sum_is_given_and_a_record_taken_out_or_without_a_theme_is_not_counted(office, board):
    """Fourteen letters: neither that number nor that of the hidden theme stands anywhere."""
    from beatwise.web.registers.models import Record

    _letters(office, ON - dt.timedelta(days=30))
    world.make(office, "correspondence", subject="Other", received_on="2026-11-01")
    Record.objects.filter(values__theme="Violence").update(removed=True)
    line = _lines(office, board).partition("Correspondence,")[2].partition("</")[0]
    assert "Roads 7" in line
    assert "Violence" not in line
    assert "14" not in line
    assert " 2;" not in line


def test_a_confidential_register_and_one_of_aggregates_give_nothing(office, board):
    """Whatever they count by theme."""
    from beatwise import data
    from beatwise.web.registers import actions
    from beatwise.web.registers.loading import actions as loading
    from beatwise.web.registers.own_definitions.known import definition

    text = data.text("registers", "correspondence.toml").replace(
        'slug = "correspondence"', 'slug = "own_letters"\nconfidential_to = ["governance", '
        '"commissioner", "deputy"]'
    ).replace('readers = ["commissioner", "deputy", "performance"]', "readers = []")  # fmt: skip
    text = text.replace('writers = ["performance"]', "writers = []")
    text = text.replace('roles = ["governance", "performance"]', 'roles = ["governance"]')
    by = office.account("governance")
    loading.load(text=text.replace('title = "Corr', 'title = "Own corr'), by=by)
    for _ in range(6):
        letter = {"subject": "A letter", "theme": "Roads", "received_on": "2026-11-01"}
        actions.make(register=definition("own_letters"), values=letter, by=by)
    assert "Own correspondence" not in _lines(office, board)
