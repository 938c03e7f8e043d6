"""The appraisal's cost for a part of the year."""

from __future__ import annotations

import datetime as dt

from beatwise.delivery.measurement.option_cost import OptionCost


def test_a_part_of_the_year_costs_its_part() -> None:
    """73 days are a fifth of the year, and the words say what an hour was expected to cost."""
    option = OptionCost("Wardens", (80_000, 100_000, 120_000), (20, 25, 30), "2025/26")
    assert option.cost_of(dt.date(2026, 1, 1), dt.date(2026, 3, 14)) == 20_000
    assert "£25.00 for a delivered hour of 'Wardens' (£20.00 to £30.00" in option.words
