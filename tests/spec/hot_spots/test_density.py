"""What a density map promises: nothing is lost, nothing leaks, and the bandwidth is stated."""

from __future__ import annotations

import numpy as np
import pytest

from beatwise.hotspots.density import Grid, bandwidth_sensitivity, density


TOWN = Grid(left=0.0, bottom=0.0, cell=50.0, rows=40, columns=40)


def incidents() -> tuple[np.ndarray, np.ndarray]:
    """A hundred incidents in the square, forty along the river that bounds the town."""
    rng = np.random.default_rng(0)
    square, river = rng.normal((1400, 1000), 80, (100, 2)), rng.uniform((0, 0), (60, 2000), (40, 2))
    return np.vstack([square, river]).T


def test_adding_up_the_map_gives_back_the_incidents():
    """Density times area, added up, is the number of incidents that were put in."""
    x, y = incidents()
    found = density(x, y, TOWN, 200.0)
    assert found.values.sum() * 50.0**2 == pytest.approx(140.0, rel=1e-6)


def test_a_river_along_the_edge_does_not_thin_the_map():
    """Without correction half of what lies on the town's edge leaks out; corrected, none does."""
    x, y = incidents()
    assert density(x, y, TOWN, 200.0, boundary="open").spilled > 15
    assert density(x, y, TOWN, 200.0).spilled == pytest.approx(0.0, abs=1e-9)


def test_incidents_outside_are_counted_and_said():
    """An incident outside the study area is not smoothed in, and the sentence says so."""
    x, y = incidents()
    found = density(np.append(x, -500.0), np.append(y, 0.0), TOWN, 200.0)
    assert found.outside == 1
    assert "bandwidth 200 m" in found.in_words()
    assert "1 outside left out" in found.in_words()


def test_the_bandwidth_is_the_analysts_choice_and_its_weight_is_shown():
    """The densest 2 % of the town is compared between bandwidths before it is believed."""
    x, y = incidents()
    shown = bandwidth_sensitivity(x, y, TOWN, [100, 200, 400], reference=200)
    assert shown.overlap[1] == 1.0
    assert np.all((shown.overlap >= 0) & (shown.overlap <= 1))
