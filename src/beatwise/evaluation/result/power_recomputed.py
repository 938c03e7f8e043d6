"""Whether the power that a protocol states can be made again from its own months before.

Power is the design's and never computed from a result. But the figure is text in a file, and the
verdict hangs on it. So the same simulation is run once more on the months before patrols, which no
result can touch: a protocol that states much more than its own areas give counts as too small.
"""

from __future__ import annotations

import numpy as np

from beatwise.errors import BadInput
from beatwise.evaluation.power.monthly_history import traits
from beatwise.evaluation.power.programme import Aims, History, Programme
from beatwise.evaluation.protocol.interim_looks import last_level
from beatwise.evaluation.protocol.protocol import Protocol
from beatwise.evaluation.result.material import Material


SLACK = 0.15  # what a restated month or another window of history may change


def power_again(material: Material) -> float | None:
    """Return the power for the smallest effect that matters, from the months before alone.

    None where the protocol states none, or where the months before are too few to learn from.
    """
    protocol = material.protocol
    if protocol.power is None:
        return None
    units = material.panel(protocol.primary)
    first = material.first_after
    try:
        past = traits(units.counts[:, :first], np.array(material.months[:first]))
    except BadInput:
        return None
    programme = Programme(
        past.mean, units.treated, units.blocks, first, len(protocol.patrols),
        first + material.starts_after(),
    )  # fmt: skip
    return material.design.power(History(programme, past), aims_of(protocol))


def overstated(protocol: Protocol, again: float | None) -> bool:
    """Whether the protocol's power lies above its floor only by being stated so."""
    return (
        again is not None
        and protocol.can_answer
        and again < protocol.decision.power_floor
        and protocol.power is not None
        and protocol.power.at_smallest_effect > again + SLACK
    )


def aims_of(protocol: Protocol) -> Aims:
    """Return what the protocol is to find, judged at the level left for the end."""
    decision = protocol.decision
    return Aims(
        smallest_effect=decision.smallest_effect,
        floor=decision.power_floor,
        alpha=last_level(decision.alpha, decision.looks, protocol.patrols),
        seed=protocol.seed,
    )
