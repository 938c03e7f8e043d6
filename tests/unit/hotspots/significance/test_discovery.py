"""False discovery rates by hand."""

from __future__ import annotations

import numpy as np
import pytest

from beatwise.hotspots.significance import q_values


def test_q_values_by_hand():
    """Benjamini-Hochberg on four p-values by hand; nan stays nan yet counts."""
    assert q_values(np.array([0.01, 0.04, 0.03, 0.5])) == pytest.approx(
        [0.04, 0.04 * 4 / 3, 0.04 * 4 / 3, 0.5]
    )
    with_gap = q_values(np.array([0.01, np.nan]))
    assert with_gap[0] == pytest.approx(0.02)
    assert np.isnan(with_gap[1])
    by = q_values(np.array([0.01, 0.5]), "by")
    assert by[0] == pytest.approx(0.01 * 2 * 1.5)
    assert len(q_values(np.array([]))) == 0
