"""Gi and Gi* against the published example and the package esda."""

from __future__ import annotations

import warnings

import numpy as np
import pytest
from scipy import sparse

from beatwise.hotspots.significance import local_gi


POINTS = np.array([(10, 10), (20, 10), (40, 10), (15, 20), (30, 20), (30, 30)], dtype=float)
VALUES = np.array([2, 3, 3.2, 5, 8, 7])


def within(points: np.ndarray, limit: float) -> sparse.csr_array:
    """Points closer than the limit to one another."""
    apart = np.hypot(*(points[:, None, :] - points[None, :, :]).transpose(2, 0, 1))
    return sparse.csr_array((apart <= limit) & (apart > 0))


def test_gi_z_of_the_published_example():
    """Gi z of six points agrees with the published values to 1e-7."""
    found = local_gi(VALUES, within(POINTS, 15), star=False, permutations=99)
    expected = [-1.0136729, -0.04361589, 1.31558703, -0.31412676, 1.15373986, 1.77833941]
    assert found.z == pytest.approx(expected, abs=1e-7)


def test_gi_star_z_of_the_published_example():
    """Gi* z of six points agrees with the published values to 1e-7."""
    found = local_gi(VALUES, within(POINTS, 15), permutations=99)
    expected = [-1.39727626, -0.28917762, 0.65064964, -0.28917762, 1.23452088, 2.02424331]
    assert found.z == pytest.approx(expected, abs=1e-7)


def test_z_agrees_with_esda_on_a_random_map():
    """On 60 scattered points with sparse counts both z agree with esda's."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from esda.getisord import G_Local
        from libpysal.weights import W

        rng = np.random.default_rng(4)
        points, counts = rng.uniform(0, 100, (60, 2)), rng.poisson(0.8, 60).astype(float)
        links = within(points, 25)
        near = {i: links.indices[links.indptr[i] : links.indptr[i + 1]].tolist() for i in range(60)}
        weights = W(near, silence_warnings=True)
        for star, word in ((True, True), (False, False)):
            theirs = G_Local(counts, weights, transform="B", star=word, permutations=0).Zs
            ours = local_gi(counts, links, star=star).z
            assert ours == pytest.approx(theirs, abs=1e-9)
