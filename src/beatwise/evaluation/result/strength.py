"""How strong a study is: its level on the Maryland scale, and what EMMIE asks for.

| what was done | level at most |
|---|---|
| minutes are known, and none was delivered in the patrolled units | 1 |
| drawn by lot, but not locked before the first outcome month | 2 |
| neither locked before the first outcome month, nor patrols shown | 2 |
| drawn and locked before, but not deposited, or delivery not shown | 3 |
| a comparison chosen by rule | 3 |
| drawn, locked and deposited before, at least two units, delivery shown | 5 |
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from beatwise.evaluation.protocol.protocol import Protocol
from beatwise.evaluation.result.material import DeliveryShown
from beatwise.evaluation.result.result_standing import Standing


MARYLAND = {
    1: "a single measure, or before and after without a comparison",
    2: "a comparison without months before, or not comparable",
    3: "before and after in patrolled areas and comparable areas that were not",
    4: "as 3, with other influences taken into account for many areas",
    5: "areas drawn by lot",
}
TAKEN_ON_TRUST = "said to be drawn by lot"  # how a design's rule speaks of roles it did not draw
EMMIE = ("Effect", "Mechanism", "Moderators", "Implementation", "Economics")
ASSIGNED = ("role", "unit", "block", "start", "id", "outline", "seed", "assignment", "days")


@dataclass(frozen=True, slots=True)
class Strength:
    """The level, why, and one line under each heading of EMMIE."""

    level: int
    reason: str
    emmie: tuple[tuple[str, str], ...]


def assigned_before(protocol: Protocol, standing: Standing) -> bool:
    """Whether the assignment was locked before the first outcome month, and stood since.

    Not where an outcome month was at hand at the lock, nor where a deviation recorded since the
    first outcome month changed who is patrolled when.
    """
    first = protocol.patrols.first
    begins = datetime(first.year, first.month, 1, tzinfo=UTC)
    lock = standing.lock
    if lock is None or standing.retrospective or datetime.fromisoformat(lock.locked) >= begins:
        return False
    late = [
        d
        for d in lock.deviations
        if d.number in standing.late_deviations or d.date >= begins.date().isoformat()
    ]
    return not any(line[1:].split("=")[0].strip() in ASSIGNED for d in late for line in d.changes)


def strength(
    protocol: Protocol,
    standing: Standing,
    *,
    towns: Sequence[str],
    minutes: float | None,
    delivery: DeliveryShown,
    events: int,
    valued: bool,
) -> Strength:
    """Return the strength of a study from what was really done.

    ``towns`` are those with a result of their own, ``minutes`` the delivered minutes where known,
    ``delivery`` whether they show patrols where they were assigned, ``events`` how many other
    programmes overlapped.
    """
    level, reasons = _level(protocol, standing, delivery)
    if standing.lock is None:
        reasons.append("the protocol was not locked, so this is exploratory")
    if number := standing.deviations:
        reasons.append(f"{number} deviation{'s' if number > 1 else ''} from the protocol")
    return Strength(
        level, "; ".join(reasons), _emmie(protocol, towns, minutes, delivery, events, valued)
    )


def _level(
    protocol: Protocol, standing: Standing, delivery: DeliveryShown
) -> tuple[int, list[str]]:
    before = assigned_before(protocol, standing)
    if delivery is DeliveryShown.NONE:
        return 1, ["no patrol was delivered where it was assigned, so nothing was tried"]
    if not protocol.by_lot:
        if before or delivery is DeliveryShown.YES:
            return 3, [MARYLAND[3]]
        return 2, [
            "neither the choice of areas before the first outcome month nor a patrol is shown"
        ]
    lots = f"{protocol.design.words.lots} drawn by lot"
    if not before:
        return 2, [
            f"{lots}, but not locked before the first outcome month, {protocol.patrols.first.name}",
            "a retrospective draw is level 2 at most",
        ]
    wanting = _wanting(protocol, standing, delivery)
    if wanting:
        return 3, [f"{lots} before the first outcome month; for level 5 {' and '.join(wanting)}"]
    reasons = [f"{lots} and deposited before the first outcome month, and patrols delivered"]
    if TAKEN_ON_TRUST in protocol.rule:
        reasons.append("the lots were drawn elsewhere, which is taken on trust")
    return 5, reasons


def _wanting(protocol: Protocol, standing: Standing, delivery: DeliveryShown) -> list[str]:
    """Say what is wanting for the highest level."""
    wanting = []
    if len({area.unit for area in protocol.areas if area.treated}) < 2:
        wanting.append("two patrolled units or more are needed, for one cannot balance chance")
    if not standing.deposited:
        wanting.append("the lock's hash or seal must have been deposited (evaluate --deposited)")
    if delivery is not DeliveryShown.YES:
        wanting.append("delivered patrols must be shown (evaluate --visits)")
    return wanting


def _emmie(
    protocol: Protocol,
    towns: Sequence[str],
    minutes: float | None,
    delivery: DeliveryShown,
    events: int,
    valued: bool,
) -> tuple[tuple[str, str], ...]:
    words = protocol.design.words
    steps = [step for step in protocol.theory if step.stage in ("activity", "output")]
    says = {
        "Effect": f"Estimated against {words.comparison}, with an interval; see the verdict.",
        "Mechanism": (
            f"{len(steps)} steps between what is put in and the outcome are stated; none is proved "
            "by recorded incidents alone."
            if steps
            else "Not stated."
        ),
        "Moderators": (
            (f"Results shown for {len(towns)} {words.parts} apart; " if towns else "")
            + f"{events} other programmes or changes overlapped."
        ),
        "Implementation": (
            "No delivered minutes were at hand, so what was done on the ground is not known."
            if minutes is None
            else f"{minutes / 60:,.0f} delivered hours, by grade of evidence. {delivery.value}"
        ),
        "Economics": (
            "Set against the cost of delivered hours." if valued else "No cost was given."
        ),
    }
    return tuple((heading, says[heading]) for heading in EMMIE)
