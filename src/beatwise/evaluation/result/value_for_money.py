"""Value: what prevented incidents would have cost, against what the patrols cost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import inf
from typing import Any

from beatwise.errors import BadInput
from beatwise.estimate import Estimate
from beatwise.fields import Fields


@dataclass(frozen=True, slots=True)
class UnitCost:
    """What one incident costs, in pounds; ``verified`` only where somebody checked the source.

    ``prices`` names the price year where it is not a calendar year; ``seen_in`` is where the figure
    was read, if not in the source itself; ``mix`` what the outcome mixes, and how it is valued.
    """

    outcome: str
    pounds: float
    price_year: int
    source: str
    checked_by: str | None = None
    prices: str = ""
    seen_in: str = ""
    mix: str = ""

    @property
    def verified(self) -> bool:
        """Whether somebody is named, by role, who checked it."""
        return bool(self.checked_by)


@dataclass(frozen=True, slots=True)
class Value:
    """The value of what was prevented, or the break-even where that is not known.

    ``prevented`` is in incidents and ``worth`` the same in pounds; both None where the verdict
    cannot tell. ``break_even`` is how many incidents had to be prevented to pay.
    """

    outcome: str
    cost_pounds: float
    unit: UnitCost | None
    prevented: Estimate | None
    worth: Estimate | None
    break_even: float | None
    cost_per_prevented: float | None


def value(
    outcome: str, cost_pounds: float, unit: UnitCost | None, prevented: Estimate | None
) -> Value:
    """Return the value; only the break-even where it is not known what was prevented."""
    number = None if prevented is None else prevented.value
    return Value(
        outcome=outcome,
        cost_pounds=cost_pounds,
        unit=unit,
        prevented=prevented,
        worth=None if prevented is None or unit is None else _worth(prevented, unit),
        break_even=None if unit is None else cost_pounds / unit.pounds,
        cost_per_prevented=cost_pounds / number if number is not None and number > 0 else None,
    )


def _worth(prevented: Estimate, unit: UnitCost) -> Estimate:
    low, high = (
        None if end is None else end * unit.pounds for end in (prevented.low, prevented.high)
    )
    return Estimate(prevented.value * unit.pounds, low, high, unit="pounds")


def unit_costs(document: Fields) -> dict[str, UnitCost]:
    """Read a unit-cost file: ``[[cost]]`` tables with outcome, pounds, price_year and source.

    Entries without ``pounds`` are left out: a cost that nobody has read in its source has no value.
    """
    costs: dict[str, UnitCost] = {}

    def read(fields: Fields) -> None:
        if fields.has("pounds"):
            cost = _unit_cost(fields)
            if cost.outcome in costs:
                raise BadInput(f"{cost.outcome} has two unit costs.", place=fields.place)
            costs[cost.outcome] = cost

    with document:
        if not isinstance(document.value("cost"), list):
            document.fault("cost", "this is not a unit-cost file.")
        document.each("cost", read)
    return costs


def _unit_cost(fields: Fields) -> UnitCost:
    entry: Mapping[str, Any] = fields.data
    try:
        cost = UnitCost(
            outcome=str(entry["outcome"]),
            pounds=float(entry["pounds"]),
            price_year=int(entry["price_year"]),
            source=str(entry["source"]),
            checked_by=entry.get("checked_by") or None,
            prices=str(entry.get("prices", "")),
            seen_in=str(entry.get("seen_in", "")),
            mix=str(entry.get("mix", "")),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise BadInput(f"a unit cost cannot be read ({error}).", place=fields.place) from error
    if not 0 < cost.pounds < inf:
        raise BadInput(f"the cost of {cost.outcome} is not above 0.", place=fields.place)
    return cost
