"""The figures of an office on a day: what ``{office.…}`` in a recipe may refer to.

They are what anybody may see: measures pass the disclosure gate, registers give their published
records. The same records and day give the same figures.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json

from beatwise.accountability.measures.period import Period, quarter_of
from beatwise.clock import Month
from beatwise.errors import BadInput
from beatwise.publication.papers.compose import OFFICE
from beatwise.publication.papers.figure_book import Result
from beatwise.web.paper_figures import (
    meeting_figures,
    patrol_results,
    plan_figures,
    register_figures,
    table_figures,
    value_figures,
)


def office_results(day: dt.date, quarter: Period | None = None) -> dict[str, Result]:
    """Return what recipes refer to, by its name in them: the records, patrols and what they did."""
    return {OFFICE: office_book(day, quarter), **patrol_results.results(day)}


def office_book(day: dt.date, quarter: Period | None = None) -> Result:
    """Return the figures of the office on a day, about a quarter: by default the last whole one.

    Raises ``BadInput`` for a span that is no quarter.
    """
    about = quarter or _before(day)
    if about.length != 3:
        raise BadInput(
            f"{about.words} is no quarter.", place="--quarter", next_step="Write: 2025/26 Q3."
        )
    values: dict[str, object] = {
        "as_at": day.isoformat(),
        "quarter": about.words,
        "plan": plan_figures.plan(day),
        "actions": plan_figures.actions(day, about),
        "scorecard": plan_figures.scorecard(day),
        "measures": value_figures.measures(day),
        "tables": table_figures.tables(),
        "registers": register_figures.registers(),
        "meetings": meeting_figures.meetings(),
    }
    text = json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return Result(values, "the office's records", hashlib.sha256(text.encode()).hexdigest())


def _before(day: dt.date) -> Period:
    """Return the last whole quarter before a day."""
    first = quarter_of(day).first
    assert first is not None  # a quarter is a run of months
    return Period(Month(first.number - 3), Month(first.number - 1))
