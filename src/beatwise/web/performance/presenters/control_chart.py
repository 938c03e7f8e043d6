"""A measure's control chart: the line of an area's values, and its drawing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from beatwise.accountability.measures.expectation import Expectation
from beatwise.accountability.measures.measure import Measure
from beatwise.accountability.measures.measure_units import YES_NO, plain
from beatwise.accountability.measures.observation import Observation, series
from beatwise.accountability.measures.period import Period
from beatwise.accountability.measures.years.judged_value import expected_of, latest_judged
from beatwise.accountability.measures.years.rolling_years import PARTS, YEAR
from beatwise.accountability.rating.chart_line import chart_line, is_rolling
from beatwise.accountability.rating.control_charts import Chart
from beatwise.accountability.rating.scorecard import ends
from beatwise.web.performance import current_ratings
from beatwise.web.performance.models import ObservationRow, RebasingDecision
from beatwise.web.performance.presenters import rating_cell


WIDE, NARROW = 760, 290
DRAWING = 3  # raise it when the drawing itself changes, so that kept charts are drawn anew


@dataclass(frozen=True, slots=True)
class Line:
    """One area's control chart, with the period and the stored number of each point.

    ``judged`` is the period of the value that the measure is judged by.
    """

    measure: Measure
    area: str
    chart: Chart
    periods: tuple[Period, ...]
    numbers: tuple[str, ...]
    judged: Period | None = None

    @property
    def is_drawable(self) -> bool:
        """Whether there are two values to draw a line between."""
        if self.measure.unit.name == YES_NO:
            return False
        return sum(value is not None for value in self.chart.values) > 1

    @property
    def months(self) -> int | None:
        """How many months each of its periods has; ``None`` for days and without any."""
        return self.periods[-1].length if self.periods else None

    @property
    def is_of_rolling_years(self) -> bool:
        """Whether its points are years that overlap, so that it has no limits."""
        return is_rolling(self.periods)

    @property
    def is_of_parts(self) -> bool:
        """Whether its points are the parts of the years that the measure is judged by."""
        return self.judged is not None and self.judged.length == YEAR and self.months in PARTS

    @property
    def expected(self) -> Expectation:
        """What is expected of its points: a number to reach in a year is not of a month."""
        return expected_of(self.measure, self.judged, self.months)

    @property
    def chart_source(self) -> list[object]:
        """Everything that the drawing depends on, as plain JSON."""
        return [
            DRAWING,
            self.numbers,
            [str(period) for period in self.periods],
            [cut.at for cut in self.chart.rebased],
            unit_words(self.measure),
            str(self.expected.target),
            self.measure.polarity.value,
        ]

    def svg(self, width: int) -> str:
        """Draw it."""
        from beatwise.publication.control_chart.control import control

        target = self.expected.target
        return control(
            self.chart,
            [rating_cell.short(period) for period in self.periods],
            width=width,
            polarity=self.measure.polarity,
            unit=unit_words(self.measure),
            target=None if target is None else float(target),
            **ends(self.measure),
        )


def line(
    measure: Measure,
    area: str,
    rows: Sequence[ObservationRow],
    decisions: Sequence[RebasingDecision],
) -> Line:
    """Return the control chart of an area's values, empty where they cannot be charted."""
    values = [current_ratings.observation(row) for row in rows]
    points, judged = chart_line(values, area), latest_judged(measure, values, area)
    cuts = [current_ratings.rebasing(row) for row in decisions]
    chart = current_ratings.control_chart(points, cuts, **ends(measure))
    if not points:
        points = _alike(series(values, area))
        numbers = tuple(None if value is None else float(value) for _, value in points)
        chart = Chart(numbers, ((),) * len(numbers), (), ())
    return Line(
        measure,
        area,
        chart,
        tuple(period for period, _ in points),
        tuple("" if value is None else f"{value:f}" for _, value in points),
        judged.period if judged else None,
    )


def _alike(observations: Sequence[Observation]) -> tuple[tuple[Period, Decimal | None], ...]:
    """Return the values whose periods are like the newest's: overlapping, or with odd gaps."""
    dated = [each for each in observations if each.period.stated]
    alike = [each for each in dated if each.period.like(dated[-1].period)]
    return tuple((each.period, each.value) for each in alike)


def unit_words(measure: Measure) -> str:
    """Return a measure's unit as it stands above a scale."""
    if measure.unit.name == "rate" and measure.per is not None:
        return f"per {plain(measure.per)}"
    return {"count": "number", "yes/no": "1 is yes"}.get(measure.unit.name, measure.unit.words)
