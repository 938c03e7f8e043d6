"""The drawings of the budget's pages, each with its words for those who do not see it."""

from __future__ import annotations

from collections.abc import Iterable

from beatwise.accountability.funds import pounds
from beatwise.publication.charts.bars import Bar, bars
from beatwise.web.budget import selectors
from beatwise.web.budget.models import BudgetYear
from beatwise.web.budget.presenters import YearRow
from beatwise.web.pages import chart_cache


def share_picture(rows: Iterable[YearRow]) -> dict[str, str] | None:
    """Return the drawing of the chief constable's share of each year, the earliest first."""
    known = [row for row in reversed(list(rows)) if row["share_value"] is not None]
    if len(known) < 2:
        return None
    bar_rows = [
        (row["words"], (Bar("", (row["share_value"] or 0.0) * 100, row["share"]),)) for row in known
    ]
    alt = "Share given to the chief constable: " + "; ".join(
        f"{row['words']} {row['share']}" for row in known
    )
    return chart_cache.both_widths(
        "budget-share", [[r["words"], r["share"]] for r in known], alt,
        lambda width: bars(bar_rows, width=width),
    )  # fmt: skip


def plan_picture(budget: BudgetYear) -> dict[str, str] | None:
    """Return the drawing of the deficits of the medium-term plan."""
    rows = [row for row in selectors.rows(budget, "years") if row.deficit is not None]
    if not rows:
        return None
    bar_rows = [(row.name, (Bar("", row.deficit / 100, pounds(row.deficit)),)) for row in rows]
    alt = "Deficits: " + "; ".join(f"{row.name} {pounds(row.deficit)}" for row in rows)
    return chart_cache.both_widths(
        "budget-plan", [[row.name, row.deficit] for row in rows], alt,
        lambda width: bars(bar_rows, width=width),
    )  # fmt: skip
