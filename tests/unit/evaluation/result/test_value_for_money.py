"""What prevented incidents are worth, and what breaks even."""

from __future__ import annotations

import pytest

from beatwise.errors import BadInput
from beatwise.estimate import Estimate
from beatwise.evaluation.result.value_for_money import UnitCost, unit_costs, value
from beatwise.fields import Fields


def test_value_is_only_a_break_even_when_the_verdict_cannot_tell() -> None:
    """£12,000 at £100 an incident: 120 to break even; worth and cost each only when known."""
    unit = UnitCost("shoplifting", 100.0, 2024, "a source")
    assert not unit.verified
    known = value("shoplifting", 12_000, unit, Estimate(60.0, 20.0, None))
    assert known.worth == Estimate(6000.0, 2000.0, None, unit="pounds")
    assert known.cost_per_prevented == 200
    silent = value("shoplifting", 12_000, unit, None)
    assert silent.break_even == 120
    assert silent.worth is None
    assert silent.prevented is None
    assert unit_costs(Fields({"cost": [{"outcome": "x"}]}, "f")) == {}
    cost = {"outcome": "x", "pounds": 0, "price_year": 1, "source": ""}
    with pytest.raises(BadInput, match="not above 0"):
        unit_costs(Fields({"cost": [cost]}, "f"))
