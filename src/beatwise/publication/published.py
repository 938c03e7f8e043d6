"""The gate that a measure's values pass on every way out of the office, and what comes through it.

A measure's definition says what control it asks for: none, small counts, or that it is not public.
Only ``publish`` makes a ``Published`` value, and pages, exports, packs and answers of the API for
those who may not see exact figures take nothing else. Hidden is not missing: a hidden value is
marked ``[c]`` (confidential), as government statistics mark it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import InitVar, dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from beatwise.accountability.measures.measure import Measure
from beatwise.accountability.measures.observation import WHOLE_AREA, Observation
from beatwise.accountability.measures.period import Period
from beatwise.publication.disclosure_rule import Rule
from beatwise.publication.protection import Counts, Sum, protect


CONFIDENTIAL = "[c]"
UNCONTROLLED, SMALL_COUNTS, NOT_PUBLIC = "none", "small counts", "not public"
HOW_TO_READ = (
    "Measures about people: a small count, and what could show one, is hidden and marked [c]; "
    "other counts are rounded to fives. Ratings are those of the exact figures."
)
HIDDEN_NOTE = "Hidden: a count about people is small, or could show one that is."
WITHHELD_NOTE = "Hidden: the measure is not public."

Cell = tuple[str, Period]  # area and period: one place in a measure's table
_GATE = object()  # known to this file alone


class Partition(NamedTuple):
    """A period, and those that there are of equally long ones that fill it, in order."""

    whole: Period
    parts: tuple[Period, ...]


@dataclass(frozen=True, slots=True)
class Published:
    """A value that may leave the office; ``publish`` alone makes one.

    Parameters
    ----------
    observation
        As it may be seen: rounded where the rule rounds, without numbers where it is hidden.
    control
        The disclosure control that the measure asks for.
    """

    observation: Observation
    control: str
    gate: InitVar[object]

    def __post_init__(self, gate: object) -> None:
        if gate is not _GATE:
            raise TypeError("A published value is made by publish() and nothing else.")

    @property
    def hidden(self) -> bool:
        """Whether the office has a value that is not shown here."""
        return self.observation.hidden


def publish(
    measure: Measure, observations: Iterable[Observation], rule: Rule | None = None
) -> tuple[Published, ...]:
    """Pass a measure's values through the gate, in their order.

    Give *all* values that anybody may see of the measure, every area and period together: what
    protects a small count is chosen among them. Counts below the rule's threshold are hidden, and
    further ones until none can be worked out from totals over areas or over time; what is left is
    rounded. Shares and rates are hidden with the counts they were formed from.
    """
    rule = rule or Rule()
    values = tuple(observations)
    if measure.disclosure == NOT_PUBLIC:
        return tuple(withhold(each) for each in values)
    if measure.disclosure != SMALL_COUNTS:
        return tuple(Published(each, measure.disclosure, _GATE) for each in values)
    hidden = _hidden(measure, values, rule)
    return tuple(_controlled(measure, each, _cell(each) in hidden, rule) for each in values)


def withhold(value: Observation) -> Published:
    """Return a value with nothing of it shown: of a measure that is not public, or not known."""
    return Published(_masked(value, WITHHELD_NOTE), NOT_PUBLIC, _GATE)


def _controlled(measure: Measure, value: Observation, hidden: bool, rule: Rule) -> Published:
    if hidden and value.value is not None:
        return Published(_masked(value, HIDDEN_NOTE), SMALL_COUNTS, _GATE)
    return Published(_rounded(measure, value, rule), SMALL_COUNTS, _GATE)


def _masked(value: Observation, note: str) -> Observation:
    if value.value is None:
        return value
    return replace(value, value=None, numerator=None, denominator=None, note=note, hidden=True)


def _rounded(measure: Measure, value: Observation, rule: Rule) -> Observation:
    """Return a value with its counts rounded; a share of known cases to the whole per cent."""
    number = value.value
    if number is not None and measure.unit.counted == "value":
        number = _to_base(number, rule.base)
    elif number is not None and measure.unit.name == "percent" and _counts(measure, value):
        number = _to_base(number, 1)
    return Observation(  # many times as fast as ``replace``, for every value there is
        period=value.period,
        value=number,
        area=value.area,
        numerator=_to_base(value.numerator, rule.base),
        denominator=_to_base(value.denominator, rule.base),
        vintage=value.vintage,
        source=value.source,
        note="",  # free words, which may hold the exact figures
        hidden=value.hidden,
    )


def _to_base(number: Decimal | None, base: int) -> Decimal | None:
    """Return a number rounded to a multiple of the base, halves upwards."""
    if number is None or (base == 1 and number == number.to_integral_value()):
        return number
    return (number / base).quantize(Decimal(1), ROUND_HALF_UP) * base


def _cell(value: Observation) -> Cell:
    return value.area, value.period


def _hidden(measure: Measure, values: Sequence[Observation], rule: Rule) -> frozenset[Cell]:
    """Return the cells that must not be shown: small ones, and those that protect them."""
    hidden = {_cell(v) for v in values if any(0 < n < rule.threshold for n in _counts(measure, v))}
    for table in _tables(measure, values):
        counts = Counts(table, tuple(_sums(table)))
        own = {cell for cell in hidden if cell in table}
        protect(counts, own, rule)
        hidden |= own
    return frozenset(hidden)


def _tables(measure: Measure, values: Sequence[Observation]) -> Iterator[dict[Cell, int]]:
    """Yield each kind of count that adds up over areas and time, by cell."""
    names = ("value",) if measure.unit.counted == "value" else ("numerator", "denominator")
    for name in names:
        numbers = {_cell(value): value.cases[name] for value in values}
        yield {cell: int(n) for cell, n in numbers.items() if n is not None and _is_whole(n)}


def _counts(measure: Measure, value: Observation) -> tuple[Decimal, ...]:
    """Return the counts of people that a value gives away, as far as they are known."""
    cases = [value.numerator, value.denominator]
    if measure.unit.counted == "value":
        cases.append(value.value)
    is_share = measure.unit.name == "percent"
    if is_share and value.numerator is not None and value.denominator is not None:
        cases.append(value.denominator - value.numerator)
    return tuple(count for count in cases if count is not None)


def _is_whole(number: Decimal) -> bool:
    return number >= 0 and number == number.to_integral_value()


def _sums(table: Mapping[Cell, int]) -> Iterator[Sum[Cell]]:
    """Yield cells that add up to another: areas to the whole area, short periods to a long one."""
    areas = sorted({area for area, _ in table})
    periods = sorted({period for _, period in table}, key=lambda period: period.order)
    for period in periods:
        parts = [(area, period) for area in areas if area != WHOLE_AREA]
        yield from _sum(table, parts, (WHOLE_AREA, period))
    for run in _partitions(periods):
        for area in areas:
            yield from _sum(table, [(area, period) for period in run.parts], (area, run.whole))


def _sum(table: Mapping[Cell, int], parts: Sequence[Cell], total: Cell) -> Iterator[Sum[Cell]]:
    """Yield the cells that there are with their total, when they add up to it.

    One cell alone is a sum as well: a whole that equals its only part tells what that is.
    """
    cells = tuple(cell for cell in parts if cell in table)
    if total in table and cells and sum(table[cell] for cell in cells) == table[total]:
        yield Sum(cells, total)


def _partitions(periods: Sequence[Period]) -> Iterator[Partition]:
    """Yield each longer period with the equally long periods that there are of a run that fills it.

    Some may be missing: where those that there are add up to the whole, as those of a year so far
    do, a reader can subtract.
    """
    by_length: dict[int, dict[int, Period]] = {}
    for period in periods:
        if period.first is not None and period.length is not None:
            by_length.setdefault(period.length, {})[period.first.number] = period
    for long_length, wholes in by_length.items():
        for length, starts in by_length.items():
            if length >= long_length or long_length % length:
                continue
            for first, whole in wholes.items():
                run = range(first, first + long_length, length)
                yield Partition(whole, tuple(starts[at] for at in run if at in starts))
