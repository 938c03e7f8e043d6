"""The theory of change, against what the protocol measures."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.unit.evaluation.worlds import mapping

from beatwise.evaluation.protocol.protocol import Protocol, TheoryStep
from beatwise.evaluation.protocol.protocol_json import from_json
from beatwise.evaluation.protocol.theory_of_change import check_theory, usual_theory


COMPLAINTS = (
    "'No harm to people: complaints do not rise' needs complaints, gathered outside Beatwise."
)


def protocol_of(*steps: TheoryStep) -> Protocol:
    return replace(from_json(mapping(), "p"), theory=steps)


def test_a_protocol_without_a_theory_says_so() -> None:
    """Nothing else is said of a theory that is not there."""
    assert check_theory(protocol_of()) == ("The protocol holds no theory of change.",)


def test_the_usual_theory_lacks_only_what_is_gathered_elsewhere() -> None:
    """With delivered minutes at hand, complaints are all that Beatwise does not measure."""
    usual = protocol_of(*usual_theory(("shoplifting",)))
    assert check_theory(usual, minutes_known=True) == (COMPLAINTS,)
    without = check_theory(usual)
    assert without[0].endswith("needs visits; none are at hand yet.")
    assert without[1].endswith("needs delivered minutes; none are at hand yet.")
    assert without[2:] == (COMPLAINTS,)


def test_each_stage_and_each_outcome_needs_a_step() -> None:
    """One step of input alone: three stages are missing, and no step leads to the outcome."""
    step = TheoryStep("input", "Paid hours", "cost of delivered hours")
    assert check_theory(protocol_of(step)) == (
        "No step says what is done.",
        "No step says what is delivered.",
        "No step says what should change.",
        "The outcome 'shoplifting' is measured, but no step leads to it.",
    )


@pytest.mark.parametrize(
    ("step", "gap"),
    [
        (TheoryStep("hope", "All is well", "survey"), "The stage 'hope' of 'All is well' is"),
        (TheoryStep("output", "Calm", ""), "Nothing would show 'Calm': it has no measure."),
        (TheoryStep("output", "Calm", "burglary"), "'burglary' (Calm) is not measured by this"),
        (TheoryStep("output", "Calm", "survey"), "'Calm' needs survey, gathered outside"),
    ],
)
def test_a_step_that_nothing_shows_is_named(step: TheoryStep, gap: str) -> None:
    """An unknown stage, no measure, a measure of another protocol, and one gathered elsewhere."""
    [*_, last_gap] = check_theory(
        protocol_of(*usual_theory(("shoplifting",)), step), minutes_known=True
    )
    assert last_gap.startswith(gap)


def test_a_gap_is_named_once() -> None:
    """Two steps alike leave one line."""
    step = TheoryStep("output", "Calm", "")
    gaps = check_theory(protocol_of(*usual_theory(("shoplifting",)), step, step))
    assert gaps.count("Nothing would show 'Calm': it has no measure.") == 1
