"""The figures of an office on a day: what ``{office.…}`` in a recipe may refer to.

They are what anybody may see: measures pass the disclosure gate, registers give their published
records. The same records and day give the same figures.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping

from beatwise.accountability.measures.period import Period, quarter_of
from beatwise.clock import Month
from beatwise.errors import BadInput
from beatwise.publication.papers.compose import OFFICE, PROGRAMME
from beatwise.publication.papers.figure_book import Result
from beatwise.web.paper_figures import (
    budget_figures,
    concern_figures,
    meeting_figures,
    patrol_results,
    plan_figures,
    programme_figures,
    register_figures,
    table_figures,
    value_figures,
)
from beatwise.web.performance import selectors


def office_results(day: dt.date, quarter: Period | None = None) -> dict[str, Result]:
    """Return what recipes refer to, by its name in them: the records, patrols and what they did."""
    return {
        OFFICE: office_book(day, quarter),
        PROGRAMME: programme_book(day),
        **patrol_results.results(day),
    }


def programme_book(day: dt.date) -> Result:
    """Return what is on record about the patrols: who decided and advised, what people said."""
    plan = selectors.plan()
    of_patrols = programme_figures.programme("" if plan is None else plan.title)
    concerns = concern_figures.concerns(day, of_patrols.decision_numbers)
    return _result({**of_patrols.figures, **concerns, "budget": budget_figures.budget(day)})


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
    return _result(values)


def _result(values: Mapping[str, object]) -> Result:
    text = json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return Result(values, "the office's records", hashlib.sha256(text.encode()).hexdigest())


def _before(day: dt.date) -> Period:
    """Return the last whole quarter before a day."""
    first = quarter_of(day).first
    assert first is not None  # a quarter is a run of months
    return Period(Month(first.number - 3), Month(first.number - 1))
