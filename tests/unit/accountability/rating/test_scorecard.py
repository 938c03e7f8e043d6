"""The scorecard: rows, exceptions and commentary."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from tests.unit.accountability.worlds import yearly

from beatwise.accountability.measures.expectation import Polarity
from beatwise.accountability.measures.measure import Measure
from beatwise.accountability.measures.measure_set import load_set
from beatwise.accountability.measures.observation import WHOLE_AREA, Observation
from beatwise.accountability.measures.period import Period
from beatwise.accountability.rating.control_charts import Signal
from beatwise.accountability.rating.rag import Rag, Status
from beatwise.accountability.rating.scorecard import (
    adverse_signals,
    exceptions,
    score,
    scorecard,
    tally,
    without_commentary,
)


PLAN = {measure.id: measure for measure in load_set("plan-2025-29").measures}
TODAY = dt.date(2026, 2, 10)


def test_red_and_late_are_exceptions():
    """Fewer hours saved is red and must be talked about; less burglary is green and need not be."""
    observations = {
        "officer-hours-saved": [yearly("188000")],
        "residential-burglary": [yearly("2.24")],
        "robbery": [yearly("0.75", "2024/25")],
    }
    rows = scorecard((PLAN[name] for name in observations), observations, today=TODAY)
    assert [row.rating.status for row in rows] == [Status.RATED, Status.RATED, Status.LATE]
    assert [row.measure.id for row in exceptions(rows)] == ["officer-hours-saved", "robbery"]
    assert rows[0].rating.rag is Rag.RED
    commentary = {"officer-hours-saved": "The tool came late.", "robbery": "  "}
    assert [row.measure.id for row in without_commentary(rows, commentary)] == ["robbery"]


def test_the_tally_counts_every_row_once():
    """The tally keeps its zeros and adds up to the number of measures."""
    rows = scorecard(PLAN.values(), {"homicides": [yearly("0.006")]}, today=TODAY)
    counts = tally(rows)
    assert sum(counts.values()) == 40
    assert counts["too few to rate"] == 1
    assert counts["no data yet"] == 39
    assert counts["red"] == 0


def monthly(values: list[int], measure: str) -> tuple[Measure, list[Observation]]:
    """A measure with one value a month from January 2024."""
    observations = [
        Observation(Period.parse(f"{2024 + i // 12}-{i % 12 + 1:02d}"), Decimal(v), WHOLE_AREA)
        for i, v in enumerate(values)
    ]
    return PLAN[measure], observations


def test_an_unwanted_signal_is_an_exception_and_a_wanted_one_is_not():
    """A month far above the limits matters for crime, and is welcome for resolutions."""
    values = [100, 104, 98] * 7 + [200]
    crime = score(*monthly(values, "neighbourhood-crime"), today=TODAY)
    resolved = score(*monthly(values, "out-of-court-resolutions"), today=TODAY)
    assert any("Control chart" in words for words in crime.why)
    assert not any("Control chart" in words for words in resolved.why)
    assert crime.chart.latest_signals == resolved.chart.latest_signals != ()
    assert len(crime.periods) == 22


def test_a_trend_counts_by_the_way_it_runs():
    """Seven falls in a row matter where more is wanted, though the last value is still high."""
    values = [100, 90, 110, 95, 105, 98] * 2 + [160, 155, 150, 145, 140, 135, 130]
    resolved = score(*monthly(values, "out-of-court-resolutions"), today=TODAY)
    crime = score(*monthly(values, "neighbourhood-crime"), today=TODAY)
    assert resolved.chart.values[-1] > (resolved.chart.stretches[-1].mean or 0)
    assert adverse_signals(resolved.chart, Polarity.UP) == (Signal.TREND,)
    assert Signal.TREND not in adverse_signals(crime.chart, Polarity.DOWN)
    assert set(adverse_signals(crime.chart, Polarity.NEITHER)) == set(crime.chart.latest_signals)
