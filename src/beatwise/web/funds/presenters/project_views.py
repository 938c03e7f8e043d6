"""Projects and their costs as pages show them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from beatwise.accountability.funds import pounds
from beatwise.accountability.spending import project_costs
from beatwise.accountability.spending.project_costs import CostLine
from beatwise.web.funds.models import Line, Project


def row(each: Project) -> dict[str, object]:
    """Return a project as a row of a list."""
    lines = each.cost_lines()
    return {
        "project": each,
        "cost": pounds(project_costs.total_cost(lines)) if lines else "",
        "wrong": len(project_costs.faults(lines, each.stated_total)),
    }


def counts(lines: Iterable[Line], rows: Iterable[Project]) -> list[tuple[str, int]]:
    """Return how many projects each receiver has, receivers without one included."""
    numbers = Counter(each.line.receiver for each in rows)
    return [(name, numbers[name]) for name in dict.fromkeys(line.receiver for line in lines)]


def whole(each: Project) -> dict[str, object]:
    """Return a project as its page shows it."""
    lines = each.cost_lines()
    stated = each.stated_total
    return {
        **row(each),
        "fund": each.fund,
        "costs": [_cost(line) for line in lines],
        "total": pounds(project_costs.total_cost(lines)),
        "stated": None if stated is None else pounds(stated),
        "faults": project_costs.faults(lines, stated),
    }


def _cost(line: CostLine) -> dict[str, object]:
    worked_out = line.worked_out
    return {
        "item": line.item,
        "people": _plain(line.people),
        "hours": _plain(line.hours),
        "weeks": _plain(line.weeks),
        "rate": "" if line.rate is None else pounds(line.rate),
        "worked_out": "" if worked_out is None else pounds(round(worked_out)),
        "cost": "not stated" if line.cost is None else pounds(line.cost),
        "fault": bool(line.fault),
    }


def _plain(number: object) -> str:
    return "" if number is None else f"{float(number):g}"  # type: ignore[arg-type]
