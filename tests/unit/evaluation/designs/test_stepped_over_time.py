"""A stepped programme over time: around each start, and step by step."""

from __future__ import annotations

import pytest
from tests.unit.evaluation.worlds import stepped_material

from beatwise.evaluation.designs.stepped_over_time import (
    stepped_levels,
    stepped_places,
    stepped_quarters,
)


def test_quarters_are_counted_from_each_units_own_start() -> None:
    """A halving is a halving in every quarter after the start, and nothing before it."""
    quarters = {
        part.name: part for part in stepped_quarters(stepped_material(0.5).panel("shoplifting"))
    }
    for name in ("quarter -4", "quarter -2", "quarter -1"):
        assert quarters[name].percent == pytest.approx(0)
        assert not quarters[name].after
    for name in ("quarter +1", "quarter +2"):
        assert quarters[name].percent == pytest.approx(-50)
        assert quarters[name].after
    assert "quarter +4" not in quarters  # nobody is waiting by then


def test_each_step_is_seen_until_the_next_and_the_last_has_no_comparison() -> None:
    """Six steps: five halvings, then nothing to compare with."""
    parts = stepped_places(stepped_material(0.5).panel("shoplifting"))
    assert [part.percent for part in parts[:5]] == pytest.approx([-50] * 5)
    assert parts[5].percent is None
    assert parts[0].name == "step 1, 2025-01 to 2025-02"


def test_both_lines_are_per_cent_of_the_same_units_before() -> None:
    """Before the first start nobody is on patrol; after the last nobody waits."""
    levels = stepped_levels(stepped_material(0.5).panel("shoplifting"))
    assert (levels[0].patrolled, levels[0].waiting) == (None, pytest.approx(100))
    assert (levels[14].patrolled, levels[14].waiting) == (pytest.approx(50), pytest.approx(100))
    assert (levels[23].patrolled, levels[23].waiting) == (pytest.approx(50), None)
