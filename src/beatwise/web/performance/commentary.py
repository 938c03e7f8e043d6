"""Words on exceptions, and decisions to start a control chart's limits afresh."""

from __future__ import annotations

import datetime as dt

from beatwise.accountability import roles
from beatwise.accountability.measures.observation import WHOLE_AREA
from beatwise.accountability.measures.period import Period
from beatwise.accountability.rating.control_charts import Rebase
from beatwise.accountability.roles import Person
from beatwise.errors import BadInput, Conflict, Refused
from beatwise.web.history import audit
from beatwise.web.performance import current_ratings, selectors
from beatwise.web.performance.models import Commentary, RebasingDecision
from beatwise.web.performance.observation_rows import removal
from beatwise.web.performance.observations import may_write


LONGEST = 5000


def say(*, measure: str, text: str, by: Person | None, area: str = WHOLE_AREA) -> Commentary:
    """Write on a measure as it stands today; on an exception it is the commentary a board needs."""
    may_write(by)
    words = text.strip()
    if not words or len(words) > LONGEST:
        raise BadInput(
            "the commentary is empty." if not words else f"it has more than {LONGEST:,} letters.",
            place="text",
            next_step="Say what happened, why, and what is being done.",
        )
    with audit.changing():
        row = selectors.one_row(selectors.measure_in(selectors.measure(measure), area), area)
        comment = Commentary.objects.create(
            measure=measure,
            area=area,
            about=selectors.about(row),
            text=words,
            role=by.role if by else audit.SYSTEM,
        )
        after = {"area": area, "about": comment.about, "commentary": words}
        audit.write("commentary.write", f"measure/{measure}", by=by, after=after)
    return comment


def rebase(
    *, measure: str, starts: str, reason: str, by: Person | None, area: str = WHOLE_AREA,
    decided_on: dt.date | None = None,
) -> RebasingDecision:  # fmt: skip
    """Record a decision that a chart's limits start afresh with a period."""
    _may_define(by)
    period = Period.parse(starts)
    if not period.stated:
        raise BadInput("a re-basing needs its first period.", place="starts", next_step="Give it.")
    role, day = by.role if by else "performance", decided_on or selectors.today()
    Rebase(1, reason, role, day)  # raises at an empty reason
    with audit.changing():
        selectors.measure(measure)
        same = RebasingDecision.objects.filter(measure=measure, area=area, starts=str(period))
        if same.filter(withdrawn=False).exists():
            raise Conflict(
                "limits start afresh with this period already.",
                place="starts",
                next_step="Withdraw that decision first.",
            )
        decision = RebasingDecision.objects.create(
            measure=measure, area=area, starts=str(period), reason=reason.strip(), role=role,
            decided_on=day,
        )  # fmt: skip
        current_ratings.bring_up_to_date([(measure, area)])
        after = {"area": area, "limits start afresh with": str(period)}
        audit.write("chart.rebase", f"measure/{measure}", by=by, why=reason, after=after)
    return decision


def withdraw(*, key: int, why: str, by: Person | None) -> RebasingDecision:
    """Withdraw a re-basing; it stays in the history."""
    _may_define(by)
    return removal.remove(removal.REBASING, key=key, why=why, by=by)


def _may_define(by: Person | None) -> None:
    if by is not None and not roles.may(by, "performance.define"):
        raise Refused(
            "your role does not re-base control charts.", next_step="Ask the performance officer."
        )
