"""What a design must say about itself before anybody is patrolled."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from beatwise.clock import Month, MonthRange
from beatwise.evaluation.power.monthly_history import Range, Traits
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


BEFORE, PATROLS = MonthRange.parse("2024-01:2024-12"), MonthRange.parse("2025-01:2025-12")


@pytest.mark.parametrize(
    ("selection", "compares_days", "warned"),
    [
        (None, False, False),
        (MonthRange.parse("2023-01:2023-12"), False, False),
        (MonthRange.parse("2023-01:2024-01"), False, True),
        (BEFORE, True, False),
    ],
)
def test_only_selection_months_that_count_as_before_fall_by_themselves(
    selection: MonthRange | None, compares_days: bool, warned: bool
) -> None:
    """One shared month is enough; days of one week share any such fall."""
    warning = cautions.regression_to_the_mean(
        selection, BEFORE, alike=True, expected=None, compares_days=compares_days
    )
    assert (warning is not None) is warned
    if warning:
        assert "both sides fall alike" in warning


@pytest.mark.parametrize(
    ("start", "end", "when"),
    [
        ("2023-01", "2023-12", None),
        ("2023-01", "2024-01", "in the months before"),
        ("2024-12", "2025-01", "in the patrolled months"),
        ("2023-01", None, "in the patrolled months"),
        ("2026-01", None, None),
    ],
)
def test_an_event_is_placed_by_the_latest_months_it_applied_in(start, end, when) -> None:
    """The patrolled months come first; one that ended before or begins afterwards is left out."""
    event = cautions.OtherEvent(
        "CCTV", "cctv", Month.parse(start), Month.parse(end) if end else None, ""
    )
    warnings = cautions.other_events([event], BEFORE, PATROLS)
    assert [f"Something else happens {when} (cctv)" in line for line in warnings] == (
        [] if when is None else [True]
    )


def test_events_alike_are_named_together_and_recording_comes_first() -> None:
    """Five of a kind are three by name and two more; a change of recording stands before them."""
    june = Month.parse("2025-06")
    events = [cautions.OtherEvent(f"E{n}", "event", june + n, None, "Ashby") for n in range(5)]
    events.append(cautions.OtherEvent("New form", "recording", june, None, ""))
    first, second = cautions.other_events(events, BEFORE, PATROLS)
    assert first == (
        "Recording may change in the patrolled months (recording): 'New form' from June 2025 "
        "everywhere."
    )
    assert second.endswith(
        "'E0' from June 2025 in Ashby; 'E1' from July 2025 in Ashby; 'E2' from August 2025 in "
        "Ashby and 2 more."
    )


def test_near_and_same_town_are_two_reasons() -> None:
    """Two rings apart is far enough; an unnamed town is nobody's town."""
    squares = [shapely.box(0, 0, 10, 10), shapely.box(310, 0, 320, 10)]
    treated = np.array([True, False])
    assert cautions.contamination(["A", "B"], squares, treated, ["", ""], 150) is None
    near = cautions.contamination(["A", "B"], squares, treated, ["", ""], 151)
    assert near == "Contamination: B lies within two rings of a patrolled area."
    same = cautions.contamination(["A", "B"], squares, treated, ["T", "T"], 150)
    assert same is not None
    assert "share a town (T)" in same
    assert "rings" not in same


def test_missing_months_are_named_up_to_eight() -> None:
    """None missing is no warning; ten are eight by name and two more."""
    assert cautions.missing_months([]) is None
    ten = cautions.missing_months([Month.parse("2024-01") + n for n in range(10)])
    assert ten is not None
    assert "10 of the months before" in ten
    assert "2024-08 and 2 more" in ten


@pytest.mark.parametrize(("typical", "warned"), [(4.9, True), (5.0, False)])
def test_small_numbers_begin_below_five_a_month(typical: float, warned: bool) -> None:
    """The middle area decides, not the mean."""
    spread = Range(1.0, 1.0, 1.0)
    mean = np.array([0.0, typical, 100.0])
    history = Traits(mean, spread, Range(0.3, 0.17, 0.54), warned, None, 8, 3, 4)
    assert (cautions.small_numbers(history) is not None) is warned
    short = cautions.short_history(history)
    assert (short is not None) is warned
    if short:
        assert "8 months" in short
        assert "(0.17 to 0.54)" in short
