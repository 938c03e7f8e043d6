"""What is asked about a new value before it is kept, from the series that it joins.

Nothing here says that a value is wrong. A point in the wrong place, a value outside the limits of
what always happens, a period of another length, parts that give another value and a year that is
not what its months give are most often slips, and sometimes true: each is asked once, and the
reason that answers it is kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from beatwise.accountability.measures.measure import Measure
from beatwise.accountability.measures.measure_units import YES_NO, value_in_words
from beatwise.accountability.measures.observation import Observation, current, out_of_step
from beatwise.accountability.measures.observation_rows import MeasureObservation
from beatwise.accountability.measures.period import Period
from beatwise.accountability.measures.years.rolling_years import YEAR
from beatwise.accountability.questions import Question, key_of
from beatwise.accountability.rating.chart_line import Rebasing, chart_line, cuts_in
from beatwise.accountability.rating.control_charts import RANGE_LIMIT, moving_ranges, xmr
from beatwise.accountability.rating.year_questions import YearsBeside


Place = tuple[str, str]  # a measure's id and an area
FACTORS = {10: "ten", 100: "a hundred", 1000: "a thousand"}
FEWEST_POINTS = 6  # of a line whose limits are asked about
SPREAD = 3  # a value within a third of the least and three times the most is in the series' size
SMALL_COUNT = 10  # between counts of which one is smaller, ten times is chance


@dataclass(frozen=True, slots=True)
class Limits:
    """Where the next value of a line is expected; ``kind`` says by which limits."""

    lower: Decimal
    upper: Decimal
    kind: str


@dataclass(slots=True)
class Alike:
    """The values of one length of period so far, by period, and the last of them.

    ``sizes`` are the least and the greatest without their signs; ``None`` while all are nought.
    """

    values: dict[Period, Decimal] = field(default_factory=dict)
    sizes: tuple[Decimal, Decimal] | None = None
    last: tuple[Period, Decimal] | None = None

    def add(self, period: Period, value: Decimal) -> None:
        """Add a value that is known."""
        self.values[period] = value
        if self.last is None or period.order >= self.last[0].order:
            self.last = period, value
        if size := abs(value):
            least, most = self.sizes or (size, size)
            self.sizes = min(least, size), max(most, size)

    def with_(self, others: Sequence[Observation]) -> Alike:
        """Return the same values and others of the same length, as far as those are known."""
        if not others:
            return self
        both = Alike()
        for period, value in self.values.items():
            both.add(period, value)
        for other in others:
            if other.value is not None:
                both.add(other.period, other.value)
        return both

    def without(self, period: Period) -> Alike:
        """Return the same values without one period's, which a new value restates."""
        if period not in self.values:
            return self
        others = Alike()
        for other, value in self.values.items():
            if other != period:
                others.add(other, value)
        return others


def value_questions(
    entries: Sequence[MeasureObservation],
    measures: Mapping[str, Measure],
    stored: Mapping[Place, Sequence[Observation]],
    rebasings: Mapping[Place, Sequence[Rebasing]],
) -> list[tuple[int, Question]]:
    """Return what is to be asked about new values, each with its place in ``entries``.

    Parameters
    ----------
    entries
        New values; those of one measure and area are looked at in order of time, each beside the
        stored ones and the new ones before it.
    measures
        Their measures, by id.
    stored, rebasings
        What is known of each measure and area, and where its limits start afresh.
    """
    by_place: dict[Place, list[int]] = {}
    for at, (name, value) in enumerate(entries):
        by_place.setdefault((name, value.area), []).append(at)
    numbered: list[tuple[int, Question]] = []
    for place, indices in by_place.items():
        measure = measures[place[0]]
        if measure.unit.name == YES_NO:
            continue
        line = _Line(measure, current(stored.get(place, ())), rebasings.get(place, ()))
        for at in sorted(indices, key=lambda at: entries[at][1].period.order):
            numbered += [(at, question) for question in line.ask(entries[at][1])]
    return sorted(numbered, key=lambda pair: pair[0])


class _Line:
    """One measure in one area: what is stored of it, and the new values as they join."""

    def __init__(
        self, measure: Measure, stored: Sequence[Observation], rebasings: Sequence[Rebasing]
    ) -> None:
        self.measure, self.stored, self.rebasings = measure, stored, rebasings
        self.alike: dict[int | None, Alike] = {}
        self.limits: dict[int | None, Limits | None] = {}
        self.lengths = {o.period.length: o.period for o in stored if o.period.stated}
        self.years = YearsBeside(measure)
        for observation in stored:
            self._join(observation)

    def ask(self, new: Observation) -> Iterable[Question]:
        """Yield the questions about one new value, and let it join."""
        about = (self.measure.id, new.area, new.period, new.value, new.numerator, new.denominator)
        for rule, column, words in self._odd(new):
            yield Question(key_of(rule, *about), column, words)
        self._join(new)

    def _odd(self, new: Observation) -> Iterable[tuple[str, str, str]]:
        if words := parts_disagree(self.measure, new):
            yield "parts", "value", words
        if new.value is None or not new.period.stated:
            return
        length = new.period.length
        if words := self.years.disagreement(new):
            yield "year", "value", words
        if self.lengths and length not in self.lengths and not self.years.expects(new.period):
            yield "length", "period", _other_length(new.period, list(self.lengths.values()))
            return
        formed = self._formed_beside(new)
        alike = self.alike.get(length, Alike()).with_(formed).without(new.period)
        if words := self._slip(new.value, alike):
            yield "size", "value", words
        elif words := self._outside(new, length, formed):
            yield "limits", "value", words

    def _formed_beside(self, new: Observation) -> list[Observation]:
        """Return the years that a year is compared with beside those that were reported.

        They lie as far apart as the year lies after the last of them, so that steps are alike.
        """
        if new.period.length != YEAR or not self.years.expects(new.period):
            return []
        end = new.period.order[0]
        others = [each for each in self.years.formed(new.area) if each.period != new.period]
        ends = [end - each.period.order[0] for each in others]
        gap = min((apart for apart in ends if apart > 0), default=1)
        return [each for each, apart in zip(others, ends, strict=True) if apart % gap == 0]

    def _slip(self, value: Decimal, alike: Alike) -> str:
        """Return words on a value that fits its series only with its point moved."""
        if alike.last is None or alike.sizes is None:
            return self._share(value)
        size, (least, most) = abs(value), alike.sizes
        is_large = size > most * SPREAD
        if not size or not (is_large or size < least / SPREAD):
            return ""
        for factor, times in FACTORS.items():
            moved = size / factor if is_large else size * factor
            small = self.measure.unit.name == "count" and min(size, least) < SMALL_COUNT
            if least / 2 <= moved <= most * 2 and not (small and factor == 10):
                meant = moved.copy_sign(value).normalize()
                than = "times" if is_large else "times smaller than"
                return (
                    f"{self._words(value)} is about {times} {than} the last value, "
                    f"{self._words(alike.last[1])} ({alike.last[0].words}). "
                    f"Was {self._words(meant)} meant?"
                )
        return ""

    def _share(self, value: Decimal) -> str:
        if self.measure.unit.name != "percent" or not 0 < abs(value) < 1:
            return ""
        return (
            f"{self._words(value)} is less than one per cent. If a share was meant, it is "
            f"{self._words((value * 100).normalize())}."
        )

    def _outside(self, new: Observation, length: int | None, formed: list[Observation]) -> str:
        if formed:
            years = sorted([*self.stored, *formed], key=lambda each: each.period.order)
            bounds = limits(years, length, self.rebasings)
        else:
            if length not in self.limits:
                self.limits[length] = limits(self.stored, length, self.rebasings)
            bounds = self.limits[length]
        if bounds is None or new.value is None or bounds.lower <= new.value <= bounds.upper:
            return ""
        return (
            f"{self._words(new.value)} is outside {bounds.kind}, "
            f"{self._words(_rounded(bounds.lower))} to {self._words(_rounded(bounds.upper))}."
        )

    def _join(self, observation: Observation) -> None:
        self.years.add(observation)
        if observation.value is not None and observation.period.stated:
            alike = self.alike.setdefault(observation.period.length, Alike())
            alike.add(observation.period, observation.value)

    def _words(self, value: Decimal) -> str:
        return value_in_words(value, self.measure.unit.name)


def limits(
    stored: Sequence[Observation], length: int | None, rebasings: Sequence[Rebasing]
) -> Limits | None:
    """Return where the next value of a length of period is expected, from what one area has.

    These are the control chart's limits since the last re-basing. Periods that overlap have none;
    there the next value is expected within 3.267 mean moving ranges of the last. ``None`` with
    fewer than ``FEWEST_POINTS`` values.
    """
    alike = [each for each in stored if each.period.stated and each.period.length == length]
    if not alike:
        return None
    line = chart_line(alike, alike[0].area)
    if line:
        values = [None if value is None else float(value) for _, value in line]
        stretch = xmr(values, rebased=cuts_in(rebasings, line)).stretches[-1]
        if stretch.n < FEWEST_POINTS or stretch.lower is None or stretch.upper is None:
            return None
        return Limits(
            Decimal(str(stretch.lower)),
            Decimal(str(stretch.upper)),
            "the limits of what always happens",
        )
    known = [each.value for each in alike if each.value is not None]
    if len(known) < FEWEST_POINTS:
        return None
    ranges = moving_ranges([float(value) for value in known])
    step = Decimal(str(float(RANGE_LIMIT) * sum(ranges) / len(ranges)))
    return Limits(known[-1] - step, known[-1] + step, "the usual step from the last value")


def parts_disagree(measure: Measure, new: Observation) -> str:
    """Return words on a rate or percentage that its numerator and denominator do not give."""
    if measure.unit.name not in ("rate", "percent"):
        return ""
    exact = out_of_step(new, measure.per if measure.per is not None else Decimal(100))
    if exact is None:
        return ""
    return f"The value is {new.value}, and numerator and denominator give {exact:.4g}."


def _other_length(period: Period, others: Sequence[Period]) -> str:
    kinds = " or ".join(sorted({_length_words(other) for other in others}))
    last = max(others, key=lambda other: other.order)
    return (
        f"The period, {period.words}, is {_length_words(period)}; the values so far are of "
        f"{kinds}, the last of {last.words}."
    )


def _length_words(period: Period) -> str:
    if period.length is None:
        return "one day"
    return "one month" if period.length == 1 else f"{period.length} months"


def _rounded(value: Decimal) -> Decimal:
    """Return a limit with three digits that say something."""
    return round(value, max(0, 2 - value.adjusted()) if value else 0)
