"""A protocol: what it says of its areas, its outcomes and its power."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.unit.evaluation.worlds import mapping

from beatwise.evaluation.protocol.protocol import Protocol
from beatwise.evaluation.protocol.protocol_json import from_json


def protocol_of(**changes: object) -> Protocol:
    return from_json(mapping(**changes), "p")


@pytest.mark.parametrize(
    ("power", "smallest_p", "answers"),
    [(0.6, 0.05, True), (0.59, 0.001, False), (0.9, 0.051, False), (1.0, 0.05, True)],
)
def test_a_design_answers_from_its_floor_and_level_on(
    power: float, smallest_p: float, answers: bool
) -> None:
    """Power at the floor and a smallest p at the level are enough; neither may fall short."""
    protocol = protocol_of(power__at_smallest_effect=power, power__smallest_p=smallest_p)
    assert protocol.can_answer is answers


def test_a_protocol_without_a_stated_power_cannot_answer() -> None:
    """What was never stated was never reached."""
    assert not replace(protocol_of(), power=None).can_answer


def test_only_areas_that_were_chosen_are_not_by_lot() -> None:
    """Every other assignment draws areas, pairs, blocks or days."""
    assert protocol_of().by_lot
    assert not protocol_of(design__assignment="chosen").by_lot


def test_outcomes_begin_with_the_primary_one() -> None:
    """The primary outcome, then the secondary ones in their order."""
    protocol = protocol_of(outcome__secondary=["robbery", "burglary"])
    assert protocol.outcomes == ("shoplifting", "robbery", "burglary")
    assert protocol.treated.tolist() == [True] * 6 + [False] * 6


def test_any_source_but_police_uk_is_an_extract() -> None:
    """The name of a source decides whether outcomes come by month."""
    assert protocol_of().from_police_uk
    assert not protocol_of(outcome__source="niche").from_police_uk
