"""Near repeat: whether a place is at more risk in the days after an incident."""

from __future__ import annotations

import numpy as np
import pytest

from beatwise.errors import Refused
from beatwise.hotspots.near_repeats.knox import near_repeat


def test_bands_are_half_open_and_labelled_by_what_they_hold():
    """A pair exactly 100 m and 3 days apart belongs to "100 m or more" and ">=3 days"."""
    got = near_repeat([0, 100], [0, 0], [0, 3], distance_limits=[0.5, 100], permutations=1)
    row, column = np.argwhere(got.observed == 1)[0]
    assert got.distance_bands[row] == "100 m or more"
    assert got.day_bands[column] == ">=3 days"


def test_the_same_place_is_kept_apart_from_nearby():
    """Repeats at one address and incidents near by are two rows, with the limit written out."""
    got = near_repeat([0, 0, 50], [0, 0, 0], [0, 1, 1], distance_limits=[0.5, 100], permutations=1)
    assert got.distance_bands[:2] == ("same place (under 0.5 m)", "0.5 m to under 100 m")
    assert got.observed[:2].sum(axis=1).tolist() == [1, 2]


def test_what_chance_expects_is_exact():
    """The expectation is row total times column total over all pairs, not a sampled mean."""
    rng = np.random.default_rng(0)
    got = near_repeat(*rng.uniform(0, 900, (2, 60)), rng.integers(0, 20, 60), permutations=9)
    rows, columns = got.observed.sum(axis=1), got.observed.sum(axis=0)
    assert got.expected == pytest.approx(np.outer(rows, columns) / got.pairs)


@pytest.mark.soak
def test_pure_chance_is_called_near_repeat_one_time_in_twenty(soak):
    """Where dates have nothing to do with places, p ≤ .05 comes up at most one time in twenty."""
    worlds = max(100, int(2000 * soak))
    rng, called = np.random.default_rng(12), 0
    for _ in range(worlds):
        got = near_repeat(
            *rng.uniform(0, 1500, (2, 80)), rng.integers(0, 60, 80),
            distance_limits=[200.0], day_limits=[7], permutations=99, seed=int(rng.integers(1e6)),
        )  # fmt: skip
        called += got.p_value[0, 0] <= 0.05
    assert called / worlds <= 0.05 + 2 * np.sqrt(0.05 * 0.95 / worlds)


def test_planted_near_repeats_are_found():
    """When a third of incidents follow another within 100 m and a week, the test says so."""
    rng = np.random.default_rng(3)
    x, y = rng.uniform(0, 4000, (2, 150))
    days = rng.integers(0, 365, 150)
    x = np.append(x, x[:50] + rng.normal(0, 30, 50))
    y = np.append(y, y[:50] + rng.normal(0, 30, 50))
    days = np.append(days, days[:50] + rng.integers(0, 7, 50))
    got = near_repeat(x, y, days, distance_limits=[0.5, 100], day_limits=[7], permutations=199)
    assert got.ratio[1, 0] > 5
    assert got.p_value[1, 0] == 0.005


def test_months_cannot_say_anything_about_days():
    """Dates that are all the first of a month are refused."""
    months = np.arange(np.datetime64("2022-01"), np.datetime64("2024-01")).astype("datetime64[D]")
    with pytest.raises(Refused):
        near_repeat(np.zeros(24), np.zeros(24), months)
