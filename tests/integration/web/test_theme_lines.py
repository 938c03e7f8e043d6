"""What people wrote about flows to a body's agenda by theme, and no small number with it."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.integration.web import commissioning_world as world

from beatwise.accountability.boards.agenda import MEETING_HELD


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
        "Themes of police complaints, quarter from 1 July 2026: Use of force 14; "
        "fewer than 5 each: Discrimination." in words
    )


def test_no_day_is_lost_between_two_packs_and_none_is_told_twice(office, board):
    """The pack was made a week before its meeting: the next begins where it ended."""
    from beatwise.web.imports.models import Content
    from beatwise.web.meetings import boards
    from beatwise.web.meetings.models import Meeting
    from beatwise.web.meetings.own_agendas.theme_lines import theme_lines

    by, first = office.account("governance"), dt.date(2026, 10, 20)
    held = boards.plan(board=board.number, values={"on": first.isoformat()}, by=by)
    later = boards.plan(board=board.number, values={"on": ON.isoformat()}, by=by)
    for day in (12, 13, 20):
        _letters(office, dt.date(2026, 10, day), ["Roads"] * 5)
    [line] = theme_lines(held, dt.date(2026, 10, 13))
    assert "to 12 October 2026: Roads 5." in line
    at = dt.datetime(2026, 10, 13, 9, tzinfo=dt.UTC)
    content = Content.objects.create(sha256="0" * 64, data=b"")
    files = {"pdf": content, "ods": content}
    held.packs.create(number=1, digest="d", content="{}", by=by, at=at, **files)
    Meeting.objects.filter(pk=held.pk).update(state=MEETING_HELD)
    [line] = theme_lines(later, dt.date(2026, 11, 30))
    assert "13 October 2026 to 20 November 2026: Roads 10." in line


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
