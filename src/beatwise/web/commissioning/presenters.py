"""Recipients, scores and drawdown for templates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from beatwise.accountability.commissioning import blind_scores, grant_warnings
from beatwise.accountability.commissioning.blind_scores import Score
from beatwise.accountability.funds import pounds
from beatwise.accountability.ledger import Position
from beatwise.accountability.registers.register_definition import Definition
from beatwise.accountability.standards import drawdown
from beatwise.accountability.standards.drawdown import Contribution
from beatwise.web.commissioning import selectors
from beatwise.web.funds.models import Line
from beatwise.web.funds.presenters import fund_views
from beatwise.web.registers.models import Record
from beatwise.web.registers.own_definitions.known import definition


def recipient_row(row: Record, grants: Sequence[Record], contracts: Sequence[Record]) -> dict:
    """Return an organisation with what it had, for the list."""
    sums = _sums(grants)
    return {
        "row": row, "registered": row.values.get("registered"), "grants": len(grants),
        "contracts": len(contracts), "awarded": pounds(sums["awarded"]),
        "paid": pounds(sums["paid"]),
    }  # fmt: skip


def recipient_page(row: Record, grants: Sequence[Record], contracts: Sequence[Record]) -> dict:
    """Return an organisation with all it had from every fund, and what is pointed out."""
    sums, today = _sums(grants), selectors.today()
    return {
        "row": row, "registered": row.values.get("registered"),
        "grants": [grant_line(grant) for grant in grants],
        "funds": _by_programme(grants), "awarded": pounds(sums["awarded"]),
        "paid": pounds(sums["paid"]), "contracts": [contract_line(each) for each in contracts],
        "warnings": grant_warnings.warnings(
            selectors.awards_beside(grants, today), row.number, today
        ),
    }  # fmt: skip


def grant_line(row: Record) -> dict:
    """Return a grant as a line of a table."""
    values, register = row.values, definition(selectors.GRANTS)
    return {
        "row": row, "fund": values.get("programme") or selectors.NO_FUND,
        "state": _state(register, row), "on": selectors.day(values.get("award_on")),
        "asked": _money(values.get("asked")), "awarded": _money(_awarded(row)),
        "paid": _money(values.get("paid")),
    }  # fmt: skip


def contract_line(row: Record) -> dict:
    """Return a contract as a line of a table."""
    values = row.values
    return {
        "row": row, "state": _state(definition(selectors.CONTRACTS), row),
        "yearly": _money(values.get("yearly")), "starts": selectors.day(values.get("starts")),
        "ends": selectors.day(values.get("ends")),
    }  # fmt: skip


def recipient_lines(lines: Iterable[Line]) -> dict:
    """Return an organisation's lines of funds, as the ledger has them, with what they add up to."""
    rows, total = list(lines), Position()
    for line in rows:
        total = total.plus(line.position)
    return {
        "lines": [fund_views.line(line) for line in rows],
        "line_sums": fund_views.amounts(total),
    }


def scores(every: Sequence[Score], viewer: int, criteria: Sequence[str], *, others: bool) -> dict:
    """Return the scores that a person sees, as a table by criterion.

    Those of ``others`` are for the office, once both are in; an assessor sees the own one alone.
    """
    visible_scores = blind_scores.visible(every, viewer)
    seen_scores = [s for s in visible_scores if s.counts and (others or s.assessor == viewer)]
    both_in = blind_scores.complete(every)
    whole = both_in and others
    mean = blind_scores.mean(every)
    return {
        "columns": ["Your score" if s.assessor == viewer else "Other score" for s in seen_scores],
        "rows": [(name, [s.marks.get(name) for s in seen_scores]) for name in criteria],
        "totals": [s.total for s in seen_scores],
        "mean": float(mean) if mean is not None and others else None,
        "apart": blind_scores.far_apart(every) if whole else [], "whole": whole,
        "both_in": both_in,
        "count": sum(s.counts for s in every), "interests": sum(not s.counts for s in every),
        "comments": [s.comment for s in seen_scores if s.comment],
    }  # fmt: skip


def drawdown_rows(several: Sequence[Contribution], today: dt.date) -> list[dict]:
    """Return contributions in the order in which they are drawn down."""
    return [
        {
            "of": each, "secured": pounds(each.secured), "received": pounds(each.received),
            "spent": pounds(each.spent), "left": pounds(each.left),
            "urgent": drawdown.urgent(each, today), "expired": drawdown.expired(each, today),
        }
        for each in drawdown.in_order(several)
    ]  # fmt: skip


def drawdown_sums(several: Sequence[Contribution]) -> dict[str, str]:
    """Return what the contributions add up to."""
    return {
        name: pounds(sum(getattr(each, name) for each in several))
        for name in ("secured", "received", "spent", "left")
    }


def _by_programme(grants: Sequence[Record]) -> list[tuple[str, int, str, str]]:
    """Return each fund with the count, awards and payments of an organisation's grants."""
    funds: dict[str, list[Record]] = {}
    for row in grants:
        funds.setdefault(str(row.values.get("programme") or selectors.NO_FUND), []).append(row)
    return [
        (name, len(rows), pounds(_sums(rows)["awarded"]), pounds(_sums(rows)["paid"]))
        for name, rows in sorted(funds.items())
    ]


def _sums(grants: Sequence[Record]) -> Mapping[str, int]:
    return {
        "awarded": sum(_awarded(row) or 0 for row in grants),
        "paid": sum(int(row.values.get("paid") or 0) for row in grants),
    }


def _awarded(row: Record) -> int | None:
    """Return what was awarded; of an application that was not, nothing."""
    return row.values.get("awarded") if row.state in selectors.AWARDED else None


def _money(pence: int | None) -> str:
    return "no record" if pence is None else pounds(pence)


def _state(register: Definition, row: Record) -> str:
    return register.state(row.state).title
