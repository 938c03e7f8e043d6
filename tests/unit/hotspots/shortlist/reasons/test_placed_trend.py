"""Trends where some records have no place."""

from __future__ import annotations

import numpy as np
import pytest

from beatwise.hotspots.shortlist.reasons.placed_trend import STEADY, moves_too_much, placed_trend
from beatwise.hotspots.shortlist.reasons.trend import trend


MONTHS = np.arange(24_300, 24_320)


def test_a_fall_that_only_lost_places_make_is_no_fall() -> None:
    """100 a month of which 80 are placed in the later half: corrected to no change at all."""
    placed = np.where(np.arange(20) < 10, 1.0, 0.82)
    counts = np.round(100 * placed)
    corrected, plain = placed_trend(counts, MONTHS, placed), trend(counts, MONTHS)
    assert corrected is not None
    assert plain is not None
    assert plain.value < -15
    assert corrected.value == pytest.approx(0, abs=0.5)


def test_the_interval_covers_none_and_twice_as_many() -> None:
    """It reaches from the plain trend to the one in which the place lost twice its share."""
    placed = np.where(np.arange(20) < 10, 1.0, 0.85)
    counts = np.round(100 * placed)
    corrected, plain = placed_trend(counts, MONTHS, placed), trend(counts, MONTHS)
    twice = trend(counts, MONTHS, exposure=placed / (2 - placed))
    assert corrected is not None
    assert plain is not None
    assert twice is not None
    assert (corrected.low, corrected.high) == (plain.low, twice.high)


def test_a_share_that_moves_too_far_gives_no_trend() -> None:
    """From all to half of the records with a place: refused."""
    placed = np.where(np.arange(20) < 10, 1.0, 0.5)
    assert moves_too_much(placed)
    assert placed_trend(np.round(60 * placed), MONTHS, placed) is None


def test_a_steady_share_changes_nothing() -> None:
    """With 3 % without a place in every month the trend is the plain one."""
    counts = np.random.default_rng(3).poisson(40, 20)
    steady, plain = placed_trend(counts, MONTHS, np.full(20, 0.97)), trend(counts, MONTHS)
    assert steady is not None
    assert plain is not None
    assert steady.value == pytest.approx(plain.value, abs=1e-6)
    assert (steady.low, steady.high) == pytest.approx((plain.low, plain.high), abs=1e-6)


@pytest.mark.parametrize(
    ("shares", "too_much"),
    [
        ((0.75, 1.0, 0.75), True),
        ((0.75, 0.875), False),
        ((0.05, 0.25), False),  # 0.2 to the last digit of a float
        ((0.0, 0.1), True),
        ((0.1, 0.0, 0.1), True),
        ((0.01, 0.02), False),
        ((), False),
    ],
)
def test_a_share_may_move_by_twenty_points_and_never_be_nought(
    shares: tuple[float, ...], too_much: bool
) -> None:
    """Without a month nothing moves; a month without any place gives no trend."""
    assert moves_too_much(np.array(shares)) is too_much


def test_five_points_do_not_widen_the_interval() -> None:
    """From 0.05 to 0.1 the corrected interval stands as it is; a little further it covers both."""
    counts = np.random.default_rng(3).poisson(60, 20)
    half = np.arange(20) < 10
    steady = np.where(half, 0.05, 0.05 + STEADY)
    one, own = placed_trend(counts, MONTHS, steady), trend(counts, MONTHS, exposure=steady)
    assert one == own
    moved = np.where(half, 0.05, 0.101)
    one, own = placed_trend(counts, MONTHS, moved), trend(counts, MONTHS, exposure=moved)
    assert one is not None
    assert own is not None
    assert (one.value, one.low < own.low, one.high > own.high) == (own.value, True, True)


def test_too_little_gives_no_trend_however_the_share_moves() -> None:
    """Five months, or a handful of incidents."""
    moved = np.where(np.arange(20) < 10, 0.9, 1.0)
    assert placed_trend(np.full(5, 40), MONTHS[:5], moved[:5]) is None
    assert placed_trend(np.arange(20) % 2 * (np.arange(20) < 6), MONTHS, moved) is None
