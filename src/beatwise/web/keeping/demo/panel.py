"""A police and crime panel: its councils, seats and balance, and a meeting with recorded votes."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from beatwise.web.accounts.models import Account
from beatwise.web.bodies import membership, vote_records
from beatwise.web.keeping.demo.days import weekday
from beatwise.web.meetings import boards, workflow
from beatwise.web.meetings.models import Meeting


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
    panel = boards.make_board(
        values={
            "name": "Police and crime panel",
            "about": "Councillors and independent members who examine what is decided.",
            "chair": "governance",
            "members": ["governance"],
            "frequency": "quarterly",
        },
        by=by,
    )
    _seats(panel.number, today, by)
    meeting = boards.plan(
        board=panel.number,
        values={"on": today - dt.timedelta(days=7), "begins": "14:00", "place": "County hall"},
        by=by,
    )
    workflow.freeze(number=meeting.number, version=meeting.version, by=by)
    row = Meeting.objects.get(pk=meeting.pk)
    workflow.hold(number=row.number, version=row.version, attended=["governance"], by=by)
    row.refresh_from_db()
    vote_records.record(
        meeting=row.number, version=row.version, by=by,
        values={
            "motion": "That the panel supports the proposed precept.", "mover": "councillor",
            "seconder": "independent member", "rule": "simple majority", "members": 11,
            "present": 10, "in_favour": 7, "against": 2, "abstained": 1, "carried": "yes",
        },
    )  # fmt: skip


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
