"""The effect over time and over places: quarters around the start, and each block on its own."""

from __future__ import annotations

from dataclasses import replace
from math import exp, sqrt

import numpy as np
import pytest

from beatwise.evaluation.designs.over_time import BeforeAfter, change_of, noise_of, places, quarters
from beatwise.evaluation.estimators.study_panel import Panel, panel


def halving(before: int = 6, after: int = 6) -> Panel:
    """Two patrolled units whose 10 a month become 5, beside two that stay at 20 a month."""
    counts = np.repeat([[10.0], [10.0], [20.0], [20.0]], before + after, axis=1)
    counts[:2, before:] = 5
    units = panel(counts, [True, True, False, False], before)
    months = tuple(range(2024 * 12, 2024 * 12 + before + after))
    return replace(
        units, months=months, labels=("Mill", "Quay", "Park", "Green"), block_names=("all",) * 4
    )


def test_a_halving_is_a_halving_in_each_quarter_after() -> None:
    """Before the start nothing moves; after it every quarter holds half, whatever its length."""
    parts = quarters(halving(after=4))
    assert [part.name for part in parts] == [
        "2024-01 to 2024-03", "2024-04 to 2024-06", "2024-07 to 2024-09", "2024-10 to 2024-10",
    ]  # fmt: skip
    assert [part.after for part in parts] == [False, False, True, True]
    assert [part.percent for part in parts] == pytest.approx([0, 0, -50, -50])
    assert parts[3].treated == (120, 10)
    assert parts[3].comparison == (240, 40)


def test_a_quarter_before_stands_against_the_other_months_before() -> None:
    """Twice as many in the first quarter: twice the second, and one after is against both."""
    units = halving()
    counts = units.counts.copy()
    counts[:2, :3] = 20
    parts = quarters(replace(units, counts=counts))
    assert parts[0].treated == (60, 120)
    assert [part.percent for part in parts[:2]] == pytest.approx([100, -50])
    assert parts[2].treated == (180, 30)
    assert parts[2].percent == pytest.approx(100 * (30 / 180 / (120 / 240) - 1))


@pytest.mark.parametrize(
    ("before", "spans"),
    [
        (1, []),
        (2, ["2024-01 to 2024-02"]),
        (4, ["2024-02 to 2024-04"]),
        (5, ["2024-01 to 2024-02", "2024-03 to 2024-05"]),
    ],
)
def test_quarters_before_count_back_from_the_start(before: int, spans: list[str]) -> None:
    """What is left over at the beginning is a quarter from two months on, and nothing below."""
    assert [part.name for part in quarters(halving(before)) if not part.after] == spans


def test_quarters_need_somebody_to_compare_with() -> None:
    """Where every unit is patrolled there is no ratio to draw."""
    units = halving()
    assert quarters(replace(units, treated=np.ones(4, bool))) == ()


def test_without_blocks_each_patrolled_unit_stands_against_all_compared() -> None:
    """One draw over all: a line for each patrolled unit, by its label."""
    parts = places(halving())
    assert [part.name for part in parts] == ["Mill", "Quay"]
    assert parts[0].treated == (60, 30)
    assert parts[0].comparison == (240, 240)
    assert places(replace(halving(), treated=np.ones(4, bool))) == ()


def test_numbered_blocks_bear_the_name_of_their_patrolled_unit() -> None:
    """A numbered pair is named by its patrolled unit, a town by itself; torn blocks are left."""
    units = halving()
    pairs = places(replace(units, block_names=("1", "2", "1", "2")))
    assert [(part.name, part.comparison) for part in pairs] == [
        ("Mill", (120, 120)), ("Quay", (120, 120)),
    ]  # fmt: skip
    towns = places(replace(units, block_names=("Ashby", "Coalville", "Ashby", "Ibstock")))
    assert [part.name for part in towns] == ["Ashby"]  # the others have one side only


def test_the_interval_is_poissons_widened_by_the_noise() -> None:
    """By hand: ln .5 with error sqrt(2 (1/100 + 1/50 + 1/100 + 1/100))."""
    part = change_of("x", True, BeforeAfter(100, 50), BeforeAfter(100, 100), 2.0)
    reach = 1.959964 * sqrt(2 * 0.05)
    assert part.percent == pytest.approx(-50)
    assert part.low == pytest.approx(100 * (0.5 * exp(-reach) - 1), abs=1e-3)
    assert part.high == pytest.approx(100 * (0.5 * exp(reach) - 1), abs=1e-3)


@pytest.mark.parametrize("four", [(0, 1, 1, 1), (1, 0, 1, 1), (1, 1, 0, 1), (1, 1, 1, 0)])
def test_a_count_of_zero_has_no_change_but_keeps_its_counts(four: tuple[int, ...]) -> None:
    """No ratio exists with a zero; the counts stay for the reader."""
    part = change_of("x", False, BeforeAfter(*four[:2]), BeforeAfter(*four[2:]), 1.0)
    assert (part.percent, part.low, part.high) == (None, None, None)
    assert (*part.treated, *part.comparison) == four


@pytest.mark.parametrize("shape", [(1, 12), (4, 3), (4, 12)])
def test_too_little_history_has_the_noise_of_poisson(shape: tuple[int, int]) -> None:
    """One unit, three months or no incident at all cannot show a variance ratio."""
    assert noise_of(np.zeros(shape) if shape == (4, 12) else np.full(shape, 9.0)) == 1.0
