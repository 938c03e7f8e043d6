"""What a near-repeat test refuses, and what it says."""

from __future__ import annotations

import numpy as np
import pytest

from beatwise.errors import BadInput, Refused, UsageError
from beatwise.hotspots.near_repeats.knox import near_repeat


X, Y, DAYS = [0, 100, 5000], [0, 0, 0], [1, 4, 9]


@pytest.mark.parametrize(
    "settings",
    [
        {"distance_limits": [200, 100]},
        {"distance_limits": []},
        {"day_limits": [0, 1]},
        {"day_limits": [1.5]},
        {"metric": "walking"},
        {"permutations": 0},
        {"precision_m": 0},
    ],
)
def test_settings_that_make_no_sense_are_usage_errors(settings):
    """Limits rise from above zero, days are whole, the metric is known."""
    with pytest.raises(UsageError):
        near_repeat(X, Y, DAYS, **settings)


@pytest.mark.parametrize(
    "world",
    [
        (X, Y, [1, 2]),
        ([0, np.nan, 1], Y, DAYS),
        (X, Y, np.array(["2024-01-01", "NaT", "2024-01-02"], "datetime64[D]")),
        (X, Y, [0.5, 1, 2]),
        (X, Y, [0, 1, 40_000]),
        ([0], [0], [0]),
    ],
)
def test_events_without_a_place_or_a_day_are_bad_input(world):
    """Missing places, missing or fractional days, a date a century off: named, not dropped."""
    with pytest.raises(BadInput):
        near_repeat(*world)


def test_months_dressed_as_dates_are_refused():
    """Twenty-five dates that are all the first of a month are months; no test is run on them."""
    months = np.arange(np.datetime64("2022-01"), np.datetime64("2024-02")).astype("datetime64[D]")
    with pytest.raises(Refused, match="months, not days"):
        near_repeat(np.arange(25), np.zeros(25), months)
