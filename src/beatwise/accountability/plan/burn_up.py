"""The burn-up chart, and what the next quarter asks for.

Each quarter has three cumulative lines: how many actions the plan held, how many were due by its
end, and how many were complete. A changed date moves the due line, and the first dates stand
beside it, so that slipping is seen.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from beatwise.accountability.measures.period import Period, next_quarter, quarter_of
from beatwise.accountability.plan.actions import Action, waiting_for
from beatwise.errors import BadInput


_MOST_QUARTERS = 80


@dataclass(frozen=True, slots=True)
class Quarter:
    """Cumulative counts at the end of a quarter.

    Parameters
    ----------
    period
        The quarter.
    scope
        Actions in the plan by then, the withdrawn ones left out.
    due, first_due
        Of them, how many are due by then, by today's dates and by the first ones.
    complete
        How many were complete by then; ``None`` for a quarter that has not begun.
    """

    period: Period
    scope: int
    due: int
    first_due: int
    complete: int | None


@dataclass(frozen=True, slots=True)
class Ahead:
    """An action due in the quarter ahead, and what hinders it."""

    action: Action
    waits_for: tuple[Action, ...]

    @property
    def barriers(self) -> tuple[str, ...]:
        """What hinders it, in sentences."""
        words = [f"Waits for: {other.title}." for other in self.waits_for]
        if self.action.state == "paused":
            words.append("It is paused.")
        if self.action.slipped_days > 0:
            words.append(f"Its date has been moved by {self.action.slipped_days} days.")
        return tuple(words)


def burn_up(
    actions: Iterable[Action], first: Period, last: Period, *, today: dt.date
) -> tuple[Quarter, ...]:
    """Return the quarters from ``first`` to ``last``; raise ``BadInput`` beyond eighty of them."""
    in_plan = [action for action in actions if action.state != "withdrawn"]
    quarters: list[Quarter] = []
    period = first
    while not quarters or quarters[-1].period != last:
        if len(quarters) == _MOST_QUARTERS:
            raise BadInput(
                "that is more than twenty years.", next_step="Give two quarters in order."
            )
        quarters.append(_at(in_plan, period, today))
        period = next_quarter(period)
    return tuple(quarters)


def horizon(
    actions: Sequence[Action], today: dt.date, *, quarter: Period | None = None
) -> tuple[Ahead, ...]:
    """Return the open actions due in a quarter (by default the next), in order of date."""
    ahead = quarter or next_quarter(quarter_of(today))
    by_id = {action.id: action for action in actions}
    due = [a for a in actions if a.open and a.due and quarter_of(a.due) == ahead]
    due.sort(key=lambda a: (a.due or dt.date.max, a.id))
    return tuple(Ahead(action, waiting_for(action, by_id)) for action in due)


def overdue(actions: Iterable[Action], today: dt.date) -> tuple[Action, ...]:
    """Return the open actions whose day has passed, the longest overdue first."""
    late = [action for action in actions if action.overdue(today)]
    return tuple(sorted(late, key=lambda a: (a.due or dt.date.max, a.id)))


def _at(actions: Sequence[Action], period: Period, today: dt.date) -> Quarter:
    end = period.ends or dt.date.max
    has_begun = period.starts is not None and period.starts <= today
    by_then = [a for a in actions if a.created is None or a.created <= end]
    return Quarter(
        period=period,
        scope=len(by_then),
        due=sum(a.due is not None and a.due <= end for a in by_then),
        first_due=sum(
            d is not None and d <= end for d in (a.original_due or a.due for a in by_then)
        ),
        complete=sum(a.completed is not None and a.completed <= end for a in actions)
        if has_begun
        else None,
    )
