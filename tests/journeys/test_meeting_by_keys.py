"""A whole meeting by keyboard alone in Chromium: agenda, roll, vote, minutes, action, agreement."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from tests.journeys.office_keys import Keys
from tests.journeys.office_world import Office, served
from tests.journeys.test_panel_meeting import SEATS
from tests.served import python

from beatwise.clock import day_words


pytestmark = pytest.mark.browser
TODAY = dt.date.today().isoformat()
MEETING = f"Performance board, {day_words(dt.date.today())}"
SOON = (dt.date.today() + dt.timedelta(days=30)).isoformat()
MOTION = "That the force reports on call handling"
PROCEEDINGS = "Proceedings: attendance, declarations, questions, elections, numbered minutes"
# A body of the office with a chair and without the plan's record: its action has no strategy.
BOARD = """
from beatwise.web.accounts.models import Account
from beatwise.web.meetings import boards

by = Account.objects.get(email="governance@office.example")
boards.make_board(
    values={
        "name": "Performance board", "chair": "commissioner", "members": ["governance"],
        "frequency": "monthly", "quorum": "1/3", "draws_record": False, "question_days": "0",
    },
    by=by,
)
"""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """An office with its people, a board and its seats."""
    running = served(tmp_path_factory.mktemp("office"))
    python(BOARD, running.served.environment)
    python(SEATS, running.served.environment)
    yield running
    running.served.stop()


def test_a_meeting_is_run_from_its_agenda_to_agreed_minutes(browser, office):
    """Nothing that a meeting needs wants a pointer, and the focus shows at every stop."""
    with Keys(browser, office.served.base, office.keys["governance"]) as clerk:
        _plan(clerk)
        _agenda(clerk)
        for step in ("Freeze the pack", "Record that it was held"):
            clerk.press(step)
            clerk.press(step)
        _proceedings(clerk)
        _minutes(clerk)
        meeting = clerk.page.url
    with Keys(browser, office.served.base, office.keys["commissioner"]) as chair:
        chair.page.goto(meeting)
        chair.press("Agree the minutes")
        chair.press("Agree the minutes")
        chair.sees("Minutes agreed")


def _plan(clerk: Keys) -> None:
    clerk.press("Meetings")
    clerk.press("Performance board")
    clerk.press("Plan a meeting")
    clerk.write("Day", TODAY)
    clerk.press("Save")
    clerk.sees("Agenda as the record has it today")


def _agenda(clerk: Keys) -> None:
    clerk.press("Edit the agenda")
    for heading in ("Call handling", "Licensing"):
        clerk.write("Heading", heading)
        clerk.choose("Owner", "Governance officer")
        clerk.press("Add to the agenda")
    clerk.press("Up: Licensing")
    headings = clerk.page.get_by_role("rowheader").all_inner_texts()
    assert headings.index("1. Licensing") < headings.index("2. Call handling")
    clerk.press("1. Licensing")
    clerk.choose("Presenter", "Performance officer")
    clerk.write("Minutes", "15")
    clerk.press("Save")
    clerk.sees("The items with a time take 15 of the meeting's 120 minutes.")
    clerk.press(MEETING)


def _proceedings(clerk: Keys) -> None:
    clerk.press(PROCEEDINGS)
    clerk.press("Call the roll")
    clerk.choose("2. Northtown", "A substitute was present")
    clerk.choose("5. Co-opted member", "Apologies")
    clerk.choose("In the chair", "Seat 1")
    clerk.press("Save")
    clerk.sees("4 of 5 members present, 1 by a substitute.")
    clerk.press("Record that there was none")
    clerk.choose("What there was none of", "There were no urgent items")
    clerk.press("Save")
    clerk.sees("There were no urgent items")
    _declare(clerk)
    _elect(clerk)
    clerk.press("Record a vote")
    clerk.write("Motion", MOTION)
    clerk.write("For", "3")
    clerk.write("Against", "1")
    clerk.choose("Result as recorded", "Carried")
    clerk.press("Save")
    clerk.sees("Change it")
    clerk.press("Save")
    clerk.sees("Carried, as recorded")


def _declare(clerk: Keys) -> None:
    """First with nothing chosen: the page says what is missing, and takes it then."""
    clerk.press("Record a declaration of interest")
    clerk.press("Save")
    clerk.sees("There is a problem")
    clerk.choose("Who declared it", "3. Northtown")
    clerk.choose("Item of the agenda", "Licensing")
    clerk.choose("Kind of interest", "Personal")
    clerk.tick("The member left the room for the item")
    clerk.press("Save")
    clerk.sees("3. Northtown: personal interest in “Licensing”; left the room")


def _elect(clerk: Keys) -> None:
    """Who is co-opted votes and cannot stand."""
    clerk.press("Record an election")
    clerk.choose("Office", "Chair")
    clerk.write("Who stood", "1: 3\n5: 1")
    clerk.choose("Who was elected", "1. Northtown")
    clerk.press("Save")
    clerk.sees("There is a problem")
    clerk.write("Who stood", "1: 3\n3: 1")
    clerk.write("Until", "the annual meeting")
    clerk.press("Save")
    clerk.sees("until the annual meeting")


def _minutes(clerk: Keys) -> None:
    clerk.press(MEETING)
    clerk.press(PROCEEDINGS)
    clerk.press("Write a numbered minute")
    clerk.write("Heading", "Call handling")
    clerk.write("Resolved", MOTION)
    clerk.choose("Recorded vote", f"1. {MOTION}")
    clerk.press("Save")
    clerk.sees(f"(a) {MOTION}")
    clerk.press(MEETING)
    clerk.press("Write the minutes")
    clerk.write("Minutes", "Calls were looked at.")
    clerk.press("Save")
    clerk.press("an action")
    clerk.write("What is to be done", "Report on call handling")
    clerk.choose("Owner", "Performance officer")
    clerk.write("Due", SOON)
    clerk.press("Save")
    clerk.sees("Change it")
    clerk.press("Save")
    clerk.sees("Action A1, Performance officer")
