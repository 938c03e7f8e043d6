"""The trend of a place that was chosen, free of the choosing."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.optimize import minimize

from beatwise.hotspots.shortlist.reasons.place_trend import UNIT, USUAL_CHANGE, place_trend


MONTHS = np.arange(24_300, 24_327)
CHOOSING = np.arange(27) >= 18
AREA = np.full(27, 100)


def test_busier_months_of_choosing_alone_are_no_trend() -> None:
    """10 of 100 a month before and 20 of 100 in the months of choosing: chosen for it, no rise."""
    slope = place_trend(np.where(CHOOSING, 20, 10), AREA, MONTHS, CHOOSING)
    assert slope.value == pytest.approx(0, abs=1e-6)
    assert slope.low < 0 < slope.high


def test_what_the_whole_area_does_is_no_trend_of_a_place() -> None:
    """A fifth of an area that doubles, or that has a summer, stays a fifth."""
    area = np.linspace(100, 200, 27).round(-1).astype(int)
    slope = place_trend(area // 5, area, MONTHS, CHOOSING)
    assert slope.value == pytest.approx(0, abs=1e-6)
    assert slope.unit == UNIT


def test_the_slope_is_that_of_a_general_optimiser_drawn_towards_none() -> None:
    """The likelihood's own maximum, times prior variance over prior and own variance (witness)."""
    rng = np.random.default_rng(2)
    inside = rng.binomial(1000, 0.1 * np.exp(0.02 * np.arange(27)))
    area = np.full(27, 1000)
    years = np.where(CHOOSING, MONTHS - 24_322, MONTHS - 24_308.5) / 12

    def loss(beta: np.ndarray) -> float:
        odds = beta[0] * years + np.where(CHOOSING, beta[1], beta[2])
        return float((area * np.logaddexp(0, odds) - inside * odds).sum())

    steep, first, second = minimize(loss, [0, -2, -2], method="BFGS", options={"gtol": 1e-6}).x
    part = 1 / (1 + np.exp(-steep * years - np.where(CHOOSING, first, second)))
    weight = area * part * (1 - part)
    centred = years - np.where(
        CHOOSING,
        np.average(years[CHOOSING], weights=weight[CHOOSING]),
        np.average(years[~CHOOSING], weights=weight[~CHOOSING]),
    )
    pearson = float(((inside - area * part) ** 2 / weight).sum() / 24)
    variance = max(1.0, pearson) / float(weight @ centred**2)
    variance += 1.2 * USUAL_CHANGE**2 / (27 / 12)  # a random walk's slope over 27 months
    slope = place_trend(inside, area, MONTHS, CHOOSING)
    shrunk = steep * USUAL_CHANGE**2 / (USUAL_CHANGE**2 + variance)
    assert slope.value == pytest.approx(100 * np.expm1(shrunk), abs=0.01)
    assert 0 < slope.value < 100 * np.expm1(steep)


def test_too_little_is_no_trend() -> None:
    """Under six months, under 20 incidents, or a place that is all of its area: none is given."""
    assert place_trend(np.full(5, 10), AREA[:5], MONTHS[:5], CHOOSING[:5]) is None
    assert place_trend(np.arange(27) % 2, AREA, MONTHS, CHOOSING) is None
    assert place_trend(AREA, AREA, MONTHS, CHOOSING) is None
