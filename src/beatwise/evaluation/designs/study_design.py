"""What a design of an evaluation decides: side by side, stepped starts, or crossover by day.

Each design is a file beside this one. A protocol holds one, and nobody else asks which it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol, runtime_checkable

from beatwise.clock import Month, MonthRange
from beatwise.evaluation.designs.over_time import Part
from beatwise.evaluation.estimators.study_panel import Panel, Totals
from beatwise.evaluation.power.programme import Aims, History, Programme
from beatwise.evaluation.power.reach import Reach


class Fault(NamedTuple):
    """One rule of a protocol: whether it is broken, in which words, and what to do."""

    broken: bool
    message: str
    next_step: str


class StudyArea(Protocol):
    """What a design looks at of an area."""

    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def unit(self) -> str: ...  # noqa: D102
    @property
    def treated(self) -> bool: ...  # noqa: D102
    @property
    def start(self) -> Month | None: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class DesignWords:
    """A design in words.

    Parameters
    ----------
    estimator, inference
        What is estimated and how it is judged, as the protocol states it.
    comparison
        What patrolled areas are set against: ``comparison areas``.
    where
        The same as the verdict says it.
    lots
        What is drawn by lot: ``areas``.
    parts
        What has a result of its own: ``places``.
    """

    estimator: str
    inference: str
    comparison: str
    where: str
    lots: str
    parts: str


class Design(Protocol):
    """A design: what it asks, what its protocol must hold, and what it could find."""

    @property
    def words(self) -> DesignWords:
        """The design in words."""

    @property
    def needs_comparison(self) -> bool:
        """Whether there must be areas that are never patrolled."""

    @property
    def compares_days(self) -> bool:
        """Whether days of the same places are compared, so that days are what is drawn."""

    def question(self, outcome: str, patrols: MonthRange) -> str:
        """Return the question it answers; ``outcome`` is in words."""

    def faults(self, areas: Sequence[StudyArea], patrols: MonthRange) -> list[Fault]:
        """Return the rules that only this design has."""

    def too_few(self, programme: Programme, alpha: float) -> str | None:
        """Warn where so little was drawn by lot that no result could reach the level."""

    def reach(self, history: History, aims: Aims) -> Reach:
        """Return what it can say, from what came before."""


@runtime_checkable
class MonthlyDesign(Design, Protocol):
    """A design whose units are compared month by month."""

    @property
    def compares_counts(self) -> bool:
        """Whether patrolled units have one before and after, so that plain counts compare."""

    def totals(self, units: Panel) -> Totals:
        """Return the incidents behind its estimate."""

    def quarters(self, units: Panel) -> tuple[Part, ...]:
        """Return the change quarter by quarter."""

    def parts(self, units: Panel) -> tuple[Part, ...]:
        """Return the change of each part (place or step) on its own."""

    def power(self, history: History, aims: Aims) -> float:
        """Return the power (0 to 1) for the smallest effect that matters."""
