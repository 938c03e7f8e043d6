"""Hours of a year over several plans: those of earlier measurements, and of this one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from beatwise.clock import financial_year, financial_year_days
from beatwise.delivery.measurement.hours_target import HoursTarget
from beatwise.delivery.measurement.measurement import Measurement
from beatwise.errors import BadInput


@dataclass(frozen=True, slots=True)
class EarlierHours:
    """What an earlier measurement said: its days, and (YYYY-MM, partner) → hours on patrol.

    ``place`` is its file.
    """

    plan: str
    first: dt.date
    last: dt.date
    hours: Mapping[tuple[str, str], float]
    place: str


def hours_target(
    result: Measurement, target: float, earlier: Sequence[EarlierHours] = ()
) -> HoursTarget:
    """Return a year's target beside the hours of all its plans; of each only the year's months.

    A month belongs to the year in which it begins, which a financial year's months do. Raises
    ``BadInput`` where two measurements of one plan share days: these hours would count twice.
    """
    last, owner = result.fidelity.last, result.plan.plan.provider
    year, _ = financial_year_days(financial_year(last))
    first_month = f"{year:%Y-%m}"
    _check(result, earlier)
    total, partners = 0.0, 0.0
    for (month, partner), hours in _each(result, earlier):
        if first_month <= month <= f"{last:%Y-%m}":
            total += hours
            partners += 0.0 if partner == owner else hours
    return HoursTarget(total, target, year, last, partners)


def _each(
    result: Measurement, earlier: Iterable[EarlierHours]
) -> Iterable[tuple[tuple[str, str], float]]:
    yield from result.hours_by_month.items()
    for one in earlier:
        yield from one.hours.items()


def _check(result: Measurement, earlier: Sequence[EarlierHours]) -> None:
    fidelity, name = result.fidelity, result.plan.plan.name
    spans = [(name, fidelity.first, fidelity.last, "this measurement")]
    for one in earlier:
        if one.last > fidelity.last:
            raise BadInput(
                f"this measures until {one.last}, later than {fidelity.last}.",
                place=one.place,
                next_step="Give the earlier measurements of the year.",
            )
        for plan, first, last, place in spans:
            if plan == one.plan and first <= one.last and one.first <= last:
                raise BadInput(
                    f"this shares days with {place}: hours of '{plan}' would count twice.",
                    place=one.place,
                    next_step="Leave one of them out, or measure days that follow each other.",
                )
        spans.append((one.plan, one.first, one.last, one.place))
