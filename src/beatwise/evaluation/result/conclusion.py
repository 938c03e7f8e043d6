"""What is concluded under a protocol: the level, the verdict with its sentence, the worth."""

from __future__ import annotations

from dataclasses import dataclass

from beatwise.clock import Month
from beatwise.errors import Conflict
from beatwise.estimate import Estimate
from beatwise.evaluation.protocol.interim_looks import levels
from beatwise.evaluation.protocol.protocol import Protocol
from beatwise.evaluation.result.power_recomputed import overstated
from beatwise.evaluation.result.value_for_money import UnitCost, Value, value
from beatwise.evaluation.result.verdict import Evidence, Verdict, sentence, verdict
from beatwise.hotspots.shortlist.reasons.number_words import small_print


@dataclass(frozen=True, slots=True)
class Change:
    """The primary outcome's change in per cent, with its interval and p; None where there is none.

    An end of the interval is None where it has none; ``counts`` are those the change rests on.
    """

    percent: float | None
    interval: tuple[float | None, float | None] | None
    p_value: float | None
    counts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Conclusion:
    """The verdict, its sentence, and whether the design reached its power floor."""

    verdict: Verdict
    words: str
    powered: bool


def conclude(
    protocol: Protocol, change: Change, alpha: float, again: float | None, outcome_words: str
) -> Conclusion:
    """Return the verdict of the fixed table, in words, with small print where counts are small.

    ``alpha`` is the level of this look, ``again`` the power made again from what came before.
    """
    powered = protocol.can_answer and not overstated(protocol, again)
    answer = verdict(
        Evidence(change.interval, powered, change.p_value, alpha, protocol.decision.smallest_effect)
    )
    words = sentence(
        answer, outcome_words, change.percent, change.interval, 1 - alpha,
        stated_power(protocol, again, powered=powered), where=protocol.design.words.where,
    )  # fmt: skip
    small = "" if change.percent is None else small_print(change.counts)
    return Conclusion(answer, f"{words} {small}" if small else words, powered)


def worth_of(
    protocol: Protocol, answer: Verdict, unit: UnitCost | None, prevented: Estimate | None
) -> Value | None:
    """Return the value of what was prevented; None where the protocol states no cost.

    Unless the verdict says that incidents fell or rose there is only the break-even.
    """
    if protocol.cost_pounds is None:
        return None
    certain = prevented if answer in (Verdict.FELL, Verdict.ROSE) else None
    return value(protocol.primary, protocol.cost_pounds.value, unit, certain)


def stated_power(protocol: Protocol, again: float | None, *, powered: bool) -> float | None:
    """Return the power to be stated: the protocol's, unless the months before do not give it."""
    if protocol.power is None:
        return None
    return again if protocol.can_answer and not powered else protocol.power.at_smallest_effect


def level_of(protocol: Protocol, until: Month | None) -> float:
    """Return the level of a look; raises ``Conflict`` for a look the protocol did not plan."""
    decision, patrols = protocol.decision, protocol.patrols
    looks = sorted({m for m in decision.looks if m < patrols.last})
    if until is not None and until != patrols.last and until not in looks:
        raise Conflict(
            f"the protocol plans no look after {until}.",
            next_step="Its looks: " + (", ".join(map(str, looks)) or "none, only the end") + ".",
        )
    if not looks:
        return decision.alpha
    whole = len(patrols)
    at = [*looks, patrols.last]
    shares = [(look.number - patrols.first.number + 1) / whole for look in at]
    return levels(decision.alpha, shares)[at.index(until or patrols.last)]
