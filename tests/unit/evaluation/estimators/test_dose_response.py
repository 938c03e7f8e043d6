"""Whether areas with more delivered minutes changed more."""

from __future__ import annotations

import numpy as np
import pytest

from beatwise.errors import Refused
from beatwise.evaluation.estimators.dose_response import dose_response


def test_a_dose_slope_is_found_and_refused_where_it_cannot_be() -> None:
    """Twenty areas that fall 10 % for each 100 hours show it; five areas show nothing."""
    rng = np.random.default_rng(3)
    minutes = np.linspace(0, 60_000, 20)
    after = rng.poisson(2000 * 0.9 ** (minutes / 6000)).astype(float)
    slope = dose_response(rng.poisson(4000, 20).astype(float), after, minutes, (24, 12))
    assert slope.percent == pytest.approx(-10, abs=1.5)
    assert slope.interval[1] < 0
    for few in (minutes[:5], np.zeros(20)):
        with pytest.raises(Refused, match="dose curve"):
            dose_response(np.ones(len(few)), np.ones(len(few)), few, (1, 1))
