"""Counts under a protocol as panels of its units."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests.unit.evaluation.worlds import daily_mapping, mapping, material, stepped_material

from beatwise.errors import MissingData, Refused
from beatwise.evaluation.protocol.protocol_json import from_json
from beatwise.evaluation.result.material import (
    DeliveryShown,
    Material,
    check_months,
    delivery_shown,
    total_minutes,
)


def of_towns() -> Material:
    """Four areas in three towns, the last two in one; 1, 2, 4 and 8 a month."""
    document = mapping(areas=4, treated=2)
    towns = ("Ashby", "Ibstock", "Coalville", "Coalville")
    for area, town in zip(document["area"], towns, strict=True):
        area.update(unit=town, block=town[0])
    counts = np.outer([1, 2, 4, 8], np.ones(24, dtype=np.int64))
    months = tuple(range(2024 * 12, 2026 * 12))
    return Material(
        from_json(document, "p"), months, {"shoplifting": counts}, {"shoplifting": 10 * counts}, ()
    )


def test_areas_of_a_unit_are_added_up() -> None:
    """Three towns in order of first sight, the last with both its areas."""
    world = of_towns()
    units = world.panel("shoplifting")
    assert world.units == ["Ashby", "Ibstock", "Coalville"]
    assert units.counts[:, 0].tolist() == [1, 2, 12]
    assert units.treated.tolist() == [True, True, False]
    assert units.labels == ("Area 0", "Area 1", "Coalville")  # its area's name where it has one
    assert units.block_names == ("A", "I", "C")
    assert units.first == 12
    assert units.start.tolist() == [12, 12, 12]


def test_rings_and_both_together_are_panels_of_their_own() -> None:
    """Rings hold ten times as many; net is areas and rings added up."""
    world = of_towns()
    assert world.ring_panel("shoplifting").counts[:, 0].tolist() == [10, 20, 120]
    assert world.net_panel("shoplifting").counts[:, 0].tolist() == [11, 22, 132]


def test_a_placebo_rank_is_over_all_where_nothing_was_drawn() -> None:
    """Blocks count only where areas were drawn within them."""
    world = of_towns()
    assert len(set(world.panel("shoplifting").blocks.tolist())) == 3
    by_hand = replace(world, protocol=replace(world.protocol, assignment="chosen"))
    assert by_hand.panel("shoplifting").blocks.tolist() == [0, 0, 0]


def test_a_missing_month_moves_the_column_at_which_patrols_begin() -> None:
    """Without March 2024 eleven months come before, and each unit starts a column earlier."""
    world = stepped_material(1.0)
    assert world.starts_after().tolist() == [0, 2, 4, 6, 8, 10]
    at = world.months.index(2024 * 12 + 2)
    gap = replace(
        world,
        months=world.months[:at] + world.months[at + 1 :],
        areas={kind: np.delete(counts, at, axis=1) for kind, counts in world.areas.items()},
    )
    assert gap.month_counts == (11, 12)
    assert gap.panel("shoplifting").start.tolist() == [11, 13, 15, 17, 19, 21]
    assert gap.starts_after().tolist() == [0, 2, 4, 6, 8, 10]


def test_months_are_needed_on_both_sides_and_incidents_somewhere() -> None:
    """What is missing is said, and nothing counted is refused."""
    world = material()
    check_months(world)
    with pytest.raises(MissingData, match="no month before patrols"):
        check_months(replace(world, months=world.months[12:]))
    with pytest.raises(MissingData, match="no month with patrols"):
        check_months(replace(world, months=world.months[:12]))
    empty = {kind: counts * 0 for kind, counts in world.areas.items()}
    with pytest.raises(Refused, match="no incident of any outcome"):
        check_months(replace(world, areas=empty))


def test_a_design_by_day_is_not_evaluated_on_months() -> None:
    """A crossover's protocol has no monthly design."""
    world = replace(material(), protocol=from_json(daily_mapping(), "p"))
    with pytest.raises(Refused, match="cannot be evaluated on months"):
        _ = world.design


def test_minutes_of_every_grade_are_one_total() -> None:
    """Unknown minutes are none and not zero."""
    assert total_minutes({"A": np.array([30.0, 15.0]), "C": np.array([5.0])}) == 50
    assert total_minutes({"A": np.zeros(2)}) == 0
    assert total_minutes({}) is None


@pytest.mark.parametrize(
    ("minutes", "shown"),
    [
        ({}, DeliveryShown.UNKNOWN),
        ({"A": [60.0, 60.0, 0.0, 0.0]}, DeliveryShown.YES),
        ({"A": [60.0, 0.0, 0.0, 0.0], "B": [0.0, 30.0, 0.0, 0.0]}, DeliveryShown.YES),
        ({"A": [60.0, 0.0, 10.0, 10.0]}, DeliveryShown.YES),
        ({"A": [60.0, 60.0, 60.0, 60.0]}, DeliveryShown.PARTLY),
        ({"A": [0.0, 0.0, 60.0, 60.0]}, DeliveryShown.NONE),
        ({"A": [0.0, 0.0, 0.0, 0.0]}, DeliveryShown.NONE),
    ],
)
def test_patrols_are_shown_where_they_were_assigned(minutes, shown) -> None:
    """Half of the areas reached and more than the others; known but nowhere is none."""
    assigned = np.array([True, True, False, False])
    known = {grade: np.array(values) for grade, values in minutes.items()}
    assert delivery_shown(known, assigned) is shown


def test_days_are_compared_with_other_days() -> None:
    """Of a crossover, minutes on the drawn days count."""
    on = np.array([[True, False], [False, True]])
    assert delivery_shown({"A": np.where(on, 60.0, 0.0)}, on) is DeliveryShown.YES
    assert delivery_shown({"A": np.where(on, 0.0, 60.0)}, on) is DeliveryShown.NONE
