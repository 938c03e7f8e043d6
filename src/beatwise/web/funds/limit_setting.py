"""Approval limits as the office set them: read by day, and set from a day on."""

from __future__ import annotations

import datetime as dt

from beatwise.accountability import roles
from beatwise.accountability.funds import pounds
from beatwise.accountability.roles import Person
from beatwise.accountability.spending.approval_limits import (
    COVERED,
    ENTRY,
    ApprovalLimit,
    most_on,
)
from beatwise.errors import BadInput, Refused
from beatwise.web.funds.entry_checks import pence_of, plain_text
from beatwise.web.funds.models import Limit
from beatwise.web.history import audit
from beatwise.web.pages import clean


def every_limit() -> list[ApprovalLimit]:
    """Return every limit that was set."""
    return [limit.value for limit in Limit.objects.all()]


def in_force(day: dt.date) -> dict[str, int]:
    """Return the limits in force on a day, in pence, by what they cover; see ``registry``."""
    limits = every_limit()
    most = {covers: most_on(limits, day, covers) for covers in COVERED}
    return {covers: amount for covers, amount in most.items() if amount is not None}


def set_limit(
    *, since: object, amount: object, source: str, by: Person, covers: str = ENTRY
) -> Limit:
    """Set the limit of a kind from a day on; an empty amount lifts it. Later ones are kept."""
    if not roles.may(by, "budget.write"):
        raise Refused("your role sets no limits.", next_step="Ask the finance officer.")
    if covers not in COVERED:
        raise BadInput("no limit covers this.", place="covers", next_step="Choose one of the list.")
    day = clean.day(since, "since")
    if day is None:
        raise BadInput("this is empty.", place="since", next_step="Give the day.")
    pence = pence_of(amount) if str(amount or "").strip() else None
    where = plain_text(clean.line(source, "source", longest=200), "source", 200)
    with audit.changing():
        if Limit.objects.filter(since=day, covers=covers).exists():
            raise BadInput(
                "a limit begins on this day already.",
                place="since",
                next_step="Begin another on a later day; a limit that held is not changed.",
            )
        row = Limit.objects.create(since=day, amount=pence, source=where, covers=covers)
        after = {"covers": COVERED[covers].title, "since": day,
                 "amount": "none" if pence is None else pounds(pence)}  # fmt: skip
        audit.write("limit.set", f"limit/{day}", by=by, why=where, after=after)
    return row
