"""Whether the power that a protocol states can be made again from its own months before.

Power is the design's and never computed from a result. But the figure is text in a file, and the
verdict hangs on it. So the same simulation is run once more on the months before patrols, which no
result can touch: a protocol that states much more than its own areas give counts as too small.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from beatwise.errors import BadInput
from beatwise.evaluation.power.crossover import crossover_power
from beatwise.evaluation.power.monthly_history import traits
from beatwise.evaluation.power.side_by_side import Design, power
from beatwise.evaluation.power.stepped import stepped_power
from beatwise.evaluation.protocol.interim_looks import last_level
from beatwise.evaluation.protocol.protocol import Protocol
from beatwise.evaluation.result.material import Material


SLACK = 0.15  # what a restated month or another window of history may change


def power_again(material: Material) -> float | None:
    """Return the power for the smallest effect that matters, from the months before alone.

    None where the protocol states none, or where the months before are too few to learn from.
    """
    read = material.protocol
    if read.power is None:
        return None
    before = material.panel(read.primary)[:, : material.first_after]
    try:
        seen = traits(before, np.array(material.months[: material.first_after]))
    except BadInput:
        return None
    treated, blocks, _ = material.labels()
    design = Design(seen.mean, treated, blocks, material.first_after, len(read.patrols))
    effect, noise = read.decision.smallest_effect, (seen.variance_ratio.value, seen.drift.value)
    alpha = last_level(read.decision.alpha, read.decision.looks, read.patrols)
    if read.kind == "stepped":
        start = material.first_after + material.starts_after()
        return stepped_power(design, start, effect, *noise, alpha=alpha, seed=read.seed)
    return power(
        design, effect, variance_ratio=noise[0], drift=noise[1], alpha=alpha, seed=read.seed
    ).verdict


def days_power_again(
    read: Protocol, history: NDArray[np.int64] | None, days: NDArray[np.bool_]
) -> float | None:
    """Return the same of a crossover, from the areas' own days before; None without them."""
    if read.power is None or history is None or not history.size:
        return None
    alpha = last_level(read.decision.alpha, read.decision.looks, read.patrols)
    effect = read.decision.smallest_effect
    return crossover_power(history, days, effect, alpha=alpha, seed=read.seed)


def overstated(read: Protocol, again: float | None) -> bool:
    """Whether the protocol's power lies above its floor only by being stated so."""
    return (
        again is not None
        and read.can_answer
        and again < read.decision.power_floor
        and read.power is not None
        and read.power.at_smallest_effect > again + SLACK
    )
