"""A fund as it was at the end of a day: what it held, and each line of a page of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from beatwise.accountability.ledger import Position
from beatwise.accountability.roles import Person
from beatwise.web.funds import day_changes, selectors
from beatwise.web.funds.models import Fund, Line
from beatwise.web.funds.presenters import fund_views


def as_at(
    person: Person, row: Fund, lines: Sequence[Line], filters: dict[str, str], day: dt.date
) -> dict[str, object]:
    """Return a day's positions: of the lines of a page, of every line that is seen, of the fund."""
    by_line = day_changes.positions_on(lines, day)
    every = day_changes.positions_on(selectors.lines(person, filters), day).values()
    total = Position()
    for each in every:
        total = total.plus(each)
    return {
        "day": day,
        "fund": fund_views.amounts(day_changes.fund_on(row, day)),
        "lines": [
            {"line": line, **fund_views.amounts(by_line.get(line.pk, Position()))} for line in lines
        ],
        "sums": fund_views.amounts(total),
    }
