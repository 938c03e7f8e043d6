"""What a stepped design could find over effect, months and areas."""

from __future__ import annotations

import numpy as np
import pytest

from beatwise.evaluation.power import stepped_reach as stepped_reach_module
from beatwise.evaluation.power.monthly_history import traits
from beatwise.evaluation.power.programme import Programme
from beatwise.evaluation.power.stepped import BATCH
from beatwise.evaluation.power.stepped_reach import step_offsets, stepped_reach


def test_steps_are_even_and_the_last_is_followed_too() -> None:
    """Four steps in ten months start two months apart; the last two months see all on patrol."""
    assert step_offsets(10, 4) == (0, 2, 4, 6)
    assert step_offsets(12, 3) == (0, 3, 6)


@pytest.fixture
def few_programmes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Simulate one batch of programmes for each figure, not four: nothing here asks for more."""
    monkeypatch.setattr(stepped_reach_module, "REPLICATIONS", BATCH)
    monkeypatch.setattr(stepped_reach_module, "TABLE_REPLICATIONS", BATCH)


@pytest.mark.usefixtures("few_programmes")
def test_a_stepped_design_says_what_it_can_find_over_effect_months_and_areas() -> None:
    """The table holds every shape, the cheapest changes come first, and noise takes power."""
    rng = np.random.default_rng(7)
    calm, noisy = rng.poisson(6.0, (8, 24)), rng.poisson(rng.gamma(6.0, 1.0, (8, 12)))
    history = traits(np.hstack([calm, noisy]))
    start = 36 + np.repeat(step_offsets(12, 4), 2)
    scope = stepped_reach(
        Programme(history.mean, np.ones(8, bool), np.zeros(8, np.int64), 36, 12, start), history
    )
    power = {(c.treated, c.months, c.effect): c.power for c in scope.table}
    assert set(power) == {
        (areas, months, effect)
        for areas in (8, 16, 24) for months in (6, 12, 24) for effect in (-10.0, -20.0, -30.0)
    }  # fmt: skip
    assert power[8, 12, -20.0] < power[24, 24, -20.0]
    assert scope.detectable.smallest_p == 1 / 2520
    assert not scope.can_answer
    words = [change.words for change in scope.tried]
    assert words[0].startswith("side by side instead of in steps: 4 matched pairs")
    assert words[1] == "8 steps instead of 4"
    assert scope.cheapest is not None
    calmest, noisiest = scope.detectable.interval
    assert noisiest < scope.detectable.estimate < calmest
    at_smallest = scope.at_smallest
    assert at_smallest.highest_noise < at_smallest.middle < at_smallest.lowest_noise
