"""What people wrote about flows to a body's agenda by theme, and no small number with it."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.integration.web import commissioning_world as world


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
