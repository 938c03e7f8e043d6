"""A performance board: a meeting just held, with its frozen pack and minutes, and one to come."""

from __future__ import annotations

import datetime as dt
from typing import TypedDict

from django.utils import timezone

from beatwise.accountability.plan.change_control import UNDECIDED
from beatwise.web.accounts.models import Account
from beatwise.web.actions.models import Request
from beatwise.web.keeping.demo.days import weekday
from beatwise.web.keeping.demo.demo_plan import comment
from beatwise.web.meetings import agenda, boards, minutes, workflow
from beatwise.web.meetings.items import agenda_items
from beatwise.web.meetings.models import Meeting


THERE = ["commissioner", "performance", "governance", "force_liaison"]
# Owner, presenter and minutes of each item that the record writes.
_ITEMS = {
    "decisions": ("governance", "governance", "5"),
    "progress": ("performance", "performance", "15"),
    "exceptions": ("performance", "force_liaison", "40"),
    "overdue": ("performance", "performance", "10"),
    "changes": ("governance", "performance", "10"),
    "horizon": ("performance", "governance", "10"),
    "scorecard": ("performance", "performance", "20"),
}
_WINTER = b"""\
Patrols in the market towns this winter (made-up paper)

Friday and Saturday evenings in each town, and Wednesday afternoons in the two largest.
"""
_MINUTES = """\
The board went through the measures by mission and spoke about each exception.

The force explained the figures on shops: more is reported since the line for shops opened. \
Patrols were moved. The board asked for the figures by town.

One change was approved. The next board looks at the winter."""


def fill(people: dict[str, Account]) -> None:
    """Make the board, hold its first meeting, and plan the next."""
    by, today = people["governance"], weekday(timezone.localdate())
    board = boards.make_board(
        values={
            "name": "Performance board",
            "about": "Looks at the plan's measures and actions each quarter.",
            "chair": "commissioner",
            "members": THERE,
            "frequency": "quarterly",
        },
        by=by,
    )
    first = boards.plan(
        board=board.number, values={"on": today, "begins": "10:00", "place": "Online"}, by=by
    )
    boards.add_item(
        **_now(first),
        heading="Winter in the market towns",
        words="What patrols are planned.",
        owner="force_liaison",
        by=by,
    )
    _plan_items(first, by)
    comment(people["performance"])
    workflow.freeze(**_now(first), by=by)
    workflow.hold(**_now(first), attended=THERE, by=by)
    _minute(first, by)
    following = today + dt.timedelta(days=91)
    boards.plan(
        board=board.number, values={"on": following, "begins": "10:00", "place": "Online"}, by=by
    )


def _plan_items(meeting: Meeting, by: Account) -> None:
    """Say who presents each item and how long it takes, and attach the paper on winter."""
    keys = agenda.draw(Meeting.objects.get(pk=meeting.pk), timezone.localdate()).keys
    for key in keys:
        owner, presenter, minutes = _ITEMS.get(key, ("force_liaison", "force_liaison", "10"))
        details = {"owner": owner, "presenter": presenter, "minutes": minutes}
        agenda_items.change(**_now(meeting), key=key, **details, by=by)
        if key not in _ITEMS:
            agenda_items.attach(
                **_now(meeting), key=key, name="Winter patrols.txt", content=_WINTER, by=by
            )


def _minute(meeting: Meeting, by: Account) -> None:
    minutes.write(**_now(meeting), text=_MINUTES, by=by)
    minutes.decide(
        **_now(meeting), words="The plan's measures are reported by town where they can be.", by=by
    )
    due = timezone.localdate() + dt.timedelta(days=60)
    new_action = {"title": "Bring the figures on shops by town", "strategy": "business-crime",
             "owner": "force_liaison", "due": due}  # fmt: skip
    minutes.decide_action(**_now(meeting), values=new_action, by=by)
    change = Request.objects.filter(kind="measure", state=UNDECIDED).first()
    if change is not None:
        minutes.decide_change(**_now(meeting), change=change.number, step="approve", by=by)


class _Version(TypedDict):
    number: int
    version: int


def _now(meeting: Meeting) -> _Version:
    """Return which meeting, and its version as it is now."""
    row = Meeting.objects.get(pk=meeting.pk)
    return {"number": row.number, "version": row.version}
