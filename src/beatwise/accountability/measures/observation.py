"""Observations: one value of one measure, for one area and period, as known on one day.

A value that a later return restates is kept beside the first: ``current`` takes the newest vintage
of each period, ``restatements`` says what changed. A missing value is ``None`` and never zero.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from beatwise.accountability.measures.period import Period
from beatwise.errors import BadInput


WHOLE_AREA = "whole area"
_NEVER = dt.date.min


@dataclass(frozen=True, slots=True)
class Observation:
    """One value of a measure.

    Parameters
    ----------
    period
        What it speaks of.
    value
        In the measure's unit; 1 or 0 for yes or no; ``None`` for no data.
    area
        Where.
    numerator, denominator
        What a rate or percentage was formed from, where given.
    vintage
        The day on which it was known so.
    source, note
        Where it came from, and what a reader must know.
    hidden
        Whether there is a value that the disclosure gate does not show; it is ``None`` then, and
        hidden is not missing.
    """

    period: Period
    value: Decimal | None
    area: str = WHOLE_AREA
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    vintage: dt.date | None = None
    source: str = ""
    note: str = ""
    hidden: bool = False

    def __post_init__(self) -> None:
        for number in (self.value, self.numerator, self.denominator):
            if number is not None and not number.is_finite():
                raise BadInput(
                    "A value must be a number or be left empty.",
                    place=f"{self.area}, {self.period.words}",
                    next_step="Leave the cell empty when there is no data.",
                )

    @property
    def cases(self) -> dict[str, Decimal | None]:
        """The numbers that cases can be counted in, by the names that units use."""
        return {
            "value": self.value,
            "numerator": self.numerator,
            "denominator": self.denominator,
        }


@dataclass(frozen=True, slots=True)
class Restatement:
    """A value that a later vintage changed."""

    area: str
    period: Period
    first: Observation
    latest: Observation


def current(observations: Iterable[Observation]) -> tuple[Observation, ...]:
    """Return the newest vintage of each area and period, in order of period and area.

    Of two with the same vintage the later in the list is taken.
    """
    newest: dict[tuple[int, int, str], Observation] = {}
    for observation in observations:
        key = (*observation.period.order, observation.area)
        earlier = newest.setdefault(key, observation)
        if earlier is not observation and (observation.vintage or _NEVER) >= (
            earlier.vintage or _NEVER
        ):
            newest[key] = observation
    return tuple(newest[key] for key in sorted(newest))


def restatements(observations: Iterable[Observation]) -> tuple[Restatement, ...]:
    """Return the areas and periods whose value changed between the first and newest vintage."""
    values = list(observations)
    oldest: dict[tuple[str, Period], Observation] = {}
    for observation in values:
        first = oldest.get((observation.area, observation.period))
        if first is None or (observation.vintage or _NEVER) < (first.vintage or _NEVER):
            oldest[observation.area, observation.period] = observation
    pairs = ((oldest[new.area, new.period], new) for new in current(values))
    return tuple(
        Restatement(new.area, new.period, old, new) for old, new in pairs if old.value != new.value
    )


def series(
    observations: Iterable[Observation], area: str = WHOLE_AREA, length: int | None = None
) -> tuple[Observation, ...]:
    """Return one area's current values in order of time, optionally of one period length."""
    return tuple(
        observation
        for observation in current(observations)
        if observation.area == area and (length is None or observation.period.length == length)
    )


def latest(observations: Iterable[Observation], area: str = WHOLE_AREA) -> Observation | None:
    """Return the area's newest value that is not missing, or ``None``."""
    with_value = [
        observation for observation in series(observations, area) if observation.value is not None
    ]
    return with_value[-1] if with_value else None


def out_of_step(observation: Observation, per: Decimal) -> Decimal | None:
    """Return what numerator ÷ denominator × ``per`` gives, when the value disagrees with it.

    The value may differ by half a unit of its last printed decimal; ``None`` means it agrees, or
    that it cannot be checked.
    """
    value, above, below = observation.value, observation.numerator, observation.denominator
    if value is None or above is None or not below:
        return None
    exact = Fraction(above) * Fraction(per) / Fraction(below)
    half = Fraction(Decimal(1).scaleb(decimals_exponent(value))) / 2
    if abs(exact - Fraction(value)) <= half:
        return None
    return Decimal(exact.numerator) / Decimal(exact.denominator)


def decimals_exponent(value: Decimal) -> int:
    """Return the exponent of the last printed digit: ``65.9`` → −1, ``120`` → 0."""
    exponent = value.as_tuple().exponent
    return min(0, exponent) if isinstance(exponent, int) else 0
