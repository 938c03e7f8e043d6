"""The scorecard: rows, exceptions, commentary and lateness."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from beatwise.accountability.measures.due import is_late, last_period_due
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


def yearly(value: str, period: str = "2025-01:2025-12") -> Observation:
    """One value for the whole area."""
    return Observation(Period.parse(period), Decimal(value))


def test_red_and_late_are_exceptions():
    """Fewer hours saved is red and must be talked about; less burglary is green and need not be."""
    told = {
        "officer-hours-saved": [yearly("188000")],
        "residential-burglary": [yearly("2.24")],
        "robbery": [yearly("0.75", "2024/25")],
    }
    rows = scorecard((PLAN[name] for name in told), told, today=TODAY)
    assert [row.rating.status for row in rows] == [Status.RATED, Status.RATED, Status.LATE]
    assert [row.measure.id for row in exceptions(rows)] == ["officer-hours-saved", "robbery"]
    assert rows[0].rating.rag is Rag.RED
    written = {"officer-hours-saved": "The tool came late.", "robbery": "  "}
    assert [row.measure.id for row in without_commentary(rows, written)] == ["robbery"]


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
    told = [
        Observation(Period.parse(f"{2024 + i // 12}-{i % 12 + 1:02d}"), Decimal(v), WHOLE_AREA)
        for i, v in enumerate(values)
    ]
    return PLAN[measure], told


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


def test_when_a_value_is_due():
    """A quarterly value due 30 days after its quarter is late on 31 January, not on the 30th."""
    measure = PLAN["officer-hours-saved"]
    held = yearly("1", "2025/26 Q2")
    assert last_period_due(measure, dt.date(2026, 1, 30)) == dt.date(2025, 9, 30)
    assert last_period_due(measure, dt.date(2026, 1, 31)) == dt.date(2025, 12, 31)
    assert not is_late(measure, held, dt.date(2026, 1, 30))
    assert is_late(measure, held, dt.date(2026, 1, 31))
    assert not is_late(measure, None, dt.date(2026, 1, 31))
    assert not is_late(measure, yearly("1", ""), dt.date(2026, 1, 31))


def test_a_measure_that_starts_in_april_is_not_late_in_march():
    """Nothing is due for a period before the definition began."""
    measure = PLAN["shopworker-assaults"]
    assert not is_late(measure, yearly("1", "2025/26 Q1"), dt.date(2026, 3, 20))
