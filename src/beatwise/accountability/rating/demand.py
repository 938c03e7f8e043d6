"""Contact demand: volume, speed and abandonment by channel, against targets that fit them.

A target for answering within 15 minutes says nothing about a share answered within 2 minutes. A
value is held against a target only when channel, kind and time limit are all the same; otherwise
the two are unlike, and that is what is printed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from fractions import Fraction

from beatwise.accountability.measures.expectation import Expectation
from beatwise.accountability.measures.period import Period
from beatwise.errors import BadInput


KINDS = ("volume", "answered", "abandoned")


@dataclass(frozen=True, slots=True)
class Demand:
    """One figure of one channel.

    Parameters
    ----------
    channel
        ``999``, ``101``, ``online``…
    kind
        ``volume`` (a count), ``answered`` or ``abandoned`` (percentages).
    period
        What it speaks of.
    value
        ``None`` for no data.
    within_seconds
        The time limit of ``answered``.
    """

    channel: str
    kind: str
    period: Period
    value: Decimal | None
    within_seconds: int | None = None

    def __post_init__(self) -> None:
        if self.kind not in KINDS or (self.kind == "answered") != (self.within_seconds is not None):
            raise BadInput(
                f"'{self.kind}' of {self.channel} is not a demand figure.",
                next_step="Give volume, abandoned, or answered with its time limit in seconds.",
            )


@dataclass(frozen=True, slots=True)
class Standard:
    """A target: for which channel, kind and time limit, what is expected, and whose it is."""

    channel: str
    kind: str
    expectation: Expectation
    authority: str
    within_seconds: int | None = None

    def fits(self, figure: Demand) -> bool:
        """Whether a figure is of the kind that this target speaks of."""
        return (self.channel, self.kind, self.within_seconds) == (
            figure.channel,
            figure.kind,
            figure.within_seconds,
        )


class Verdict(Enum):
    """A figure against a target."""

    MET = "met"
    NOT_MET = "not met"
    UNLIKE = "measured differently from the target"
    NO_TARGET = "no target"
    NO_DATA = "no data"


@dataclass(frozen=True, slots=True)
class DemandRow:
    """A figure, the one before it, the change, and how it compares with its target.

    Parameters
    ----------
    now, before
        The figures; ``before`` is ``None`` when there is none with a like period.
    change
        In per cent for volumes, in percentage points for percentages; ``None`` where it cannot
        be said.
    difference
        In the figure's own unit.
    verdict, standard
        How it compares, and with which target.
    """

    now: Demand
    before: Demand | None
    change: Fraction | None
    difference: Decimal | None
    verdict: Verdict
    standard: Standard | None


def demand_table(
    figures: Iterable[Demand], earlier: Iterable[Demand], standards: Sequence[Standard]
) -> tuple[DemandRow, ...]:
    """Set each figure beside the earlier one of its kind, and against its target."""
    past = {(f.channel, f.kind, f.within_seconds): f for f in earlier}
    rows = []
    for now in figures:
        before = past.get((now.channel, now.kind, now.within_seconds))
        if before is not None and not before.period.like(now.period):
            before = None
        verdict, standard = against(now, standards)
        rows.append(
            DemandRow(now, before, change(before, now), _difference(before, now), verdict, standard)
        )
    return tuple(rows)


def against(figure: Demand, standards: Sequence[Standard]) -> tuple[Verdict, Standard | None]:
    """Hold a figure against the target that fits it."""
    near = [s for s in standards if (s.channel, s.kind) == (figure.channel, figure.kind)]
    if not near:
        return Verdict.NO_TARGET, None
    fitting = next((s for s in near if s.fits(figure)), None)
    if fitting is None:
        return Verdict.UNLIKE, near[0]
    if figure.value is None:
        return Verdict.NO_DATA, fitting
    met = fitting.expectation.met_by(figure.value)
    return (Verdict.MET if met else Verdict.NOT_MET), fitting


def change(before: Demand | None, now: Demand) -> Fraction | None:
    """Return the change from one figure to another, in per cent or percentage points."""
    if before is None or before.value is None or now.value is None:
        return None
    difference = Fraction(now.value) - Fraction(before.value)
    if now.kind != "volume":
        return difference
    return difference * 100 / Fraction(before.value) if before.value else None


def _difference(before: Demand | None, now: Demand) -> Decimal | None:
    if before is None or before.value is None or now.value is None:
        return None
    return now.value - before.value
