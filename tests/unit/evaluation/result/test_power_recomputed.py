"""The stated power is made again from the months before: a figure in a file buys nothing."""

from __future__ import annotations

import numpy as np
from tests.unit.evaluation.worlds import material, stepped_material

from beatwise.evaluation.result.power_recomputed import overstated, power_again
from beatwise.evaluation.result.result import evaluate
from beatwise.evaluation.result.result_standing import Standing
from beatwise.evaluation.result.verdict import Verdict
from beatwise.publication.evaluation.result.result_words import how_decided


def test_a_power_written_in_by_hand_is_found_out() -> None:
    """Two incidents a month cannot find a fifth less, whatever the protocol says of itself."""
    world = material(-75, mean=2)
    assert world.protocol.can_answer
    again = power_again(world)
    assert again is not None
    assert again < 0.4
    assert overstated(world.protocol, again)
    result = evaluate(world, Standing(None), outcome_words="shoplifting")
    assert result.primary.inside.interval[1] < 0
    assert result.verdict is Verdict.LOWER_UNRELIABLE
    assert not result.powered
    assert "counts as too small" in how_decided(result)[-1]


def test_an_honest_power_stands() -> None:
    """Forty a month find it nearly always; the verdict may say so."""
    world = material(-40)
    again = power_again(world)
    assert again is not None
    assert again > 0.9
    assert not overstated(world.protocol, again)
    result = evaluate(world, Standing(None), outcome_words="shoplifting")
    assert result.powered
    assert result.verdict is Verdict.FELL
    assert len(how_decided(result)) < len(how_decided(evaluate(
        material(-75, mean=2), Standing(None), outcome_words="shoplifting"
    )))  # fmt: skip


def test_it_is_made_of_the_months_before_alone() -> None:
    """Whatever happens afterwards, the figure is the same."""
    world, other = material(), material()
    other.areas["shoplifting"][:, world.first_after :] *= 3
    assert power_again(world) == power_again(other)


def test_a_low_power_stays_as_it_was_stated() -> None:
    """A design that never claimed to be large enough is not made one, nor accused."""
    world = material(-40, power__at_smallest_effect=0.2)
    assert not overstated(world.protocol, power_again(world))
    assert not evaluate(world, Standing(None), outcome_words="x").powered


def test_a_stepped_power_written_in_by_hand_is_found_out() -> None:
    """Two a month cannot find a fifth; forty nearly can, and are believed."""
    thin, busy = stepped_material(1.0), stepped_material(1.0)
    rng = np.random.default_rng(1)
    thin.areas["shoplifting"][:] = rng.poisson(1.0, (12, 24))
    busy.areas["shoplifting"][:] = rng.poisson(60.0, (12, 24))
    assert overstated(thin.protocol, power_again(thin))
    assert not overstated(busy.protocol, power_again(busy))
