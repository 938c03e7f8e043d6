"""The evidence library: studies, and claims checked against them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import inf, log1p, sqrt
from typing import Any

from scipy.stats import norm

from beatwise.errors import BadInput


STATUSES = ("supported", "not supported", "not checked")


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
    counts: tuple[float, float, float, float] | None = None
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


def library(studies: Any, claims: Any) -> Library:
    """Read both files; raises ``BadInput`` naming the study or claim at fault."""
    found = tuple(_study(said) for said in _tables(studies, "study"))
    known = {study.id for study in found}
    if len(known) < len(found):
        raise BadInput("two studies have the same id.")
    return Library(
        paper=str(claims.get("paper", "")),
        studies=found,
        claims=tuple(_claim(said, known) for said in _tables(claims, "claim")),
    )


def _tables(said: Any, name: str) -> Sequence[Mapping[str, Any]]:
    if not isinstance(said, Mapping) or not isinstance(said.get(name), list):
        raise BadInput(f"the file holds no [[{name}]].")
    tables: Sequence[Mapping[str, Any]] = said[name]
    return tables


def _study(said: Mapping[str, Any]) -> Study:
    try:
        interval = said.get("interval")
        counts = _four(said.get("counts"))
        study = Study(
            id=said["id"], place=said["place"], years=str(said["years"]), design=said["design"],
            comparator=bool(said["comparator"]), maryland=int(said["maryland"]), dose=said["dose"],
            outcomes=tuple(said["outcomes"]), outcome=said["outcome"],
            effect=_effect(_number(said.get("effect")), counts),
            interval=None if interval is None else (float(interval[0]), float(interval[1])),
            p_value=_number(said.get("p_value")), source=said["source"], read=said["read"],
            checked_by=said.get("checked_by", ""), note=said.get("note", ""), counts=counts,
            patrols=bool(said.get("patrols", True)), seen_in=said.get("seen_in", ""),
        )  # fmt: skip
        _check(study)
        return study
    except (KeyError, TypeError, ValueError, IndexError) as error:
        raise BadInput(
            f"the study cannot be read ({error}).", place=str(said.get("id", "a study"))
        ) from error


def _four(said: Any) -> tuple[float, float, float, float] | None:
    if said is None:
        return None
    before, after, compared_before, compared_after = (float(count) for count in said)
    if not all(0 < c < inf for c in (before, after, compared_before, compared_after)):
        raise ValueError("counts that are not above 0")
    return before, after, compared_before, compared_after


def _effect(
    printed: float | None, counts: tuple[float, float, float, float] | None
) -> float | None:
    """Return the printed change, or the one that the printed counts give."""
    if printed is not None or counts is None:
        return printed
    before, after, compared_before, compared_after = counts
    return 100 * (after / before / (compared_after / compared_before) - 1)


def _check(study: Study) -> None:
    """Raise ``ValueError`` for figures that cannot be."""
    if study.effect is not None and not study.effect > -100:
        raise ValueError(f"a change of {study.effect:g} %")
    if study.interval is not None:
        low, high = study.interval
        middle = low if study.effect is None else study.effect
        if not -100 < low <= middle <= high:
            raise ValueError(f"an interval of {low:g} to {high:g} % about {study.effect} %")
    if study.p_value is not None and not 0 < study.p_value < 1:
        raise ValueError(f"a p-value of {study.p_value:g}")


def _claim(said: Mapping[str, Any], known: set[str]) -> Claim:
    place = f"the claim of paragraph {said.get('paragraph', '?')}"
    unknown = [name for name in said.get("studies", ()) if name not in known]
    if said.get("status") not in STATUSES or unknown:
        wrong = f"the study '{unknown[0]}'" if unknown else f"the status '{said.get('status')}'"
        raise BadInput(f"{wrong} is unknown.", place=place)
    try:
        fell = said.get("fell_of")
        return Claim(
            paragraph=int(said["paragraph"]), text=said["text"], status=said["status"],
            studies=tuple(said["studies"]), reason=said["reason"],
            fell_of=None if fell is None else (int(fell[0]), int(fell[1])),
            any_of=said.get("any_of"), checked_by=said.get("checked_by", ""),
        )  # fmt: skip
    except (KeyError, TypeError, ValueError) as error:
        raise BadInput(f"the claim cannot be read ({error}).", place=place) from error


def _number(value: Any) -> float | None:
    return None if value is None else float(value)


def coin_tosses(outcomes: int) -> float:
    """Return the chance that at least one of so many coin tosses falls."""
    return 1 - 0.5**outcomes


__all__ = ["Claim", "Library", "Study", "coin_tosses", "library"]
