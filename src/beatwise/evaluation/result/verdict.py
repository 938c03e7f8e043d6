"""The plain verdict, from a fixed table. Power is the design's own, never that of the result.

Every verdict speaks of *recorded* incidents and carries its estimate and interval. The table:

| the interval | power at or above the floor | the permutation p | verdict |
|---|---|---|---|
| none, or no end on one side | any | any | cannot tell |
| wholly below zero | yes | at most alpha | fell |
| wholly below zero | yes | above alpha | cannot tell |
| wholly below zero | no | any | lower, size unreliable |
| wholly above zero | yes | at most alpha | rose |
| wholly above zero | yes | above alpha | cannot tell |
| wholly above zero | no | any | higher, size unreliable |
| holds zero, wholly inside the smallest change that matters | any | any | no material change |
| holds zero, otherwise | any | any | cannot tell |
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from beatwise.evaluation.designs.side_by_side import WORDS as SIDE_BY_SIDE


class Verdict(Enum):
    """What the result may be called."""

    FELL = "fell"
    ROSE = "rose"
    LOWER_UNRELIABLE = "lower, size unreliable"
    HIGHER_UNRELIABLE = "higher, size unreliable"
    NO_MATERIAL_CHANGE = "no material change"
    CANNOT_TELL = "cannot tell"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the table reads.

    Parameters
    ----------
    interval
        The change in per cent, low to high; None where there is none, an end None where it has
        none.
    powered
        Whether the design reached its power floor before it began.
    p_value
        The permutation p or placebo rank; None where it was refused.
    alpha
        The level of the protocol (of this look).
    smallest_effect
        The smallest change that matters, per cent (-20).
    """

    interval: tuple[float | None, float | None] | None
    powered: bool
    p_value: float | None
    alpha: float
    smallest_effect: float


def verdict(evidence: Evidence) -> Verdict:
    """Return the verdict of the table."""
    if evidence.interval is None:
        return Verdict.CANNOT_TELL
    low, high = evidence.interval
    if low is None or high is None:
        return Verdict.CANNOT_TELL
    margin = abs(evidence.smallest_effect)
    if low <= 0 <= high:
        inside = -margin < low and high < margin
        return Verdict.NO_MATERIAL_CHANGE if inside else Verdict.CANNOT_TELL
    below = high < 0
    if not evidence.powered:
        return Verdict.LOWER_UNRELIABLE if below else Verdict.HIGHER_UNRELIABLE
    if evidence.p_value is None or evidence.p_value > evidence.alpha + 1e-12:
        return Verdict.CANNOT_TELL
    return Verdict.FELL if below else Verdict.ROSE


def sentence(
    answer: Verdict,
    outcome: str,
    percent: float | None,
    interval: tuple[float | None, float | None] | None,
    level: float = 0.95,
    power: float | None = None,
    *,
    where: str = SIDE_BY_SIDE.where,
) -> str:
    """Say the verdict in one sentence a councillor can read.

    ``outcome`` is in words (``shoplifting``); ``percent`` and ``interval`` are changes in per cent;
    ``power`` is the design's for the smallest effect that matters; ``where`` says what was compared
    with what.
    """
    figures = _figures(percent, interval, level)
    if answer is Verdict.FELL:
        return f"Recorded {outcome} fell by {_size(percent)} {where} ({figures})."
    if answer is Verdict.ROSE:
        return f"Recorded {outcome} rose by {_size(percent)} {where} ({figures})."
    if answer in (Verdict.LOWER_UNRELIABLE, Verdict.HIGHER_UNRELIABLE):
        word = "lower" if answer is Verdict.LOWER_UNRELIABLE else "higher"
        return (
            f"Recorded {outcome} was {word} {where}, but the size is unreliable and probably "
            f"overstated ({figures}): the design was too small to measure it."
        )
    if answer is Verdict.NO_MATERIAL_CHANGE:
        return f"Recorded {outcome} showed no material change {where} ({figures})."
    chance = "" if power is None else (
        f" The design would have found a change that matters {100 * power:.0f} % of the time."
    )  # fmt: skip
    return (
        f"We cannot tell whether recorded {outcome} changed {where} ({figures}). That is not to "
        f"say that it did not.{chance}"
    )


def _figures(
    percent: float | None, interval: tuple[float | None, float | None] | None, level: float
) -> str:
    if percent is None:
        return "no ratio could be formed"
    if interval is None:
        return f"estimate {percent:+.0f} %, without an interval"
    if interval == (None, None):
        why = "too few units, or too early a look"
        return f"estimate {percent:+.0f} %; {why}, for an interval with ends"
    low, high = (("no end" if end is None else f"{end:+.0f} %") for end in interval)
    covers = f"{100 * level:.4g}" if level < 0.9999 else "over 99.99"
    return f"estimate {percent:+.0f} %, {covers} % interval {low} to {high}"


def _size(percent: float | None) -> str:
    return f"{abs(percent or 0):.0f} %"
