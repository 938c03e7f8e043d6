"""Density of points, against the kernel evaluated point by point."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.special import ndtr
from tests.unit.hotspots.density.worlds import GRID, town

from beatwise.errors import BadInput, UsageError
from beatwise.hotspots.density import density


def exact(x: np.ndarray, y: np.ndarray, weights: np.ndarray, bandwidth: float) -> np.ndarray:
    """The Gaussian kernel summed over all points at each cell centre, nothing approximated."""
    east, north = GRID.centres()
    across = np.exp(-((east[:, None] - x) ** 2) / (2 * bandwidth**2))
    up = np.exp(-((north[:, None] - y) ** 2) / (2 * bandwidth**2))
    return (up * weights) @ across.T / (2 * np.pi * bandwidth**2)


@pytest.mark.parametrize("bandwidth", [100.0, 200.0])
def test_within_half_a_percent_of_the_exact_kernel_even_on_snapped_points(bandwidth):
    """Wherever density passes 1 % of its peak the error is at most 0.5 %, at 200 m."""
    x, y = town()
    surface = density(x, y, GRID, bandwidth, boundary="open").values
    truth = exact(x, y, np.ones(len(x)), bandwidth)
    busy = truth > 0.01 * truth.max()
    assert np.abs(surface / truth - 1)[busy].max() < (0.005 if bandwidth == 200 else 0.03)


def test_one_point_anywhere_in_a_cell_keeps_place_and_spread():
    """A single point's density has the point's place as mean and bandwidth² as variance."""
    east, _ = GRID.centres()
    for offset in (0.0, 7.0, 25.0, 49.9):
        surface = density(
            np.array([402_000 + offset]), np.array([301_500.0]), GRID, 150.0, boundary="open"
        )
        along = surface.values.sum(axis=0) * 2500
        mean = (along * east).sum()
        assert mean == pytest.approx(402_000 + offset, abs=1e-6)
        assert (along * (east - mean) ** 2).sum() == pytest.approx(150.0**2, rel=1e-4)


@pytest.mark.parametrize("boundary", ["reflect", "renormalise"])
def test_mass_is_kept_to_a_millionth(boundary):
    """With points up to the very edge nothing leaks when the edge is corrected."""
    rng = np.random.default_rng(1)
    x, y = rng.uniform(400_000, 404_000, 2000), rng.uniform(300_000, 303_000, 2000)
    weights = rng.uniform(0, 5, 2000)
    surface = density(x, y, GRID, 200.0, weights=weights, boundary=boundary)
    assert surface.values.sum() * 2500 == pytest.approx(weights.sum(), rel=1e-9)
    assert abs(surface.spilled) < 1e-6 * weights.sum()
    assert surface.mass == pytest.approx(weights.sum())


def test_open_edges_say_what_spilled():
    """A point in the corner loses three quarters of its mass, and the result says so."""
    surface = density(np.array([400_000.0]), np.array([300_000.0]), GRID, 200.0, boundary="open")
    assert surface.spilled == pytest.approx(0.75, abs=0.002)


def test_reflected_edge_equals_mirror_points():
    """Reflecting is the same as adding the points' mirror images beyond the edge."""
    x, y = np.array([400_120.0, 400_333.0]), np.array([301_500.0, 301_111.0])
    surface = density(x, y, GRID, 150.0, boundary="reflect").values
    both = np.concatenate([x, 800_000 - x])
    truth = exact(both, np.concatenate([y, y]), np.ones(4), 150.0)
    busy = truth > 0.01 * truth.max()
    assert np.abs(surface / truth - 1)[busy].max() < 0.01


def test_renormalised_edge_scales_each_kernel_by_what_is_inside():
    """A point's kernel is divided by its mass inside the study area."""
    x, y = np.array([400_070.0]), np.array([301_500.0])
    surface = density(x, y, GRID, 200.0).values
    truth = exact(x, y, np.ones(1), 200.0) / ndtr(70 / 200)
    busy = truth > 0.01 * truth.max()
    assert np.abs(surface / truth - 1)[busy].max() < 0.01


def test_a_study_area_keeps_its_mass_and_nothing_lies_outside():
    """Points outside the area are left out and counted; the rest stays inside it."""
    rng = np.random.default_rng(2)
    x, y = rng.uniform(399_000, 405_000, 3000), rng.uniform(300_000, 303_000, 3000)
    inside = np.zeros((60, 80), dtype=bool)
    inside[10:50, 5:30] = True
    inside[20:25, 30:60] = True
    surface = density(x, y, GRID, 200.0, inside=inside)
    assert surface.used + surface.outside == 3000
    assert surface.values[~inside].max() == 0.0
    assert surface.values.sum() * 2500 == pytest.approx(surface.used, rel=1e-9)
    even = surface.values[inside].std() / surface.values[inside].mean()
    assert even < 0.25


def test_points_outside_the_grid_are_counted_not_lost_silently():
    """Two of three points lie outside; the right and top edges are outside."""
    x = np.array([404_000.0, 402_000.0, 399_999.0])
    surface = density(x, np.full(3, 301_000.0), GRID, 100.0)
    assert (surface.used, surface.outside) == (1, 2)
    assert "2 outside left out" in surface.in_words()


def test_no_points_give_an_empty_surface():
    """Without points the density is zero everywhere and the mass is zero."""
    surface = density(np.array([]), np.array([]), GRID, 100.0)
    assert surface.mass == 0.0
    assert not surface.values.any()


def test_bad_requests_are_refused():
    """Bandwidths under a cell, unknown edges, points without place, negative weights."""
    one = np.array([402_000.0]), np.array([301_000.0])
    with pytest.raises(UsageError, match="finer"):
        density(*one, GRID, 40.0)
    with pytest.raises(UsageError, match="edge rule"):
        density(*one, GRID, 100.0, boundary="wrap")  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="renormalise"):
        density(*one, GRID, 100.0, inside=np.ones((60, 80), bool), boundary="open")
    with pytest.raises(BadInput, match="study area"):
        density(*one, GRID, 100.0, inside=np.ones((2, 2), bool))
    with pytest.raises(BadInput, match="no place"):
        density(np.array([np.nan]), one[1], GRID, 100.0)
    with pytest.raises(BadInput, match="Weights"):
        density(*one, GRID, 100.0, weights=np.array([-1.0]))
    with pytest.raises(BadInput, match="one weight"):
        density(*one, GRID, 100.0, weights=np.ones(2))
