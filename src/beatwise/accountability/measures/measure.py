"""Measures as documents: what is measured, in which unit, which way is better, and who answers.

A measure is a small TOML document that a non-programmer can read: ``as_toml`` reads and writes it,
``measure_set`` loads the sets that come with Beatwise. Every document is checked in full when it
is read.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from beatwise.accountability.measures.expectation import (
    Expectation,
    Kind,
    Polarity,
)
from beatwise.accountability.measures.measure_units import Tolerance, Unit
from beatwise.accountability.measures.period import Period
from beatwise.errors import BadInput


FORMAT = 1
DEFAULT_MINIMUM_COUNT = 30
FREQUENCIES: dict[str, int] = {"monthly": 1, "quarterly": 3, "half-yearly": 6, "yearly": 12}
LEVELS = ("headline", "sub")
DISCLOSURE = ("none", "small counts", "not public")


@dataclass(frozen=True, slots=True)
class Baseline:
    """The value that later ones are held against, and the period it speaks of."""

    period: Period
    value: Decimal
    cases: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """A performance measure.

    Parameters
    ----------
    id, version, valid_from
        Its short name, the number of its definition, and the day from which that holds.
    title, definition
        What it is called, and what is counted, in plain words.
    printed_as
        The words of the plan or dashboard, where they differ.
    serial, strategy, level
        Its number in the plan, the delivery strategy it belongs to, ``headline`` or ``sub``.
    unit
        Its unit; ``per`` is what a rate is per (1000 people).
    expectation
        A target, a direction, a yes, or nothing.
    tolerance
        Agreed tolerance: its own, or its unit's.
    minimum_count
        Below so many cases it shows counts and control limits, and no RAG.
    typical_count
        About how many cases there are behind a value, where observations do not say.
    frequency, lag_days
        How often it is due, and how many days after a period ends.
    source, owner
        Who publishes it, and the role that answers for it.
    baseline
        What it started from, or ``None``.
    disclosure
        ``none``, ``small counts`` (through the gate before publication) or ``not public``.
    note
        What a reader must know.
    by_year
        Whether an area is judged by the year because the whole area is, whatever its own baseline.
    """

    id: str
    version: int
    valid_from: dt.date
    title: str
    definition: str
    printed_as: str
    serial: int | None
    strategy: str
    level: str
    unit: Unit
    per: Decimal | None
    expectation: Expectation
    tolerance: Tolerance | None
    minimum_count: int
    typical_count: int | None
    frequency: str
    lag_days: int
    source: str
    owner: str
    baseline: Baseline | None
    disclosure: str
    note: str
    by_year: bool = False

    @property
    def polarity(self) -> Polarity:
        """Which way is better."""
        return self.expectation.polarity


def check(measure: Measure, *, place: str) -> None:
    """Raise ``BadInput`` when the parts of a measure are at odds with each other."""
    completed = measure.expectation.kind is Kind.COMPLETED
    if completed != (measure.unit.name == "yes/no") and measure.expectation.kind is not Kind.NONE:
        raise BadInput(
            f"'{measure.expectation.words}' does not fit a measure in {measure.unit.name}.",
            place=place,
            next_step="Completed Y/N goes with the unit yes/no, and only with it.",
        )
    if (measure.unit.name == "rate") != (measure.per is not None):
        raise BadInput("a rate, and only a rate, says what it is per.", place=place)
    answer = measure.baseline and measure.unit.name == "yes/no"
    if answer and measure.baseline and measure.baseline.value not in (0, 1):
        raise BadInput("the baseline of a yes or no is 1 or 0.", place=place)
