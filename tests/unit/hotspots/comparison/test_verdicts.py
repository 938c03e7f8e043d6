"""Ours against each baseline over the same cases."""

from __future__ import annotations

import pytest
from tests.unit.hotspots.comparison.worlds import town

from beatwise.hotspots.comparison import (
    OURS,
    baselines_of,
    compare,
    mean_share,
    rolled_cases,
    verdicts,
)


def test_verdicts_pair_the_same_cases():
    """Ours against itself is level in every case; wins and losses are counted."""
    ground = town(months=20)
    rolled = rolled_cases([int(m) for m in ground.months], 6)
    assert len(rolled) == 16
    cases = [compare(ground, "here", "shoplifting", *pair, bandwidths=(100.0,)) for pair in rolled]
    rivals = baselines_of(cases)
    assert "kernel density 100 m" in rivals
    same, *others = verdicts(cases, OURS, [OURS, *rivals])
    assert (same.by_month.ties, same.words) == (16, "no worse")
    for one in others:
        assert one.by_month.wins + one.by_month.losses + one.by_month.ties == 16
        ahead = mean_share(cases, OURS) - mean_share(cases, one.baseline)
        assert one.by_month.difference.value == pytest.approx(ahead)
        assert one.by_force_and_kind.verdict == "not compared"
