"""The evidence library: studies, and claims checked against them."""

from __future__ import annotations

from dataclasses import dataclass
from math import log1p, sqrt
from typing import NamedTuple

from scipy.stats import norm


STATUSES = ("supported", "not supported", "not checked")


class PrintedCounts(NamedTuple):
    """Incidents as a study prints them, treated and comparison, before and after."""

    before: float
    after: float
    compared_before: float
    compared_after: float


@dataclass(frozen=True, slots=True)
class Study:
    """A published study. ``effect`` and ``interval`` are changes in per cent.

    ``counts`` are printed incidents, treated before and after, comparison before and after, where
    no interval is printed. ``patrols`` is whether patrols alone were studied. ``seen_in`` is where
    the figures were read; ``checked_by`` a role and a date.
    """

    id: str
    place: str
    years: str
    design: str
    comparator: bool
    maryland: int
    dose: str
    outcomes: tuple[str, ...]
    outcome: str
    effect: float | None
    interval: tuple[float, float] | None
    p_value: float | None
    source: str
    read: str
    checked_by: str
    note: str
    counts: PrintedCounts | None = None
    patrols: bool = True
    seen_in: str = ""

    @property
    def log_effect(self) -> float | None:
        """The effect as a log rate ratio."""
        return None if self.effect is None else log1p(self.effect / 100)

    @property
    def error(self) -> float | None:
        """The standard error of the log rate ratio: from the interval, the p, or the counts."""
        if self.interval is not None:
            low, high = (log1p(end / 100) for end in self.interval)
            return (high - low) / (2 * float(norm.ppf(0.975)))
        if self.p_value is not None and self.log_effect:
            return abs(self.log_effect) / float(norm.isf(self.p_value / 2))
        if self.counts is not None:
            return sqrt(sum(1 / count for count in self.counts))
        return None

    @property
    def error_from(self) -> str:
        """What the error follows from; empty where there is none."""
        if self.error is None:
            return ""
        if self.interval is not None:
            return "printed interval"
        return "printed p-value" if self.p_value is not None else "printed counts, as Poisson"

    @property
    def pooled(self) -> bool:
        """Whether it may enter the meta-analysis: a comparison, an effect and an error."""
        return self.comparator and self.effect is not None and self.error is not None

    @property
    def why_not(self) -> str:
        """Why it is not pooled; empty where it is."""
        if not self.comparator:
            return "no comparison"
        if self.effect is None:
            return "no change in per cent printed"
        return "" if self.pooled else "no interval printed"


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim of a paper, checked. ``any_of`` outcomes make "at least one fell" easy by chance."""

    paragraph: int
    text: str
    status: str
    studies: tuple[str, ...]
    reason: str
    fell_of: tuple[int, int] | None
    any_of: int | None
    checked_by: str = ""

    @property
    def by_chance(self) -> float | None:
        """The chance that at least one of ``any_of`` coin tosses falls: 1 - 0.5^k."""
        return None if self.any_of is None else 1 - 0.5**self.any_of

    @property
    def beside(self) -> str:
        """What must stand beside the claim."""
        if self.by_chance is None:
            return ""
        return (
            f"Chance alone: of {self.any_of} outcomes that rise or fall like coin tosses, at least "
            f"one falls with probability 1 - 0.5^{self.any_of} = {100 * self.by_chance:.1f} %."
        )


@dataclass(frozen=True, slots=True)
class Library:
    """Studies and the claims of one paper."""

    paper: str
    studies: tuple[Study, ...]
    claims: tuple[Claim, ...]


def coin_tosses(outcomes: int) -> float:
    """Return the chance that at least one of so many coin tosses falls."""
    return 1 - 0.5**outcomes
