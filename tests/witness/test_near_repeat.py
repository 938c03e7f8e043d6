"""Near repeat against the Near Repeat Calculator's Chicago arson run, and a plain slow count."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beatwise.hotspots.near_repeats.knox import near_repeat


OBSERVED = [
    [0, 2, 0, 8],
    [9, 1, 1, 45],
    [4, 0, 0, 140],
    [6, 0, 0, 234],
    [393, 710, 770, 133_658],
]


def arson(real_data):
    table = pd.read_csv(
        real_data / "benchmarks" / "nearrepeat" / "chicago_arson.csv",
        header=None,
        names=["x", "y", "date"],
        parse_dates=["date"],
    )
    return table["x"].to_numpy(), table["y"].to_numpy(), table["date"].to_numpy()


@pytest.mark.real
def test_the_published_pair_table_is_reproduced_to_the_digit(real_data):
    """Manhattan distance on coordinates rounded to 0.1 m gives the calculator's 135,981 pairs."""
    got = near_repeat(*arson(real_data), metric="manhattan", permutations=99, seed=1)
    assert got.observed.tolist() == OBSERVED
    assert got.pairs == got.observed.sum() == 135_981
    assert got.day_bands == ("0 days", "1 day", "2 days", ">=3 days")


@pytest.mark.real
def test_the_exact_expectation_is_the_product_of_the_margins(real_data):
    """The published exact means follow, with the coordinates they were taken from.

    They belong to unrounded coordinates, where the pair 399.96 m apart lies one band lower.
    """
    got = near_repeat(*arson(real_data), metric="manhattan", permutations=1, precision_m=1e-6)
    assert got.observed[2:4, 3].tolist() == [141, 233]
    assert got.expected[:, 0] == pytest.approx([0.0303, 0.1697, 0.4393, 0.7241, 410.6366], abs=1e-3)
    assert got.expected[:, 1] == pytest.approx([0.0524, 0.2936, 0.7603, 1.2532, 710.6405], abs=1e-3)


@pytest.mark.real
def test_the_straight_line_gives_other_near_bands(real_data):
    """Euclidean distance puts 11, 7 and 1 same-day pairs in the near bands: the metric matters."""
    got = near_repeat(*arson(real_data), permutations=1)
    assert got.observed[1:4, 0].tolist() == [11, 7, 1]


@pytest.mark.real
def test_one_pair_lies_between_half_a_metre_and_a_metre(real_data):
    """Same place needs a stated limit: one metre instead of half a metre takes in one more."""
    limits = [200.0, 400.0, 600.0]
    counts = [
        near_repeat(
            *arson(real_data), distance_limits=[same, *limits], metric="manhattan", permutations=1
        ).observed[0]
        for same in (0.5, 1.0)
    ]
    assert counts[1].sum() - counts[0].sum() == 1


@pytest.mark.real
def test_shuffled_means_and_p_values_agree_with_the_calculator(real_data):
    """999 shuffles have the exact means, and call the same near bands unlikely."""
    got = near_repeat(*arson(real_data), metric="manhattan", permutations=999, seed=4)
    error = got.shuffled_sd / np.sqrt(999)
    assert np.all(np.abs(got.shuffled_mean - got.expected) <= 4 * error + 1e-12)
    low = got.p_value[:4, :3] <= 0.05
    assert low.tolist() == [
        [False, True, False],
        [True, False, False],
        [True, False, False],
        [True, False, False],
    ]


def plain(x, y, days, distance_limits, day_limits, metric):
    """Count pairs one by one, on coordinates in whole decimetres."""
    table = np.zeros((len(distance_limits) + 1, len(day_limits) + 1), int)
    for i, j in combinations(range(len(x)), 2):
        dx, dy = abs(x[i] - x[j]), abs(y[i] - y[j])
        far = [
            dx + dy >= 10 * limit if metric == "manhattan" else dx**2 + dy**2 >= (10 * limit) ** 2
            for limit in distance_limits
        ]
        late = [abs(int(days[i]) - int(days[j])) >= limit for limit in day_limits]
        table[sum(far), sum(late)] += 1
    return table


events = st.lists(
    st.tuples(st.integers(0, 60), st.integers(0, 60), st.integers(0, 9)), min_size=2, max_size=25
)


@settings(max_examples=60, deadline=None)
@given(events, st.sampled_from(["euclidean", "manhattan"]), st.integers(0, 5))
def test_a_plain_slow_count_agrees(rows, metric, seed):
    """Every pair table, observed and shuffled, is what counting pairs one by one gives."""
    x, y, days = (np.array(column) for column in zip(*rows, strict=True))
    limits, day_limits = [0.5, 2.0, 4.0], [1, 3]
    shuffles = {
        "distance_limits": limits, "day_limits": day_limits, "metric": metric,
        "permutations": 5, "seed": seed,
    }  # fmt: skip
    got = near_repeat(x / 10, y / 10, days, **shuffles)
    observed = plain(x, y, days, limits, day_limits, metric)
    assert got.observed.tolist() == observed.tolist()
    assert got.expected.sum() == pytest.approx(observed.sum())
    assert np.all((got.p_value * 6) % 1 == pytest.approx(0, abs=1e-9))


def test_p_values_are_those_of_all_shuffles_of_a_tiny_world():
    """Four events in two places: the chance of two same-day pairs at one place is one in three."""
    got = near_repeat(
        [0, 0, 900, 900], [0, 0, 0, 0], [1, 1, 5, 5],
        distance_limits=[0.5], day_limits=[1], permutations=4999,
    )  # fmt: skip
    assert got.observed.tolist() == [[2, 0], [0, 4]]
    assert got.p_value[0, 0] == pytest.approx(1 / 3, abs=0.02)
    assert got.p_value[0, 1] == 1.0
    assert got.expected[0, 0] == pytest.approx(2 * 2 / 6)
