"""PAI, PEI, RRI and the generalised Gini against published figures."""

from __future__ import annotations

import numpy as np
import pytest

from beatwise.hotspots.accuracy import RRI_DIRECTION, accuracy_at
from beatwise.hotspots.concentration import generalised_gini, gini


def test_pai_pei_rri_of_three_cells():
    """Observed 6, 3, 0 and predicted 3, 2, 1: PAI 2, 1.5, 1; PEI 1, 1, 1; RRI .5, 5/9, 2/3."""
    observed, predicted = np.array([6, 3, 0]), np.array([3.0, 2.0, 1.0])
    order, area = np.argsort(-predicted), np.ones(3)
    top = [accuracy_at(order, observed, area, units=k, predicted=predicted) for k in (1, 2, 3)]
    assert [a.pai for a in top] == pytest.approx([2, 1.5, 1])
    assert [a.pei for a in top] == pytest.approx([1, 1, 1])
    assert [a.pei_star for a in top] == pytest.approx([1, 1, 1])
    assert [a.rri for a in top] == pytest.approx([0.5, 5 / 9, 2 / 3])
    assert RRI_DIRECTION.startswith("predicted ÷ observed")


def test_the_same_by_area():
    """Asking for thirds of the area gives the same as asking for whole cells."""
    observed = np.array([6, 3, 0])
    for k in (1, 2, 3):
        by_area = accuracy_at(np.arange(3), observed, np.ones(3), fraction=k / 3)
        assert by_area.units == pytest.approx(k)
        assert by_area.pei_star == pytest.approx(1.0)


def test_generalised_gini_of_the_authors_examples():
    """20 crimes on 10 places: .78 both ways; 8 on 10: .80 and .75 (authors' R package)."""
    twenty = np.array([10, 8, 2] + [0] * 7)
    eight = np.array([5, 2, 1] + [0] * 7)
    assert gini(twenty) == pytest.approx(0.78)
    assert generalised_gini(twenty) == pytest.approx(0.78)
    assert gini(eight) == pytest.approx(0.80)
    assert generalised_gini(eight) == pytest.approx(0.75)
