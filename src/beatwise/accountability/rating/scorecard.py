"""The scorecard: every measure with its value, rating and chart signals, and the exceptions.

An exception is a measure that a board must talk about: red, late, or with a signal on its control
chart that goes the unwanted way. Each needs a commentary before the pack is frozen.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from beatwise.accountability.measures.due import is_late
from beatwise.accountability.measures.expectation import Expectation, Polarity
from beatwise.accountability.measures.measure import Measure
from beatwise.accountability.measures.measure_units import YES_NO
from beatwise.accountability.measures.observation import WHOLE_AREA, Observation
from beatwise.accountability.measures.period import Period
from beatwise.accountability.measures.years.judged_value import expected_of, latest_judged
from beatwise.accountability.rating.chart_line import Rebasing, chart_line, cuts_in
from beatwise.accountability.rating.control_charts import Chart, Signal, xmr
from beatwise.accountability.rating.rag import Rag, Rating, Status, rate
from beatwise.accountability.rating.variation import (
    Assurance,
    LatestPoint,
    Variation,
    assurance,
    latest_point,
    variation,
)


CHART = "Control chart: "


@dataclass(frozen=True, slots=True)
class Row:
    """One measure on the scorecard.

    Parameters
    ----------
    measure, latest, rating
        The definition, the value it is judged by (its newest, or its newest year), and what the
        rule says of it.
    chart, periods
        Its control chart, and the period of each point; empty where the values cannot be charted.
    why
        Why it is an exception, in sentences; empty when it is none.
    point
        What the chart says at its latest point, whatever is wanted of the measure.
    """

    measure: Measure
    latest: Observation | None
    rating: Rating
    chart: Chart
    periods: tuple[Period, ...]
    why: tuple[str, ...]
    point: LatestPoint

    @property
    def variation(self) -> Variation:
        """Whether the latest value is more than ordinary variation, and the wanted way."""
        return variation(self.point, self.measure.polarity)

    @property
    def assurance(self) -> Assurance:
        """Whether the measure's ordinary variation meets its target."""
        return assurance(self.point, self.expected_of_chart)

    @property
    def expected_of_chart(self) -> Expectation:
        """What is expected of the values that the chart shows: months have no target of a year."""
        judged = self.latest.period if self.latest else None
        return expected_of(self.measure, judged, self.point.months)

    @property
    def is_exception(self) -> bool:
        """Whether a board must talk about it."""
        return bool(self.why)


def score(
    measure: Measure,
    observations: Iterable[Observation],
    *,
    today: dt.date,
    area: str = WHOLE_AREA,
    rebased: Sequence[Rebasing] = (),
) -> Row:
    """Return a measure's row, from all its observations (any area, any vintage)."""
    of_area = [observation for observation in observations if observation.area == area]
    newest = latest_judged(measure, of_area, area)
    rating = rate(measure, newest, late=is_late(measure, newest, today))
    line = chart_line(of_area, area)
    values = [None if value is None else float(value) for _, value in line]
    if measure.unit.name == YES_NO:  # limits around answers mean nothing
        chart = Chart(tuple(values), ((),) * len(values), (), ())
    else:
        chart = xmr(values, rebased=cuts_in(rebased, line), **ends(measure))
    periods = tuple(period for period, _ in line)
    why = reasons(rating, adverse_signals(chart, measure.polarity))
    months = periods[-1].length if periods else None
    return Row(measure, newest, rating, chart, periods, why, latest_point(chart, months))


def scorecard(
    measures: Iterable[Measure],
    observations: Mapping[str, Iterable[Observation]],
    *,
    today: dt.date,
    area: str = WHOLE_AREA,
    rebased: Mapping[str, Sequence[Rebasing]] | None = None,
) -> tuple[Row, ...]:
    """Return every measure's row; ``observations`` and ``rebased`` are by measure id."""
    cuts = rebased or {}
    return tuple(
        score(
            measure,
            observations.get(measure.id, ()),
            today=today,
            area=area,
            rebased=cuts.get(measure.id, ()),
        )
        for measure in measures
    )


def exceptions(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Return the rows that a board must talk about, red ones first."""
    to_discuss = [row for row in rows if row.is_exception]
    return tuple(sorted(to_discuss, key=lambda row: row.rating.rag is not Rag.RED))


def without_commentary(rows: Iterable[Row], commentary: Mapping[str, str]) -> tuple[Row, ...]:
    """Return the exceptions that have no commentary yet."""
    return tuple(row for row in exceptions(rows) if not commentary.get(row.measure.id, "").strip())


def tally(rows: Iterable[Row]) -> dict[str, int]:
    """Count rows by colour and, where there is none, by status; in a fixed order, zeros kept."""
    counts = {rag.word: 0 for rag in Rag}
    counts |= {status.value: 0 for status in Status if status is not Status.RATED}
    for row in rows:
        counts[row.rating.rag.word if row.rating.rag else row.rating.status.value] += 1
    return counts


def adverse_signals(chart: Chart, polarity: Polarity) -> tuple[Signal, ...]:
    """Return the signals at the latest point that go the unwanted way; all when neither is wanted.

    A trend goes the way it runs; any other signal is on the side of the mean where the point lies.
    """
    value = chart.values[-1] if chart.values else None
    mean = chart.stretches[-1].mean if chart.stretches else None
    if value is None or mean is None:
        return ()
    if polarity is Polarity.NEITHER:
        return chart.latest_signals
    bad = -1 if polarity is Polarity.UP else 1
    before = chart.values[-2] if len(chart.values) > 1 else None
    return tuple(
        signal
        for signal in chart.latest_signals
        if (value - (before if signal is Signal.TREND and before is not None else mean)) * bad > 0
    )


def reasons(rating: Rating, signals: Sequence[Signal]) -> tuple[str, ...]:
    """Return why a measure is an exception, from its rating and its unwanted signals."""
    sentences: list[str] = []
    if rating.rag is Rag.RED or rating.status is Status.LATE:
        sentences.append(rating.reason)
    sentences += [words for words in (signal_words(signals),) if words]
    return tuple(sentences)


def signal_words(signals: Sequence[Signal]) -> str:
    """Return a chart's signals as a sentence; empty without one."""
    return f"{CHART}{'; '.join(signal.value for signal in signals)}." if signals else ""


def ends(measure: Measure) -> dict[str, float]:
    """Return where a measure itself ends, as ``floor`` and ``ceiling`` of a control chart."""
    name = measure.unit.name
    bounds = {"floor": 0.0} if name in ("count", "rate", "percent", "days", "hours") else {}
    return bounds | ({"ceiling": 100.0} if name == "percent" else {})


def within_ends(point: LatestPoint, measure: Measure) -> LatestPoint:
    """Return a chart's latest point with its limits cut off where the measure itself ends."""
    if point.lower is None or point.upper is None:
        return point
    bounds = ends(measure)
    return replace(
        point,
        lower=max(bounds.get("floor", point.lower), point.lower),
        upper=min(bounds.get("ceiling", point.upper), point.upper),
    )
