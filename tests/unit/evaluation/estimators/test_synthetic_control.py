"""The treated area against the best weighted mix of comparison areas."""

from __future__ import annotations

import numpy as np
import pytest

from beatwise.errors import BadInput, Refused
from beatwise.evaluation.estimators.synthetic_control import simplex_weights, synthetic_control


DONORS = np.array(
    [[10, 20, 10, 20, 10, 20], [30, 10, 30, 10, 30, 10], [50, 50, 50, 50, 60, 60]], dtype=float
)
TREATED = [True, False, False, False]


def world(fall: float = 0.0) -> np.ndarray:
    """An area that is a quarter of the first donor and three of the second, less ``fall`` after."""
    target = 0.25 * DONORS[0] + 0.75 * DONORS[1]
    target[4:] -= fall
    return np.vstack([target, DONORS])


def test_a_mix_that_exists_is_recovered_and_its_gap_is_the_fall() -> None:
    """The weights come back, months before fit, and six fewer a month after are six fewer."""
    control = synthetic_control(world(6.0), TREATED, 4)
    assert control.weights == pytest.approx([0.25, 0.75, 0], abs=1e-6)
    assert control.fit == pytest.approx(0, abs=1e-6)
    assert control.estimate == pytest.approx(-6, abs=1e-6)
    assert control.gaps == pytest.approx([0, 0, 0, 0, -6, -6], abs=1e-5)


def test_the_placebo_rank_cannot_be_smaller_than_their_number_allows() -> None:
    """Three donors: one rank in four at best, which a perfect fit with a fall attains."""
    control = synthetic_control(world(6.0), TREATED, 4)
    assert control.p_value == control.smallest_p == 0.25
    assert len(control.placebo_estimates) == 3
    without = synthetic_control(world(6.0), TREATED, 4, placebos=False)
    assert (without.p_value, without.smallest_p, len(without.placebo_estimates)) == (None, None, 0)


@pytest.mark.parametrize(
    ("target", "weights"),
    [([0, 0], [0.5, 0.5]), ([2, 0], [1, 0]), ([0, 9], [0, 1]), ([0.75, 0.25], [0.75, 0.25])],
)
def test_weights_stay_on_the_simplex(target, weights) -> None:
    """Against two unit vectors: no weight below 0, and the sum is 1 wherever the target lies."""
    fitted_weights = simplex_weights(np.eye(2), np.array(target, dtype=float))
    assert fitted_weights == pytest.approx(weights, abs=1e-6)


def test_two_starts_are_fitted_apart_and_weighed_by_areas() -> None:
    """One area falls by 6 from month 2, two by 3 from month 4: the mean over areas."""
    mix = 0.25 * DONORS[0] + 0.75 * DONORS[1]
    early, late = mix.copy(), mix.copy()
    early[2:] -= 6
    late[4:] -= 3
    counts = np.vstack([early, late, late, DONORS])
    control = synthetic_control(counts, [True] * 3 + [False] * 3, [2, 4, 4, 0, 0, 0])
    assert control.estimate == pytest.approx((6 + 3 + 3) / -3, abs=1e-5)
    assert control.p_value is None


def test_one_comparison_area_and_nothing_counted_are_refused() -> None:
    """A mix needs two areas, and incidents."""
    with pytest.raises(BadInput, match="two comparison areas or more"):
        synthetic_control(world()[:2], TREATED[:2], 4)
    with pytest.raises(Refused, match="Every count is 0"):
        synthetic_control(world() * 0, TREATED, 4)
