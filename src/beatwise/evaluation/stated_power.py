"""Whether the power that a protocol states can be made again from its own months before.

Power is the design's and never computed from a result. But the figure is text in a file, and the
verdict hangs on it. So the same simulation is run once more on the months before patrols, which no
result can touch: a protocol that states much more than its own areas give counts as too small.
"""

from __future__ import annotations

import numpy as np

from beatwise.errors import BadInput
from beatwise.evaluation.material import Material
from beatwise.evaluation.power import Design, power
from beatwise.evaluation.traits import traits


SLACK = 0.15  # what a restated month or another window of history may change


def power_again(material: Material) -> float | None:
    """Return the power for the smallest effect that matters, from the months before alone.

    None where the protocol states none, where starts are stepped or days are drawn, or where the
    months before are too few to learn from.
    """
    read = material.protocol
    if read.power is None or read.kind != "parallel":
        return None
    before = material.panel(read.primary)[:, : material.first_after]
    try:
        seen = traits(before, np.array(material.months[: material.first_after]))
    except BadInput:
        return None
    treated, blocks, _ = material.labels()
    design = Design(seen.mean, treated, blocks, material.first_after, len(read.patrols))
    return power(
        design, read.decision.smallest_effect,
        variance_ratio=seen.variance_ratio.value, drift=seen.drift.value,
        alpha=read.decision.alpha, seed=read.seed,
    ).verdict  # fmt: skip


def overstated(material: Material, again: float | None) -> bool:
    """Whether the protocol's power lies above its floor only by being stated so."""
    read = material.protocol
    return (
        again is not None
        and read.can_answer
        and again < read.decision.power_floor
        and read.power is not None
        and read.power.at_smallest_effect > again + SLACK
    )
