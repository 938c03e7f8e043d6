"""A panel's meeting in Chromium, on a desk and on a phone: from its agenda to agreed minutes."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.journeys.office_walker import WIDTHS, Walker
from tests.journeys.office_world import Office, served
from tests.served import python


pytestmark = pytest.mark.browser
SHOTS = os.environ.get("BEATWISE_SHOTS")
SEATS = """
from beatwise.web.accounts.models import Account
from beatwise.web.bodies import membership
from beatwise.web.meetings.models import Board

by, board = Account.objects.get(email="governance@office.example"), Board.objects.latest("number")
council = membership.add_council(
    board=board.number, values={"name": "Northtown", "councillors": "Oak: 8\\nElm: 6"}, by=by
)
for number in range(4):
    seat = {"council": str(council.pk), "party": "Elm" if number % 2 else "Oak", "substitute": True}
    membership.add_seat(board=board.number, values=seat, by=by)
membership.add_seat(board=board.number, values={"ends": "2030-02-03"}, by=by)
"""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """An office with its people and nothing else."""
    made = served(tmp_path_factory.mktemp("office"))
    yield made
    made.served.stop()


def _walker(browser, office: Office, role: str, width: int) -> Walker:
    shots = Path(SHOTS) if SHOTS else None
    if shots:
        shots.mkdir(parents=True, exist_ok=True)
    return Walker(browser, office.served.base, office.keys[role], width, shots)


@pytest.mark.parametrize("width", WIDTHS)
def test_a_panel_meets(browser, office: Office, width: int) -> None:
    """A body from the shelf, a meeting with its own agenda, roll, veto, minutes, a request."""
    today = dt.date.today().isoformat()
    with _walker(browser, office, "governance", width) as person:
        person.page.goto("/boards/new/")
        person.page.get_by_text("Start from a body that offices have").click()
        person.follow("Police and crime panel")
        person.write("Name", f"Panel {width}")
        person.follow("Save")
        person.sees("1/3 of the members, rounded up")
        board = person.page.url
        python(SEATS, office.served.environment)
        person.follow("Plan a meeting")
        person.write("Day", today)
        person.follow("Save")
        person.sees("Public question time")
        person.sees("Election of chair")
        person.fits()
        meeting = person.page.url
        person.follow("Freeze the pack")
        person.follow("Freeze the pack")
        person.follow("Record that it was held")
        person.follow("Record that it was held")
        person.follow(
            "Proceedings: attendance, declarations, questions, elections, numbered minutes"
        )
        proceedings = person.page.url
        person.follow("Call the roll")
        person.choose("2. Northtown", "A substitute was present")
        person.choose("5. Co-opted member", "Apologies")
        person.choose("In the chair", "Seat 1")
        person.follow("Save")
        person.sees("4 of 5 members present, 1 by a substitute.")
        person.sees("2 make a quorum: it was quorate.")
        for words in ("No interests were declared", "No public questions were submitted"):
            person.follow("Record that there was none")
            person.choose("What there was none of", words)
            person.follow("Save")
        person.follow("Record an election")
        person.choose("Office", "Chair")
        person.write("Who stood", "1: 3\n3: 1")
        person.choose("Who was elected", "1. Northtown")
        person.follow("Save")
        person.sees("1. Northtown, Chair")
        person.follow("Record a vote")
        person.write("Motion", "That the proposed precept be vetoed")
        person.choose("What carries it", "Veto: at least 2/3 of the members")
        person.write("For", "4")
        person.write("Against", "0")
        person.choose("Result as recorded", "Carried")
        person.follow("Save")
        person.follow("Save")
        person.sees("Carried, as recorded")
        person.fits()
        person.page.goto(proceedings)
        person.follow("Write a numbered minute")
        person.write("Heading", "Proposed precept")
        person.write("Resolved", "That the precept be vetoed\nThat the reasons be sent")
        person.choose("Recorded vote", "1. That the proposed precept be vetoed")
        person.follow("Save")
        person.sees("(b) That the reasons be sent")
        person.follow("Record a request")
        person.write("What was requested", "The working of the average")
        person.choose("Of whom", "Commissioner")
        person.follow("Save")
        person.sees("The working of the average")
        person.fits()
        person.page.goto(f"{board}seats/")
        person.fits()
        person.page.goto(f"{board}requests/")
        person.sees("1 waits for an answer")
        person.fits()
    with _walker(browser, office, "commissioner", width) as chief:
        chief.page.goto(meeting)
        chief.follow("Agree the minutes")
        chief.follow("Agree the minutes")
        chief.sees("Minutes agreed")


@pytest.mark.parametrize("width", WIDTHS)
def test_a_consultation_is_held_and_reported(browser, office: Office, width: int) -> None:
    """Planned, opened, closed, its results entered and reported: read by the panel's reader."""
    title = f"Survey at {width}"
    with _walker(browser, office, "governance", width) as person:
        person.page.goto("/consultations/")
        person.follow("New consultation")
        person.write("Title", title)
        person.follow("Save")
        page = person.page.url
        person.follow("Add a question")
        person.write("Question", "Would you pay more?")
        person.write("Answers", "Nothing\n£10 a year")
        person.follow("Save")
        for step in ("Open it", "Close it"):
            person.follow(step)
            person.follow(step)
        person.follow("Responses and weighting")
        person.write("Responses", "200")
        person.follow("Save")
        person.follow("Enter results of question 1")
        person.write("How many answered this question", "190")
        for label, count, pounds in (("Nothing", "120", "0"), ("£10 a year", "70", "10")):
            person.write(f"{label}: number", count)
            person.write(f"{label}: £ it stands for", pounds)
        person.fits()
        person.follow("Save")
        person.sees("The average is £3.68")
        person.follow("Report its results")
        person.follow("Report its results")
        person.fits()
    with _walker(browser, office, "panel_reader", width) as reader:
        reader.page.goto(page)
        reader.sees("n = 190")
        reader.sees("63 %")
        reader.fits()
