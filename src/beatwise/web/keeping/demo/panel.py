"""A police and crime panel: its councils, seats and balance, and a meeting with recorded votes."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from beatwise.accountability.boards.body_documents import body_document
from beatwise.accountability.boards.roll_call import APOLOGIES, PRESENT, SUBSTITUTE
from beatwise.web.accounts.models import Account
from beatwise.web.bodies import attendance, membership, selectors, vote_records
from beatwise.web.keeping.demo.days import weekday
from beatwise.web.meetings import boards, workflow
from beatwise.web.meetings.models import Meeting
from beatwise.web.proceedings import body_requests, forward_plan, proceedings


CIVIC, ALLIANCE, MEADOW, INDEPENDENT = "Civic", "County Alliance", "Meadow", "Independent"
# Each council of the invented county: its councillors by party, and the parties of its members.
COUNCILS: dict[str, tuple[dict[str, int], tuple[str, ...]]] = {
    "Brackenshire County Council": (
        {CIVIC: 24, ALLIANCE: 17, MEADOW: 9, INDEPENDENT: 5}, (CIVIC, CIVIC, ALLIANCE)),
    "Pelbrook District Council": ({CIVIC: 17, ALLIANCE: 11, MEADOW: 8}, (CIVIC,)),
    "Ostermere Borough Council": ({CIVIC: 14, ALLIANCE: 16, INDEPENDENT: 4}, (CIVIC,)),
    "Hollin Vale District Council": ({CIVIC: 12, MEADOW: 15, ALLIANCE: 7}, (MEADOW,)),
    "Saltby District Council": ({ALLIANCE: 19, CIVIC: 11, MEADOW: 3}, (ALLIANCE,)),
    "Wendle City Council": (
        {ALLIANCE: 26, CIVIC: 14, MEADOW: 6, INDEPENDENT: 2}, (ALLIANCE, CIVIC, ALLIANCE)),
}  # fmt: skip


def fill(people: dict[str, Account]) -> None:
    """Make the panel with its seats, and hold a meeting that voted."""
    by, today = people["governance"], weekday(timezone.localdate())
    panel = boards.make_board(values=body_document("police-and-crime-panel").as_values, by=by)
    _seats(panel.number, today, by)
    meeting = boards.plan(
        board=panel.number,
        values={"on": today - dt.timedelta(days=7), "begins": "14:00", "place": "County hall"},
        by=by,
    )
    workflow.freeze(number=meeting.number, version=meeting.version, by=by)
    row = Meeting.objects.get(pk=meeting.pk)
    attended = ["commissioner", "governance"]
    workflow.hold(number=row.number, version=row.version, attended=attended, by=by)
    row.refresh_from_db()
    _roll(row, by)
    vote_records.record(
        meeting=row.number, version=row.version, by=by,
        values={
            "motion": "That the panel supports the proposed precept.", "mover": "councillor",
            "seconder": "independent member", "rule": "simple majority", "members": 11,
            "present": 10, "in_favour": 7, "against": 2, "abstained": 1, "carried": "yes",
        },
    )  # fmt: skip
    _proceed(row, by)
    boards.plan(
        board=panel.number,
        values={"on": today + dt.timedelta(days=84), "begins": "14:00", "place": "County hall"},
        by=by,
    )


def _roll(row: Meeting, by: Account) -> None:
    """Call the roll: ten of eleven members, one of them by a substitute."""
    marks = {seat.number: PRESENT for seat in selectors.seats(row.board) if not seat.vacant}
    marks[2], marks[4] = SUBSTITUTE, APOLOGIES
    attendance.record(meeting=row.number, version=row.version, marks=marks, chair=1, by=by)
    row.refresh_from_db()


def _proceed(row: Meeting, by: Account) -> None:
    """Write what minutes have: nothing declared, a numbered minute, a request in two items."""
    for of in ("questions", "declarations"):
        row.refresh_from_db()
        proceedings.record_none(meeting=row.number, version=row.version, of=of, by=by)
    row.refresh_from_db()
    elected = {"office": "chair", "candidates": "1: 7\n2: 3", "seat": "1",
               "until": "the annual meeting"}  # fmt: skip
    proceedings.elect(meeting=row.number, version=row.version, values=elected, by=by)
    row.refresh_from_db()
    minute = {"number": "40", "heading": "Proposed precept", "vote": "1",
              "resolutions": "That the proposed precept be supported\n"
              "That the commissioner be requested to say what the increase pays for"}  # fmt: skip
    proceedings.minute(meeting=row.number, version=row.version, values=minute, by=by)
    question = {"words": "What the increase pays for, and how that will be measured",
             "items": "What the increase pays for\nHow it will be measured",
             "asked_of": "commissioner", "due": row.on + dt.timedelta(days=28),
             "minute": "40"}  # fmt: skip
    body_requests.ask(meeting=row.number, values=question, by=by)
    forward_plan.add(board=row.board.number, values={"heading": "Winter in the towns"}, by=by)


def _seats(panel: int, today: dt.date, by: Account) -> None:
    end = {"ends": today.replace(day=1, month=5, year=today.year + 1), "substitute": True}
    for name, (councillors, members) in COUNCILS.items():
        lines = "\n".join(f"{party}: {count}" for party, count in councillors.items())
        values = {"name": name, "councillors": lines, "as_at": today, "source": "Council's page"}
        council = membership.add_council(board=panel, values=values, by=by)
        for party in members:
            seat = {"council": str(council.pk), "party": party, **end}
            membership.add_seat(board=panel, values=seat, by=by)
    for vacant in (False, True):
        term = {"ends": end["ends"], "ends_note": "or on abolition of the panel", "vacant": vacant}
        membership.add_seat(board=panel, values=term, by=by)
    membership.add_step(
        board=panel, on=today, by=by, answer="",
        words="Asked Brackenshire County Council whether it could appoint a member of Meadow, "
              "which holds one seat fewer than it is due.",
    )  # fmt: skip
