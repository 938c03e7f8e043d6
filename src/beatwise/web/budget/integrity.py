"""What must always hold of budgets: every precept's steps follow the rules."""

from __future__ import annotations

from collections.abc import Iterator

from beatwise.accountability.budget import precept_run
from beatwise.web.budget import selectors


def precepts() -> Iterator[str]:
    """Every step follows the one before, vetoes by the membership and revisions included."""
    for budget in selectors.years():
        steps = [row.value for row in selectors.steps(budget)]
        yield from (f"{budget.thing}: {words}" for words in precept_run.faults(steps))
