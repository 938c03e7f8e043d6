"""Words on exceptions, and decisions to start a control chart's limits afresh."""

from __future__ import annotations

import datetime as dt
from typing import Any

from beatwise.accountability import roles
from beatwise.accountability.measures.observation import WHOLE_AREA
from beatwise.accountability.measures.period import Period
from beatwise.accountability.rating.control_charts import Rebase
from beatwise.errors import BadInput, Conflict, MissingData, Refused
from beatwise.web.history import audit
from beatwise.web.performance import current_ratings, selectors
from beatwise.web.performance.models import Commentary, Rebased
from beatwise.web.performance.observations import may_write


LONGEST = 5000


def say(*, measure: str, text: str, by: Any, area: str = WHOLE_AREA) -> Commentary:
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
        said = Commentary.objects.create(
            measure=measure,
            area=area,
            about=selectors.about(row),
            text=words,
            role=by.role if by else audit.SYSTEM,
        )
        after = {"area": area, "about": said.about, "commentary": words}
        audit.write("commentary.write", f"measure/{measure}", by=by, after=after)
    return said


def rebase(
    *, measure: str, starts: str, reason: str, by: Any, area: str = WHOLE_AREA,
    decided_on: dt.date | None = None,
) -> Rebased:  # fmt: skip
    """Record a decision that a chart's limits start afresh with a period."""
    _may_define(by)
    period = Period.parse(starts)
    if not period.stated:
        raise BadInput("a re-basing needs its first period.", place="starts", next_step="Give it.")
    role, day = by.role if by else "performance", decided_on or selectors.today()
    Rebase(1, reason, role, day)  # raises at an empty reason
    with audit.changing():
        selectors.measure(measure)
        same = Rebased.objects.filter(measure=measure, area=area, starts=str(period))
        if same.filter(withdrawn=False).exists():
            raise Conflict(
                "limits start afresh with this period already.",
                place="starts",
                next_step="Withdraw that decision first.",
            )
        made = Rebased.objects.create(
            measure=measure, area=area, starts=str(period), reason=reason.strip(), role=role,
            decided_on=day,
        )  # fmt: skip
        current_ratings.bring_up_to_date([(measure, area)])
        after = {"area": area, "limits start afresh with": str(period)}
        audit.write("chart.rebase", f"measure/{measure}", by=by, why=reason, after=after)
    return made


def withdraw(*, key: int, why: str, by: Any) -> Rebased:
    """Withdraw a re-basing; it stays in the history."""
    _may_define(by)
    if not why.strip():
        raise BadInput("withdrawing it needs a reason.", place="why", next_step="Say why.")
    with audit.changing():
        made = Rebased.objects.filter(pk=key, withdrawn=False).first()
        if made is None:
            raise MissingData("there is no such re-basing.", next_step="Open the measure.")
        made.withdrawn = True
        made.save(update_fields=["withdrawn"])
        current_ratings.bring_up_to_date([(made.measure, made.area)])
        before = {"area": made.area, "limits start afresh with": made.starts}
        thing = f"measure/{made.measure}"
        audit.write("chart.withdraw_rebase", thing, by=by, why=why, before=before)
    return made


def _may_define(by: Any) -> None:
    if by is not None and not roles.may(by, "performance.define"):
        raise Refused(
            "your role does not re-base control charts.", next_step="Ask the performance officer."
        )
