"""What the API answers about measures, from rows of the scorecard and from charts."""

from __future__ import annotations

from collections.abc import Sequence

from beatwise.accountability.measures.measure import Measure
from beatwise.accountability.measures.years.rolling_years import RollingYear, formed_from
from beatwise.accountability.plan.change_control import in_words
from beatwise.accountability.rating.scorecard import Row
from beatwise.accountability.rating.variation import Assurance, LatestPoint, variations
from beatwise.web.performance.models import Commentary
from beatwise.web.performance.presenters import chart_section
from beatwise.web.performance.presenters.control_chart import Line


def measure(row: Row, area: str, comment: Commentary | None) -> dict[str, object]:
    """Return a measure as it stands in an area."""
    latest = row.latest
    return {
        **_definition(row.measure),
        "area": area,
        "latest": f"{latest.value:f}" if latest and latest.value is not None else None,
        "period": str(latest.period) if latest else None,
        "formed_from": formed_from(latest) or None,
        "hidden": bool(latest and latest.hidden),
        "target": _target(row.measure),
        "variation": row.variation.value,
        "assurance": None if row.assurance is Assurance.NO_TARGET else row.assurance.value,
        "limits": _limits(row.point),
        "rating": {
            "status": row.rating.status.value,
            "rag": row.rating.rag.word if row.rating.rag else None,
            "direction": row.rating.direction.word if row.rating.direction else None,
            "better": row.rating.better,
            "reason": row.rating.reason,
            "rule": row.rating.rule,
            "exception": row.is_exception,
            "why": list(row.why),
        },
        "commentary": comment.text if comment else None,
    }


def _definition(measure: Measure) -> dict[str, object]:
    plain = ("id", "version", "valid_from", "serial", "title", "definition", "strategy", "level",
             "frequency", "owner", "source", "disclosure")  # fmt: skip
    return {
        **{name: getattr(measure, name) for name in plain},
        "unit": measure.unit.name,
        "expectation": in_words(measure.expectation),
        "baseline": f"{measure.baseline.value:f}" if measure.baseline else None,
        "baseline_period": str(measure.baseline.period) if measure.baseline else None,
    }


def values(line: Line, years: Sequence[RollingYear]) -> dict[str, object]:
    """Return the points of a chart in order of time, and the rolling years."""
    rows = chart_section.table(line)[::-1] if line.periods else []
    looks = variations(line.chart, line.measure.polarity)
    target = line.expected.target
    return {
        "measure": line.measure.id,
        "area": line.area,
        "target": None if target is None else f"{target:f}",
        "points": [
            {
                "period": str(period),
                "value": row["stored"] or None,
                "mean": row["limits"].mean,
                "lower": row["limits"].lower,
                "upper": row["limits"].upper,
                "rests": row["rests"],
                "variation": look.value,
                "signals": [signal.value for signal in signals],
            }
            for period, row, look, signals in zip(
                line.periods, rows, looks, line.chart.signals, strict=True
            )
        ],
        "years": [_year(year) for year in years],
        "notes": chart_section.reading_notes(line) if line.is_drawable else [],
    }


def _year(year: RollingYear) -> dict[str, object]:
    formed, reported = year.formed, year.reported
    known = reported is not None and reported.value is not None
    return {
        "period": str(formed.period),
        "value": None if formed.value is None else f"{formed.value:f}",
        "formed_from": year.made_of,
        "reported": f"{reported.value:f}" if reported and known else None,
        "differs": year.difference is not None,
    }


def _target(measure: Measure) -> str | None:
    target = measure.expectation.target
    return None if target is None else f"{target:f}"


def _limits(point: LatestPoint) -> dict[str, object] | None:
    if point.lower is None or point.upper is None:
        return None
    return {
        "lower": point.lower,
        "upper": point.upper,
        "rests_on": point.rests_on,
        "settled": point.settled,
        "months": point.months,
    }
