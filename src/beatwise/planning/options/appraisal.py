"""Work an options appraisal out: hours, cost, ranges, what moves it, and the break-even."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from beatwise.planning.options.figure import CASES, Cases, Figure
from beatwise.planning.options.option import (
    Option,
    Workforce,
    central,
    cost_each,
    hours_each,
)


HIGH_IS_DEARER = {
    "pay_year": 1, "rate_hour": 1, "on_costs": 1, "days_off": 1, "training_days": 1,
    "sick_days": 1, "abstraction": 1, "off_street": 1, "supervision": 1, "kit_year": 1,
    "hours_week": -1,
}  # fmt: skip
Z_POWER = 1.96 + 0.84  # two-sided 5 %, power 80 %


@dataclass(frozen=True, slots=True)
class Outcome:
    """What patrols are meant to prevent: incidents a month in all places, what one costs."""

    name: str
    incidents_month: Figure
    unit_cost: Figure | None


@dataclass(frozen=True, slots=True)
class Design:
    """The evaluation that would judge it: places, months, drift between years, variance ratio."""

    places: int
    comparisons: int
    months_before: int
    months_after: int
    drift: float
    variance_ratio: float


@dataclass(frozen=True, slots=True)
class Appraisal:
    """Everything ``options.toml`` says."""

    name: str
    area: str
    price_year: str
    options: tuple[Option, ...]
    outcomes: tuple[Outcome, ...]
    design: Design
    budget: Figure | None
    alternatives: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Swing:
    """How far one figure alone moves the cost of a delivered hour, low to high case."""

    figure: str
    low: float
    high: float
    mark: str

    @property
    def width(self) -> float:
        """The distance between the two ends."""
        return abs(self.high - self.low)


@dataclass(frozen=True, slots=True)
class OptionResult:
    """One option worked out; costs in pounds a year.

    ``people`` are full-time equivalents for the hours wanted; ``per_hour`` is the cost of a
    delivered hour, None where nothing is delivered by the hour. ``for_budget`` is the
    hours that the budget buys.
    """

    option: Option
    hours: float
    people: float | None
    cost: Cases
    per_hour: Cases | None
    for_budget: float | None
    swings: tuple[Swing, ...]
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BreakEven:
    """Incidents of one kind a month that an option must prevent to pay for itself, by case.

    ``share`` is the central one as a share of all recorded; ``detectable`` is the smallest
    reduction that the design would find four times in five, in incidents a month.
    """

    option: str
    outcome: str
    incidents: Cases | None
    share: float | None
    detectable: float | None
    words: str


def work_out(appraisal: Appraisal) -> tuple[OptionResult, ...]:
    """Return every option worked out, in the order given."""
    results: dict[str, OptionResult] = {}
    for option in (*appraisal.options, *appraisal.alternatives):
        results[option.id] = _result(option, results, appraisal)
    return tuple(results.values())


def _result(
    option: Option, earlier: Mapping[str, OptionResult], appraisal: Appraisal
) -> OptionResult:
    if option.kind == "mix":
        return _mixed(option, earlier, appraisal)
    if option.workforce is None:
        cost = option.cost_year or Figure.of(0.0)
        return OptionResult(
            option, option.hours, None, Cases(cost.low, cost.central, cost.high), None, None, (),
            _marks((cost,)) if option.kind == "remedy" else (),
        )  # fmt: skip
    return _patrol(option, option.workforce, appraisal)


def _patrol(option: Option, force: Workforce, appraisal: Appraisal) -> OptionResult:
    middle = central(force)
    rates = Cases(
        *(_rate(force, {f.name: _case(f, case) for f in force.figures()}) for case in CASES)
    )
    people = option.hours / hours_each(force, middle) if hours_each(force, middle) else None
    budget = appraisal.budget
    return OptionResult(
        option,
        option.hours,
        people,
        Cases(*(option.hours * rate for rate in rates)),
        rates if option.hours else None,
        budget.central / rates.central if budget and rates.central else None,
        swings(force),
        _marks(force.figures()),
    )


def _case(figure: Figure, case: str) -> float:
    """Return the figure for the low, central or high *cost*: hours a week count the other way."""
    if case != "central" and HIGH_IS_DEARER[figure.name] < 0:
        case = "high" if case == "low" else "low"
    return figure.at(case)


def _rate(force: Workforce, case: dict[str, float]) -> float:
    hours = hours_each(force, case)
    return cost_each(force, case) / hours if hours > 0 else math.inf


def swings(force: Workforce) -> tuple[Swing, ...]:
    """Return what each figure alone does to the cost of a delivered hour, widest first."""
    middle = central(force)
    moving = []
    for figure in force.figures():
        ends = [_rate(force, {**middle, figure.name: figure.at(case)}) for case in ("low", "high")]
        if ends[0] != ends[1]:
            moving.append(Swing(figure.name, min(ends), max(ends), figure.mark))
    return tuple(sorted(moving, key=lambda swing: -swing.width))


def _mixed(
    option: Option, earlier: Mapping[str, OptionResult], appraisal: Appraisal
) -> OptionResult:
    parts = [(earlier[name], share) for name, share in option.mix]
    rates = Cases(
        *(sum(share * part.per_hour[i] for part, share in parts if part.per_hour) for i in range(3))
    )
    people = sum(
        share * option.hours * (part.people or 0.0) / part.hours
        for part, share in parts
        if part.hours
    )
    marks = tuple(sorted({mark for part, _ in parts for mark in part.marks}))
    budget = appraisal.budget
    return OptionResult(
        option,
        option.hours,
        people,
        Cases(*(option.hours * rate for rate in rates)),
        rates,
        budget.central / rates.central if budget and rates.central else None,
        (),
        marks,
    )


def _marks(figures: tuple[Figure, ...]) -> tuple[str, ...]:
    return tuple(sorted({f"{f.name}: {f.mark}" for f in figures if f.mark}))


def detectable_share(rate_month: float, design: Design) -> float:
    """Return the smallest reduction found four times in five, 0 to 1, by a rough formula.

    1 - exp(-2.8 SE) with SE the standard error of a log rate ratio of before and after in patrolled
    and comparison places: counting error times the variance ratio, and drift of each place's level.
    ``rate_month`` is incidents a month in all patrolled places together. The evaluation's own power
    simulation comes before this.
    """
    each = max(rate_month / design.places, 1e-9)
    counts = 0.0
    for places in (design.places, design.comparisons):
        before = each * places * design.months_before
        after = each * places * design.months_after
        counts += design.variance_ratio * (1 / before + 1 / after) + 2 * design.drift**2 / places
    return 1 - math.exp(-Z_POWER * math.sqrt(counts))


def break_evens(appraisal: Appraisal, worked: tuple[OptionResult, ...]) -> tuple[BreakEven, ...]:
    """Return each option's break-even in each outcome; outcomes are never added together."""
    extra = [w for w in worked if w.cost.central > 0]
    return tuple(_break_even(w, o, appraisal.design) for o in appraisal.outcomes for w in extra)


def _break_even(worked: OptionResult, outcome: Outcome, design: Design) -> BreakEven:
    rate = outcome.incidents_month.central
    detectable = detectable_share(rate, design) * rate if rate > 0 else None
    unit = outcome.unit_cost
    if unit is None or unit.central <= 0:
        words = f"No unit cost of {outcome.name} is given, so no break-even can be said."
        return BreakEven(worked.option.id, outcome.name, None, None, detectable, words)
    low = worked.cost.low / 12 / unit.high if unit.high else math.inf
    need = worked.cost.central / 12 / unit.central
    high = worked.cost.high / 12 / unit.low if unit.low else math.inf
    share = need / rate if rate > 0 else None
    return BreakEven(
        worked.option.id,
        outcome.name,
        Cases(low, need, high),
        share,
        detectable,
        _verdict(need, share, detectable),
    )


def _verdict(need: float, share: float | None, detectable: float | None) -> str:
    if share is not None and share > 1:
        return "More than are recorded: it cannot pay for itself by this outcome alone."
    if detectable is not None and need < detectable:
        return (
            "It could pay for itself and the evaluation would probably not see it: the "
            "break-even is "
            "smaller than what the design can detect."
        )
    return "If it pays for itself by this outcome, the evaluation would probably see it."
