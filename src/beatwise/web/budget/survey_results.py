"""What people said about a precept, as a budget's page shows it, with the average bounded."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from beatwise.accountability.consultations.average_bounds import AverageBounds, average_bounds
from beatwise.accountability.funds import pounds
from beatwise.web.budget import selectors
from beatwise.web.budget.models import BudgetYear


def results(budget: BudgetYear) -> dict[str, Any] | None:
    """Return the survey with its working; without an average while its shares are not the whole."""
    rows = list(selectors.rows(budget, "answers"))
    if not rows:
        return None
    total = sum(row.share for row in rows)
    result: dict[str, Any] = {
        "rows": [
            {"number": row.number, "name": row.name, "share": f"{row.share.normalize():f} %",
             "amount": pounds(row.least) if row.least == row.most else
             f"{pounds(row.least)} to {pounds(row.most)}", "basis": row.source}
            for row in rows
        ],
        "total": f"{float(total):g} %",
        "n": "not known" if budget.survey_answers is None else f"{budget.survey_answers:,}",
        "weights": budget.survey_weights or "the weights were not published",
    }  # fmt: skip
    bounds = average_bounds([row.value for row in rows], None) if total == 100 else None
    return result | (_average(budget, bounds) if bounds else {})


def _average(budget: BudgetYear, bounds: AverageBounds) -> dict[str, Any]:
    result: dict[str, Any] = {"working": _working(bounds)}
    if budget.survey_printed is None:
        return result
    printed = Fraction(budget.survey_printed, 100)
    words = f"The printed average is {pounds(budget.survey_printed)}. "
    if not bounds.allows(printed):
        return result | {"printed": f"{words}It does not follow: it lies outside this range."}
    mean = bounds.needs(printed)
    if mean is None:
        return result | {"printed": f"{words}It follows."}
    return result | {
        "printed": f"{words}It can be, and cannot be checked: the options without an amount would "
        f"have to mean £{float(mean):.2f} on average."
    }


def _working(bounds: AverageBounds) -> str:
    low, high = (f"£{float(end or 0):.2f}" for end in (bounds.low, bounds.high))
    ends = low if bounds.is_exact else f"{low} to {high}"
    letters = [f"{each.letter} from £{each.low:.2f} to £{each.high:.2f} ({each.label})"
               for each in bounds.unknown]  # fmt: skip
    return f"{bounds.working} = {ends}" + (f", with {', '.join(letters)}" if letters else "")
