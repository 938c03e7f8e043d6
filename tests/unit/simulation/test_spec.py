"""Settings that make no county are refused with a next step; the edges of those that do hold."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beatwise.errors import UsageError
from beatwise.simulation import CountySpec, county
from beatwise.simulation.patrols.response import HAPPENED, MOVED


@pytest.mark.parametrize(
    "nonsense",
    [
        {"towns": 0},
        {"towns": 1000},
        {"months": 0},
        {"months": 241},
        {"effect": -1},
        {"effect": 100.5},
        {"effect": float("nan")},
        {"displacement": 101},
        {"variance_ratio": 0.5},
        {"near_repeat": 0.9},
        {"drift": -0.1},
        {"hot_spots": 0},
        {"patrol_months": 37},
        {"volume": 0},
        {"patrolled_types": ("jaywalking",)},
    ],
)
def test_nonsense_is_refused(nonsense: dict) -> None:
    """A setting that makes no county is a usage error that says what to give instead."""
    with pytest.raises(UsageError, match="Next: Give"):
        CountySpec(**nonsense)


def test_a_negative_seed_is_refused() -> None:
    """A seed below nought is a usage error."""
    with pytest.raises(UsageError, match="seed"):
        county(CountySpec(towns=1, months=1), seed=-1)


@settings(max_examples=12, deadline=None)
@given(
    months=st.integers(1, 4),
    effect=st.sampled_from([0.0, 35.0, 100.0]),
    displacement=st.sampled_from([0.0, 50.0, 100.0]),
    variance_ratio=st.sampled_from([1.0, 1.5, 6.0]),
    near_repeat=st.sampled_from([0.0, 0.3]),
    hot_spots=st.integers(1, 5),
    volume=st.sampled_from([0.01, 1.0]),
    seed=st.integers(0, 2**32),
)
def test_edges(months: int, effect: float, displacement: float, seed: int, **rest: float) -> None:
    """One town, one month, no effect, full effect: the incidents always lie where they may."""
    spec = CountySpec(towns=1, months=months, effect=effect, displacement=displacement, **rest)
    (history,) = county(spec, seed).histories
    drawn, response = history.would, history.response
    inside = np.concatenate([h.inside for h in history.hot_spots if h.patrolled])
    acted = np.isin(response.fate, [HAPPENED]) & np.isin(response.premises, inside)
    acted &= (drawn.month >= spec.before) & np.isin(drawn.kind, [0, 10])
    assert ((drawn.month >= 0) & (drawn.month < months)).all()
    assert (np.diff(drawn.second) >= 0).all()
    if effect == 100:
        assert not acted.any()
    if effect == 0:
        assert history.happened.all()
    if displacement == 0:
        assert not (response.fate == MOVED).any()
