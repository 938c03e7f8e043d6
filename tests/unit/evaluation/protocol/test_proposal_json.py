"""What ``protocol.toml`` says of a proposed design: it can be read back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.unit.evaluation.worlds import mapping

from beatwise.clock import Month, MonthRange
from beatwise.estimate import Estimate
from beatwise.evaluation.designs.side_by_side import SideBySide
from beatwise.evaluation.power.detectable_effect import DetectableEffect
from beatwise.evaluation.power.monthly_history import Range, Traits
from beatwise.evaluation.power.reach import PowerAtNoise, Reach
from beatwise.evaluation.protocol.calendar import dates
from beatwise.evaluation.protocol.proposal import Assignment, StudyPlan
from beatwise.evaluation.protocol.proposal_json import as_json
from beatwise.evaluation.protocol.protocol import Decision
from beatwise.evaluation.protocol.protocol_json import from_json
from beatwise.evaluation.protocol.theory_of_change import usual_theory


BEFORE, PATROLS = MonthRange.parse("2024-01:2024-12"), MonthRange.parse("2025-01:2025-12")
RATIO, DRIFT = Range(1.50001, 1.2, 1.8), Range(0.1, 0.05, 0.2)
AREAS = from_json(mapping(), "p").areas
PLAN = StudyPlan(
    outcomes=("shoplifting", "robbery"),
    source="data.police.uk",
    force="millshire",
    extract_until=None,
    before=BEFORE,
    patrols=PATROLS,
    seed=7,
    ring_m=150.0,
    decision=Decision(looks=(Month.parse("2025-06"),), spending="O'Brien-Fleming"),
    hashes=(("spots.geojson", "abc"),),
    cost_pounds=Estimate(9.0, 8.0, 10.0, unit="pounds"),
    theory=(),
    calendar=dates(PATROLS),
)  # fmt: skip
ASSIGNMENT = Assignment(AREAS, "one draw", "hot spot", "All in one lot.", (("Far", "too near"),))
DETECTABLE = DetectableEffect(
    -33.0, (None, None), (), 0.8, 12, 12, 6, 6, RATIO, DRIFT, False, 0.001, 10, 1
)
REACH = Reach(-20.0, 0.6, PowerAtNoise(0.71236, 0.8, 0.5), DETECTABLE, (), ())
TRAITS = Traits(RATIO, RATIO, DRIFT, False, None, 12, 12, 6)  # type: ignore[arg-type]


def document_of(plan: StudyPlan = PLAN, reach: Reach = REACH, *warnings: str):
    return as_json(plan, ASSIGNMENT, SideBySide(), reach, TRAITS, warnings)


def test_what_is_proposed_is_read_back() -> None:
    """Plan, assignment and power come back from the tables as they went in."""
    document = document_of(PLAN, REACH, "Mind the gap.")
    protocol = from_json(document, "p")
    assert protocol.title == "Foot patrols and recorded shoplifting, January 2025 to December 2025"
    assert protocol.outcomes == PLAN.outcomes
    assert (protocol.before, protocol.patrols, protocol.seed) == (BEFORE, PATROLS, 7)
    assert [area.id for area in protocol.areas] == [area.id for area in AREAS]
    assert all(a.geometry.equals(b.geometry) for a, b in zip(protocol.areas, AREAS, strict=True))
    assert protocol.decision == PLAN.decision
    assert protocol.cost_pounds == PLAN.cost_pounds
    assert protocol.excluded == (("Far", "too near"),)
    assert protocol.warnings == ("Mind the gap.",)
    assert protocol.theory == usual_theory(PLAN.outcomes)
    assert protocol.power is not None
    assert protocol.power.at_smallest_effect == 0.7124
    assert protocol.power.detectable_effect == -33.0
    assert protocol.power.variance_ratio == Range(1.5, 1.2, 1.8)


def test_what_is_not_known_has_no_entry() -> None:
    """No force, no cost, no detectable effect: their keys are left out, not empty."""
    plan = replace(PLAN, force=None, cost_pounds=None, outcomes=("shoplifting",))
    document = document_of(plan, replace(REACH, detectable=replace(DETECTABLE, estimate=None)))
    assert "force" not in document["outcome"]
    assert "value" not in document
    assert "detectable_effect" not in document["power"]
    assert "extract_until" not in document["outcome"]
    assert from_json(document, "p").power is not None


@pytest.mark.parametrize("until", ["2024-11", "2024-12"])
def test_an_extract_says_how_far_it_went(until: str) -> None:
    """The last month that a timed extract held is part of the protocol."""
    plan = replace(PLAN, source="niche", force=None, extract_until=Month.parse(until))
    assert from_json(document_of(plan), "p").extract_until == until
