"""A budget as its page shows it: plain words and numbers, so that it can be published frozen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from fractions import Fraction
from typing import TypedDict

from beatwise.accountability.budget import (
    council_tax,
    precept_run,
    statutory_dates,
    year_lines,
)
from beatwise.accountability.budget.council_tax import ScenarioResult
from beatwise.accountability.budget.precept_run import KINDS as STEP_KINDS
from beatwise.accountability.budget.statutory_dates import StepDay
from beatwise.accountability.budget.year_lines import PARTS, PartSum, YearLine
from beatwise.accountability.funds import pounds
from beatwise.accountability.roles import owner_titles, role
from beatwise.clock import day_words
from beatwise.web.budget import selectors, survey_results
from beatwise.web.budget.models import BudgetYear, PreceptEntry, StatutoryDate
from beatwise.web.funds import selectors as funds


UNKNOWN = "not known"


def whole(budget: BudgetYear, today: dt.date) -> dict[str, object]:
    """Return everything that the page of a budget shows; plain JSON."""
    lines = [row.value for row in selectors.rows(budget, "lines")]
    needed = year_lines.requirement(lines)
    return {
        "year": budget.year,
        "words": budget.year_words,
        "requirement": _requirement(lines),
        "tax_base": UNKNOWN if budget.tax_base is None else f"{budget.tax_base:,}",
        "band_d": _money(budget.band_d),
        "limit": _limit(budget),
        "implied": _implied(budget),
        "risk": budget.risk,
        "notes": budget.notes,
        "force_share": _per_cent(year_lines.force_share(lines)),
        "parts": _parts(budget, lines),
        "scenarios": _scenarios(budget, needed),
        "plan": _plan(budget),
        "savings": _savings(budget),
        "survey": survey_results.results(budget),
        "steps": [_step(row) for row in selectors.steps(budget)],
        "faults": list(precept_run.faults([row.value for row in selectors.steps(budget)])),
        "calendar": calendar(budget, today),
    }


def to_publish(budget: BudgetYear, today: dt.date) -> dict[str, object]:
    """Return what is frozen when a budget is published: all of its page, and the funds."""
    return whole(budget, today) | {"reserves": reserve_rows(), "funds": fund_rows()}


class YearRow(TypedDict):
    """A year in the list of budgets: words, and the share as a number for the drawing."""

    year: str
    words: str
    requirement: str
    rise: str
    share: str
    share_value: float | None


def series(rows: Iterable[BudgetYear]) -> list[YearRow]:
    """Return each year with its requirement, issued rise and the chief constable's share."""
    result: list[YearRow] = []
    for budget in rows:
        lines = [row.value for row in selectors.rows(budget, "lines")]
        share = year_lines.force_share(lines)
        rises = [step.rise for step in selectors.steps(budget) if step.rise is not None]
        result.append({
            "year": budget.year, "words": budget.year_words,
            "requirement": _requirement(lines),
            "rise": _money(rises[-1] if rises else None),
            "share": _per_cent(share), "share_value": None if share is None else float(share),
        })  # fmt: skip
    return result


def calendar(budget: BudgetYear, today: dt.date) -> list[dict[str, object]]:
    """Return each deadline of a year: its last day, how it stands, and what late means."""
    done = precept_run.days([row.value for row in selectors.steps(budget)])
    deadlines = [row.value for row in StatutoryDate.objects.all()]
    days = statutory_dates.standings(deadlines, budget.year, done, today)
    return [
        {
            "step": each.deadline.step,
            "title": each.deadline.title,
            "last_day": _day(each.last_day),
            "done_on": _day(each.done_on),
            "state": _stands(each),
            "days_late": each.days_late,
            "basis": each.deadline.basis,
            "meaning": each.deadline.meaning,
            "verified_on": _day(each.deadline.verified_on),
        }
        for each in days
    ]


def _stands(each: StepDay) -> str:
    """Return how a step stands; a day that nobody verified is not called overdue."""
    if each.state == statutory_dates.OVERDUE and each.deadline.verified_on is None:
        return "its day has passed, and was not verified"
    return each.state


def _parts(budget: BudgetYear, lines: list[YearLine]) -> list[dict[str, object]]:
    rows = list(selectors.rows(budget, "lines"))
    return [
        {
            "title": title,
            "rows": [
                {
                    "number": row.number, "name": row.name, "source": row.source,
                    **_amounts(row.planned, row.actual, row.expected),
                    "reported_on": _day(row.reported_on),
                }
                for row in rows
                if row.part == part
            ],
            "sum": _sum(year_lines.part_sum(part, lines)),
        }
        for part, title in PARTS.items()
        if any(row.part == part for row in rows)
    ]  # fmt: skip


def _sum(each: PartSum) -> dict[str, object]:
    return {**_amounts(each.planned, each.actual, each.expected), "missing": each.missing}


def _amounts(planned: int, actual: int | None, expected: int | None) -> dict[str, str]:
    variance = None if expected is None else expected - planned
    return {
        "planned": pounds(planned),
        "actual": "not reported" if actual is None else pounds(actual),
        "expected": "not reported" if expected is None else pounds(expected),
        "variance": "" if variance is None else pounds(variance),
    }


def _scenarios(budget: BudgetYear, needed: int | None) -> list[dict[str, object]]:
    ground = budget.ground(needed)
    return [
        {"number": row.number, "source": row.source,
         **_scenario(council_tax.scenario_result(ground, row.value))}
        for row in selectors.rows(budget, "scenarios")
    ]  # fmt: skip


def _scenario(result: ScenarioResult) -> dict[str, object]:
    return {
        "name": result.scenario.name,
        "rise": pounds(result.scenario.rise),
        "rise_share": _per_cent(result.rise_share),
        "band_d": _money(result.band_d),
        "brings": _money(result.yield_of_rise),
        "precept": _money(result.precept),
        "gap": _money(result.gap),
        "above": _above(result.above),
        "effects": list(result.scenario.effects),
    }


def _above(above: int | None) -> str:
    if above is None:
        return "no limit is recorded"
    return f"above it by {pounds(above)}" if above else "within it"


def _limit(budget: BudgetYear) -> str:
    if budget.limit_rise is None:
        return UNKNOWN
    when = _day(budget.limit_verified_on)
    verified = f"verified on {when}" if when else "not verified"
    return f"{pounds(budget.limit_rise)} ({budget.limit_source}; {verified})"


def _implied(budget: BudgetYear) -> str:
    if not (budget.stated_amount and budget.stated_difference):
        return ""
    base = council_tax.implied_tax_base(budget.stated_amount, budget.stated_difference)
    return (
        f"{pounds(budget.stated_amount)} for {pounds(budget.stated_difference)} of Band D implies "
        f"a tax base of about {round(base):,} Band D equivalents: derived, and not used above."
    )


def _plan(budget: BudgetYear) -> list[dict[str, object]]:
    return [
        {"number": row.number, "name": row.name, "deficit": _money(row.deficit),
         "reserves": _money(row.reserves), "risk": row.risk, "source": row.source}
        for row in selectors.rows(budget, "years")
    ]  # fmt: skip


def _savings(budget: BudgetYear) -> dict[str, object]:
    rows = list(selectors.rows(budget, "savings"))
    achieved = [row.achieved for row in rows]
    known = [amount for amount in achieved if amount is not None]
    return {
        "rows": [
            {"number": row.number, "name": row.name, "amount": pounds(row.amount),
             "decides": role(row.decides).title, "where": row.where or "no direction given",
             "achieved": "not reported" if row.achieved is None else pounds(row.achieved),
             "source": row.source}
            for row in rows
        ],
        "amount": pounds(sum(row.amount for row in rows)),
        "achieved": pounds(sum(known)) if rows and len(known) == len(rows) else "not all reported",
    }  # fmt: skip


def fund_rows() -> list[dict[str, object]]:
    """Return every fund with what it comes to, as it is published beside a budget."""
    return [
        {
            "number": row.number, "name": row.name, "kind": row.kind, "uses": row.uses,
            "decides": owner_titles().get(row.decides, row.decides),
            "after_end": row.after_end or "not settled, and nothing is recorded",
            "funded": pounds(row.funded), "allocated": pounds(row.allocated),
            "committed": pounds(row.committed), "paid": pounds(row.paid),
            "left": pounds(row.funded - row.paid),
        }
        for row in funds.funds()
    ]  # fmt: skip


def reserve_rows() -> list[dict[str, object]]:
    """Return the funds that are reserves."""
    return [row for row in fund_rows() if row["kind"] == "reserve"]


def _step(row: PreceptEntry) -> dict[str, object]:
    check = row.value.vote_check
    vote = ""
    if check is not None:
        cast = f"{row.in_favour} for, {row.against} against, {row.present} present"
        needed = f"; {check.needed} needed" if check.needed is not None else ""
        vote = f"{cast} of {row.members} members{needed}"
    return {
        "number": row.number, "title": STEP_KINDS[row.kind].title, "on": _day(row.on),
        "rise": "" if row.rise is None else pounds(row.rise), "vote": vote, "words": row.words,
        "source": row.source,
    }  # fmt: skip


def _requirement(lines: list[YearLine]) -> str:
    if lines and (side := year_lines.missing_side(lines)):
        return f"{UNKNOWN}: its {side} is not recorded"
    return _money(year_lines.requirement(lines))


def _money(amount: int | None) -> str:
    return UNKNOWN if amount is None else pounds(amount)


def _per_cent(share: Fraction | None) -> str:
    return UNKNOWN if share is None else f"{float(share * 100):.2f} %"


def _day(day: dt.date | None) -> str:
    return "" if day is None else day_words(day)
