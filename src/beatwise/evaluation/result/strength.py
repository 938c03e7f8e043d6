"""How strong a study is: its level on the Maryland scale, and what EMMIE asks for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from beatwise.evaluation.protocol.protocol import Protocol


MARYLAND = {
    1: "a single measure, or before and after without a comparison",
    2: "a comparison without months before, or not comparable",
    3: "before and after in patrolled areas and comparable areas that were not",
    4: "as 3, with other influences taken into account for many areas",
    5: "areas drawn by lot",
}
TAKEN_ON_TRUST = "said to be drawn by lot"  # how a design's rule speaks of roles it did not draw
EMMIE = ("Effect", "Mechanism", "Moderators", "Implementation", "Economics")


@dataclass(frozen=True, slots=True)
class Strength:
    """The level, why, and one line under each heading of EMMIE."""

    level: int
    reason: str
    emmie: tuple[tuple[str, str], ...]


def strength(
    protocol: Protocol,
    *,
    locked: bool,
    deviations: int,
    towns: Sequence[str],
    minutes: float | None,
    events: int,
    valued: bool,
) -> Strength:
    """Return the strength of a study from what was really done.

    ``towns`` are those with a result of their own, ``minutes`` the delivered minutes where known,
    ``events`` how many other programmes overlapped.
    """
    treated = len({area.unit for area in protocol.areas if area.treated})
    level = 5 if protocol.by_lot and treated >= 2 else 3
    reason = f"{protocol.design.words.lots} drawn by lot" if level == 5 else MARYLAND[level]
    if protocol.by_lot and treated < 2:
        reason += "; drawn by lot, but a single unit cannot balance chance"
    if level == 5 and TAKEN_ON_TRUST in protocol.rule:
        reason += "; the lots were drawn elsewhere, which is taken on trust"
    if not locked:
        reason += "; the protocol was not locked, so this is exploratory"
    if deviations:
        reason += f"; {deviations} deviation{'s' if deviations > 1 else ''} from the protocol"
    return Strength(level, reason, _emmie(protocol, towns, minutes, events, valued))


def _emmie(
    protocol: Protocol, towns: Sequence[str], minutes: float | None, events: int, valued: bool
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
            else f"{minutes / 60:,.0f} delivered hours, by grade of evidence."
        ),
        "Economics": (
            "Set against the cost of delivered hours." if valued else "No cost was given."
        ),
    }
    return tuple((heading, says[heading]) for heading in EMMIE)
