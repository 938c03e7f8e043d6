"""Neighbourhoods against an even rate."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import sparse
from scipy.stats import binom, poisson
from tests.unit.hotspots.significance.worlds import ring

from beatwise.hotspots.significance import local_rate


def test_rate_test_is_the_binomial_of_its_share():
    """A neighbourhood with 3/8 of the area holds a Binomial(N, 3/8) of the events."""
    counts = np.array([4, 1, 0, 0, 0, 0, 0, 0])
    area = np.full(8, 100.0)
    local = local_rate(counts, ring(8), area)
    assert local.p[0] == pytest.approx(binom.sf(4, 5, 3 / 8))
    assert not local.tested[4]
    known = local_rate(counts, ring(8), area, rate=0.001)
    assert known.p[0] == pytest.approx(poisson.sf(4, 0.3))
    assert known.levels[0] == pytest.approx(poisson.sf(1, 0.3))


def test_rate_test_gives_large_cells_their_due():
    """A cell with ten times the area needs ten times the events to stand out."""
    counts = np.array([10, 1, 1, 1, 1, 1, 1, 1, 1, 1])
    area = np.array([10.0] + [1.0] * 9)
    links = sparse.csr_array((10, 10), dtype=bool)
    assert local_rate(counts, links, area).p[0] > 0.4
    assert local_rate(counts, links, np.ones(10)).p[0] < 1e-4
