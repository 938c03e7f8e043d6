"""What a design must say about itself before anybody is patrolled."""

from __future__ import annotations

import numpy as np
import shapely

from beatwise.clock import Month, MonthRange
from beatwise.evaluation.protocol import cautions


def test_warnings_name_what_they_warn_of() -> None:
    """Selection months, near comparisons, events and missing months are all said."""
    before, patrols = MonthRange.parse("2024-01:2024-12"), MonthRange.parse("2025-01:2025-12")
    assert cautions.regression_to_the_mean(None, before, alike=True, expected=None) is None
    warning = cautions.regression_to_the_mean(before, before, alike=False, expected=0.85)
    assert warning is not None
    assert "0.85" in warning
    assert "nothing else" in warning
    events = [
        cautions.OtherEvent("Campaign", "reporting", Month.parse("2024-06"), None, "Town"),
        cautions.OtherEvent("Old", "cctv", Month.parse("2010-01"), Month.parse("2010-02"), ""),
    ]
    assert len(cautions.other_events(events, before, patrols)) == 1
    assert "Recording may change" in cautions.other_events(events, before, patrols)[0]
    squares = [shapely.box(0, 0, 10, 10), shapely.box(100, 0, 110, 10)]
    near = cautions.contamination(["A", "B"], squares, np.array([True, False]), ["T", "T"], 150)
    assert near is not None
    assert "B lie" in near
    assert "never counted as zero" in str(cautions.missing_months([Month.parse("2024-03")]))


def test_areas_chosen_when_high_are_expected_to_fall() -> None:
    """The busiest of a hundred noisy areas hold clearly fewer in the second half."""
    rng = np.random.default_rng(0)
    ratio = cautions.expected_fall(rng.poisson(3, (100, 6)).astype(float), 5)
    assert ratio is not None
    assert ratio < 0.8
    assert cautions.expected_fall(np.ones((3, 6)), 2) is None
