"""Figures of a measure: a value, its change against another period, its target, in words.

Values come from the disclosure gate; a hidden one is printed as ``[c]``. Only periods that are
alike are compared, and a change from zero has no per cent.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from beatwise.accountability.measures.measure import Measure
from beatwise.accountability.measures.measure_units import plain, value_in_words
from beatwise.accountability.measures.observation import WHOLE_AREA, Observation
from beatwise.accountability.measures.period import Period
from beatwise.errors import BadInput
from beatwise.publication.papers.writing.paper_figures import (
    NoFigure,
    PaperFigure,
    reference_of,
)
from beatwise.publication.published import CONFIDENTIAL


LATEST = "latest"
POINTS = ("percent", "percentage points", "percent change")
MORE, FEWER, SAME = "more", "fewer", "same"


@dataclass(frozen=True, slots=True)
class MeasureSeries:
    """A measure's current values in one area, oldest first, as the disclosure gate lets them out.

    ``name`` is what references call it: its id, with the area where that is not the whole one.
    """

    measure: Measure
    values: Sequence[Observation]
    area: str = WHOLE_AREA

    def path(self, period: str) -> str:
        """Return the path of one of its values."""
        base = f"{self.measure.id}.{period}"
        return base if self.area == WHOLE_AREA else f"{base}.{self.area}"

    def of(self, period: Period) -> Observation | None:
        """Return the value of a period, if there is one."""
        return next((each for each in self.values if each.period == period), None)

    def at(self, words: str) -> Observation:
        """Return the value of ``latest`` or a period in words; raise ``NoFigure``."""
        with_value = [each for each in self.values if each.value is not None or each.hidden]
        if not with_value:
            raise NoFigure(f"{self.measure.title} has no value yet. Enter or import one.")
        if words.lower() == LATEST:
            return with_value[-1]
        try:
            period = Period.parse(words)
        except BadInput as error:
            raise NoFigure(f"{error.message} Write {with_value[-1].period} or latest.") from error
        value = self.of(period)
        if value is None or (value.value is None and not value.hidden):
            newest = with_value[-1].period.words
            raise NoFigure(
                f"{self.measure.title} has no value of {period.words}; its newest is of {newest}."
            )
        return value


def figure(series: MeasureSeries, period: str, form: str) -> PaperFigure:
    """Return a figure of a measure; raise ``NoFigure`` for a form or value that is not there."""
    make = FORMS.get(form.lower())
    if make is None:
        raise NoFigure(f"'{form}' is no form of a measure. Forms are: {', '.join(FORMS)[2:]}.")
    value = series.at(period)
    words, number, change = make(series, value)
    measure = series.measure
    about = f"{measure.title}, {form}" if form else measure.title
    return PaperFigure(
        reference=reference_of(series.path(period), form),
        words=words,
        about=about,
        value="" if value.hidden else number,
        unit=measure.unit.words,
        period=value.period.words,
        area=value.area,
        source=value.source or measure.source,
        as_known_on=value.vintage.isoformat() if value.vintage else "",
        change=change,
        hidden=value.hidden or CONFIDENTIAL in words,
    )


Printed = tuple[str, str, str]  # the words, the number in full, the sign of a change


def _value(series: MeasureSeries, value: Observation) -> Printed:
    if value.value is None:
        return CONFIDENTIAL, "", ""
    return value_in_words(value.value, series.measure.unit.name), f"{value.value:f}", ""


def _number(_: MeasureSeries, value: Observation) -> Printed:
    if value.value is None:
        return CONFIDENTIAL, "", ""
    return f"{value.value:,f}", f"{value.value:f}", ""


def _period(_: MeasureSeries, value: Observation) -> Printed:
    return value.period.words, "", ""


def _target(series: MeasureSeries, _: Observation) -> Printed:
    words = series.measure.expectation.words
    return words, "", ""


def _from_last_year(series: MeasureSeries, value: Observation) -> Printed:
    return _change(series, value, year_before(value.period))


def _from_before(series: MeasureSeries, value: Observation) -> Printed:
    return _change(series, value, period_before(value.period))


def _from_baseline(series: MeasureSeries, value: Observation) -> Printed:
    baseline = series.measure.baseline
    if baseline is None or series.area != WHOLE_AREA:
        raise NoFigure(f"{series.measure.title} has no baseline here.")
    if not baseline.period.like(value.period):
        raise NoFigure(
            f"{value.period.words} and the baseline, {baseline.period.words}, are not alike, so "
            "they are not compared."
        )
    return change_words(series.measure, value, Observation(baseline.period, baseline.value))


def _change(series: MeasureSeries, value: Observation, period: Period) -> Printed:
    other = series.of(period)
    if other is None or (other.value is None and not other.hidden):
        raise NoFigure(f"{series.measure.title} has no value of {period.words} to compare with.")
    return change_words(series.measure, value, other)


def change_words(measure: Measure, value: Observation, other: Observation) -> Printed:
    """Return a change in words: ``12 (8.3 %) more than in 2024/25 Q3``, its number and sign."""
    when = f"{'on' if other.period.on else 'in'} {other.period.words}"
    if value.value is None or other.value is None:
        return f"{CONFIDENTIAL} against {other.period.words}", "", ""
    gap = value.value - other.value
    if not gap:
        return f"the same as {when}", "0", SAME
    size, money = abs(gap), measure.unit.name == "pounds"
    if measure.unit.name in POINTS:
        words = f"{plain(size)} percentage point{'' if size == 1 else 's'}"
    else:
        words = f"£{size:,f}" if money else f"{size:,f}"
        if other.value > 0:
            share = (size * 100 / other.value).quantize(Decimal("0.1"), ROUND_HALF_UP)
            words += f" ({share} %)"
    way = MORE if gap > 0 else FEWER
    is_amount = measure.unit.name not in ("count", "rate")
    comparison = "less" if way == FEWER and is_amount else way
    return f"{words} {comparison} than {when}", f"{gap:f}", way


def period_name(period: Period) -> str:
    """Return how a reference names a period: in words where they are read back as the same."""
    words = period.words
    try:
        return words if period.stated and Period.parse(words) == period else str(period)
    except BadInput:
        return str(period)


def year_before(period: Period) -> Period:
    """Return the same period a year earlier."""
    return _moved(period, 12)


def period_before(period: Period) -> Period:
    """Return the equally long period right before; of a day the same day a year earlier."""
    return _moved(period, period.length or 12)


def _moved(period: Period, months: int) -> Period:
    if period.on:
        leap_day = (period.on.month, period.on.day) == (2, 29)
        day = 28 if leap_day else period.on.day
        return Period(on=dt.date(period.on.year - 1, period.on.month, day))
    if period.first is None or period.last is None:
        return period
    return Period(period.first - months, period.last - months)


FORMS: dict[str, Callable[[MeasureSeries, Observation], Printed]] = {
    "": _value,
    "number": _number,
    "period": _period,
    "target": _target,
    "change from last year": _from_last_year,
    "change from before": _from_before,
    "change from baseline": _from_baseline,
}
