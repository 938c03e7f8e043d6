"""Parts that every result has, as JSON values: nothing that is not a number is written as one."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import asdict

from beatwise.estimate import Estimate
from beatwise.evaluation.protocol.protocol import Protocol
from beatwise.evaluation.result.draw_spread import DrawSpread
from beatwise.evaluation.result.strength import Strength
from beatwise.evaluation.result.value_for_money import Value


def power_as_json(
    protocol: Protocol, again: float | None, *, powered: bool
) -> dict[str, object] | None:
    """Return the stated power and that of the months before; None where none is stated."""
    power = protocol.power
    if power is None:
        return None
    return {
        "at_smallest_effect": power.at_smallest_effect,
        "smallest_effect": protocol.decision.smallest_effect,
        "floor": protocol.decision.power_floor,
        "from_months_before": again,
        "reached": powered,
    }


def strength_as_json(strength: Strength) -> dict[str, object]:
    """Return how strong the study is."""
    return {
        "maryland": strength.level,
        "reason": strength.reason,
        "emmie": dict(strength.emmie),
    }


def spread_as_json(spread: DrawSpread | None) -> dict[str, object] | None:
    """Return what other draws would have given; None where the draw was made before."""
    return None if spread is None else asdict(spread)


def value_as_json(value: Value | None) -> dict[str, object] | None:
    """Return what it was worth; None where no cost is stated."""
    if value is None:
        return None
    unit = value.unit
    return {
        "cost_pounds": value.cost_pounds,
        "prevented": estimate_as_json(value.prevented),
        "worth_pounds": estimate_as_json(value.worth),
        "break_even_incidents": value.break_even,
        "cost_per_prevented": value.cost_per_prevented,
        "unit_cost": None if unit is None else unit.pounds,
        "unit_cost_verified": None if unit is None else unit.verified,
        "unit_cost_prices": None if unit is None else unit.prices or str(unit.price_year),
    }


def estimate_as_json(estimate: Estimate | None) -> list[float | None] | None:
    """Return value, low and high."""
    return None if estimate is None else ends_as_json((estimate.value, estimate.low, estimate.high))


def ends_as_json(values: Iterable[float | None] | None) -> list[float | None] | None:
    """Return the numbers of a list, None for each that is none."""
    return None if values is None else [number_as_json(value) for value in values]


def number_as_json(value: float | None) -> float | None:
    """Return a number; None where it is none, or not finite."""
    return None if value is None or not math.isfinite(value) else value
