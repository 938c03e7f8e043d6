"""How often the same places are chosen on half of the months."""

from __future__ import annotations

import numpy as np
import pytest

from beatwise.hotspots.shortlist.reasons.split_half import found_again


INSIDE = np.array([[True, True, False], [False, False, True]])
WEIGHT = np.array([3.0, 1.0, 2.0])
MONTHS = (100, 101, 102, 103, 104)


def again(holds: list[bool], seed: int = 0, months: tuple[int, ...] = MONTHS) -> list[float]:
    """Return the shares when every half of the months chooses the same points."""
    return found_again(INSIDE, WEIGHT, months, lambda half: np.array(holds), seed).tolist()


def test_a_place_is_found_when_half_of_its_incidents_are() -> None:
    """Three of four incidents find the first place, one of four does not; exactly half does."""
    assert again([True, False, False]) == [1.0, 0.0]
    assert again([False, True, True]) == [0.0, 1.0]
    level = found_again(INSIDE, np.ones(3), MONTHS, lambda half: np.array([True, False, False]), 0)
    assert level.tolist() == [1.0, 0.0]


def test_halves_are_half_of_the_months_in_order_and_follow_the_seed() -> None:
    """Of five months two are drawn, ascending, never one twice; the seed gives the same halves."""

    def halves_of(seed: int) -> list[tuple[int, ...]]:
        halves: list[tuple[int, ...]] = []

        def note(half: tuple[int, ...]) -> np.ndarray:
            halves.append(half)
            return np.zeros(3, bool)

        found_again(INSIDE, WEIGHT, MONTHS, note, seed)
        return halves

    halves = halves_of(1)
    assert len(halves) == 20
    assert all(len(half) == 2 and half[0] < half[1] for half in halves)
    assert {month for half in halves for month in half} == set(MONTHS)
    assert halves == halves_of(1) != halves_of(2)


def test_the_share_counts_the_halves() -> None:
    """Found whenever month 100 is in the half: in as many of four halves as that is."""
    hits = []

    def choose_again(half: tuple[int, ...]) -> np.ndarray:
        hits.append(100 in half)
        return np.full(3, 100 in half)

    share = found_again(INSIDE, WEIGHT, MONTHS, choose_again, 3, halves=4)
    assert share == pytest.approx([np.mean(hits)] * 2)


def test_three_months_have_no_halves() -> None:
    """With fewer than four months nothing is claimed; without places there is nothing to claim."""
    assert np.isnan(again([True] * 3, months=(100, 101, 102))).all()
    nowhere = np.zeros((0, 3), bool)
    assert found_again(nowhere, WEIGHT, MONTHS, lambda half: np.ones(3, bool), 0).shape == (0,)
