"""The trend of a place that was chosen, free of the choosing."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.optimize import minimize
from scipy.stats import t

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


def by_newton(
    inside: np.ndarray, area: np.ndarray, months: np.ndarray, choosing: np.ndarray, level: float
) -> list[float]:
    """Low, value and high again, plainly: Newton's steps, then the formulae of the method."""
    parts = [part for part in (choosing, ~choosing) if part.any()]
    design = np.zeros((len(months), 1 + len(parts)))
    for column, part in enumerate(parts, 1):
        design[part, 0] = (months[part] - months[part].mean()) / 12
        design[part, column] = 1
    beta = np.zeros(design.shape[1])
    for _ in range(40):
        chance = 1 / (1 + np.exp(-design @ beta))
        information = (design.T * (area * chance * (1 - chance))) @ design
        beta += np.clip(np.linalg.solve(information, design.T @ (inside - area * chance)), -1, 1)
    free = len(months) - len(beta)
    expected = area * chance * (1 - chance)
    pearson = np.sum((inside - area * chance) ** 2 / np.where(expected > 0, expected, 1))
    own = max(1.0, pearson / free) * np.linalg.inv(information)[0, 0]
    variance = own + 1.2 * 0.17**2 / ((months[-1] - months[0] + 1) / 12)
    pull = 0.17**2 / (0.17**2 + variance)
    half = t.ppf((1 + level) / 2, free) * np.sqrt(pull * variance)
    return [100 * np.expm1(pull * beta[0] + step) for step in (-half, 0, half)]


NINE = np.arange(9)
CASES = {
    "as chance has it": (np.arange(27) // 3 + 8, AREA, MONTHS, CHOOSING),
    "far more uneven than chance": (np.where(np.arange(27) % 2, 70, 5), AREA, MONTHS, CHOOSING),
    "chosen on every month": (np.arange(27) // 2 + 8, AREA, MONTHS, CHOOSING | True),
    "chosen on none": (np.arange(27) // 2 + 8, AREA, MONTHS, CHOOSING & False),
    "a year missing": (NINE + 20, np.full(9, 300), 24_300 + NINE + 12 * (NINE > 4), NINE > 4),
    "nearly nothing in some months": (
        np.array([1, 9, 0, 8, 7, 9, 1, 8]), np.array([1, 30, 0, 30, 30, 30, 2, 30]),
        24_300 + np.arange(8), np.arange(8) > 3,
    ),
    "uneven, and nearly nothing in some months": (
        np.array([1, 28, 0, 2, 29, 1, 1, 3]), np.array([1, 30, 1, 30, 30, 30, 2, 30]),
        24_300 + np.arange(8), np.arange(8) > 3,
    ),
    "nearly all of the area": (np.full(27, 99) - np.arange(27) % 3, AREA, MONTHS, CHOOSING),
    "hardly any of the area": (np.arange(27) % 3, AREA * 90, MONTHS, CHOOSING),
}  # fmt: skip


@pytest.mark.parametrize("level", [0.95, 0.8])
@pytest.mark.parametrize("name", CASES)
def test_both_ends_of_the_interval_agree_with_a_plain_computation(name: str, level: float) -> None:
    """To seven digits, wherever the place was chosen and however the months lie (witness)."""
    inside, area, months, choosing = CASES[name]
    slope = place_trend(inside, area, months, choosing, level)
    assert slope is not None
    expected = by_newton(inside, area, months, choosing, level)
    assert [slope.low, slope.value, slope.high] == pytest.approx(expected, rel=1e-7, abs=1e-7)
    assert (slope.level, slope.n) == (level, inside.sum())


@pytest.mark.parametrize(
    ("inside", "rest", "there"),
    [
        ([4, 4, 3, 3, 3, 3], [10] * 6, True),
        ([4, 3, 3, 3, 3, 3], [10] * 6, False),
        ([10] * 6, [4, 4, 3, 3, 3, 3], True),
        ([10] * 6, [4, 3, 3, 3, 3, 3], False),
        ([10] * 5, [10] * 5, False),
    ],
)
def test_six_months_and_twenty_incidents_are_enough(
    inside: list[int], rest: list[int], there: bool
) -> None:
    """Twenty in the place and twenty in the rest of its area; nineteen or five months are not."""
    held, area = np.array(inside), np.array(inside) + np.array(rest)
    months = MONTHS[: len(held)]
    assert (place_trend(held, area, months, months > months[2]) is not None) is there
