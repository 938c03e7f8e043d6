"""Concentration of events in places."""

from __future__ import annotations

import numpy as np
import pytest

from beatwise.errors import BadInput
from beatwise.hotspots.concentration import (
    concentration,
    generalised_gini,
    gini,
    places_holding,
    share_held,
)


def test_gini_by_hand_and_by_pairs():
    """The Gini is half the mean absolute difference between pairs over the mean."""
    values = np.random.default_rng(0).poisson(2, 50)
    pairs = np.abs(values[:, None] - values[None, :]).mean() / (2 * values.mean())
    assert gini(values) == pytest.approx(pairs)
    assert gini(np.array([2, 2, 2])) == pytest.approx(0.0)
    assert gini(np.array([0, 0, 0, 4])) == pytest.approx(0.75)
    assert np.isnan(gini(np.zeros(3)))


def test_five_events_in_five_places_are_even_however_many_places_there_are():
    """The generalised Gini is 0 when no place has a second event, 1 - 1/c when one has them all."""
    spread = np.array([1] * 5 + [0] * 95)
    assert generalised_gini(spread) == pytest.approx(0.0, abs=1e-12)
    assert gini(spread) == pytest.approx(0.95)
    assert generalised_gini(np.array([5] + [0] * 99)) == pytest.approx(0.8)
    assert np.isnan(generalised_gini(np.zeros(3)))


def test_share_of_places_takes_part_of_the_last_one():
    """15 % of ten places is the fullest and half of the next."""
    counts = np.array([6, 2, 1, 1, 0, 0, 0, 0, 0, 0])
    assert share_held(counts, np.array([0.1, 0.15, 1.0])) == pytest.approx([0.6, 0.7, 1.0])
    assert places_holding(counts, 0.5) == pytest.approx(0.1)
    assert places_holding(counts, 0.8) == pytest.approx(0.2)
    assert places_holding(counts, 1.0) == pytest.approx(0.4)


def test_events_thrown_at_random_look_like_chance():
    """A random map lies inside its own baseline; a real gathering lies beyond it."""
    rng = np.random.default_rng(1)
    noise = np.bincount(rng.integers(0, 800, 300), minlength=800)
    found = concentration(noise)
    assert found.gini > 0.65
    assert found.baseline.gini_low <= found.generalised_gini <= found.baseline.gini_high
    assert not found.beyond_chance
    gathered = noise.copy()
    gathered[:5] += 30
    assert concentration(gathered).beyond_chance
    assert found.baseline.event_shares[0] < found.baseline.event_shares[-1]


def test_baseline_follows_exposure():
    """Where one place has most of the area, chance puts most events there."""
    counts = np.array([90] + [1] * 10)
    area = np.array([90.0] + [1.0] * 10)
    assert not concentration(counts, exposure=area, fractions=[0.1]).beyond_chance
    assert concentration(counts, fractions=[0.1]).beyond_chance


def test_same_seed_same_figures():
    """The baseline's draws are seeded."""
    counts = np.array([3, 1, 0, 0, 2])
    one, two = concentration(counts, seed=4), concentration(counts, seed=4)
    assert one.baseline.gini == two.baseline.gini
    assert one.baseline.draws == 199
    assert (one.events, one.places, one.occupied) == (6, 5, 3)


def test_bad_input():
    """No events, fractions of events and misfitting exposure are refused."""
    with pytest.raises(BadInput, match="at least one event"):
        concentration(np.zeros(3))
    with pytest.raises(BadInput, match="whole"):
        concentration(np.array([1.5, 2]))
    with pytest.raises(BadInput, match="exposure"):
        concentration(np.array([1, 2]), exposure=np.array([0.0, 0.0]))
