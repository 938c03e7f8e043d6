"""What a design side by side can say: power, a table of other sizes, the cheapest change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from beatwise.evaluation.power.detectable_effect import detect
from beatwise.evaluation.power.monthly_history import Traits
from beatwise.evaluation.power.programme import Aims, Programme
from beatwise.evaluation.power.reach import (
    MULTIPLES,
    TABLE_REPLICATIONS,
    Cell,
    Change,
    PowerAtNoise,
    Reach,
    lengths,
)
from beatwise.evaluation.power.side_by_side import power
from beatwise.plurals import counted


REPLICATIONS = 1000


@dataclass(frozen=True, slots=True)
class Variant:
    """Another size or length of a programme, and how it differs in words."""

    words: str
    programme: Programme


def reach(programme: Programme, traits: Traits, aims: Aims | None = None) -> Reach:
    """Return what a programme can say, from the traits of its units' own history."""
    aims = aims or Aims()
    ratio, drift = traits.variance_ratio, traits.drift

    def chance(
        variant: Programme, effect: float, ratio: float, drift: float, replications: int
    ) -> float:
        return power(
            variant, effect,
            variance_ratio=ratio, drift=drift, replications=replications, alpha=aims.alpha,
            seed=aims.seed,
        ).verdict  # fmt: skip

    def middle(variant: Programme, effect: float, replications: int = TABLE_REPLICATIONS) -> float:
        return chance(variant, effect, ratio.value, drift.value, replications)

    smallest = aims.smallest_effect
    at_smallest = PowerAtNoise(
        middle(programme, smallest, REPLICATIONS),
        chance(programme, smallest, ratio.low, drift.low, REPLICATIONS),
        chance(programme, smallest, ratio.high, drift.high, REPLICATIONS),
    )
    table = tuple(
        Cell(effect, variant.after, *_sizes(variant), middle(variant, effect))
        for multiple in MULTIPLES
        for months in lengths(programme.after)
        for variant in [grown(replace(programme, after=months), multiple, multiple)]
        for effect in aims.effects
    )
    return Reach(
        smallest_effect=smallest,
        floor=aims.floor,
        at_smallest=at_smallest,
        detectable=detect(
            programme, ratio, drift,
            assumed=traits.drift_assumed, alpha=aims.alpha, seed=aims.seed,
        ),
        table=table,
        tried=() if at_smallest.middle >= aims.floor else _changes(programme, smallest, middle),
    )  # fmt: skip


def grown(programme: Programme, treated: int, comparison: int) -> Programme:
    """Return the programme with its treated and comparison units repeated so many times.

    A repeated treated unit brings a block of its own; further comparison units join the blocks.
    """
    single = len(np.unique(programme.blocks)) == 1
    parts = []
    for copy in range(max(treated, comparison)):
        mine = np.zeros(len(programme.mean), dtype=bool)
        mine |= programme.treated & (copy < treated)
        mine |= ~programme.treated & (copy < comparison)
        shift = 0 if single or copy >= treated else copy * (int(programme.blocks.max()) + 1)
        parts.append(
            (programme.mean[mine], programme.treated[mine], programme.blocks[mine] + shift)
        )
    mean, mask, blocks = (np.concatenate(column) for column in zip(*parts, strict=True))
    return replace(programme, mean=mean, treated=mask, blocks=blocks)


def _changes(
    programme: Programme, effect: float, chance: Callable[[Programme, float], float]
) -> tuple[Change, ...]:
    return tuple(
        Change(variant.words, chance(variant.programme, effect)) for variant in _variants(programme)
    )


def _variants(programme: Programme) -> list[Variant]:
    """Return the changes to look at, cheapest first."""
    treated, comparison = _sizes(programme)
    longer = [months for months in (18, 24, 36) if months > programme.after]
    more_compared = [
        Variant(f"{comparison * k} comparison areas instead of {comparison}",
                grown(programme, 1, k))
        for k in (2, 4)
    ]  # fmt: skip
    more_months = [
        Variant(f"{months} patrolled months instead of {programme.after}",
                replace(programme, after=months))
        for months in longer
    ]  # fmt: skip
    more_patrolled = [
        Variant(f"{treated * k} patrolled areas instead of {treated}, each with its comparison",
                grown(programme, k, k))
        for k in (2, 3, 4)
    ]  # fmt: skip
    months = max([*longer, programme.after])
    most = Variant(
        f"{treated * 4} patrolled and {comparison * 8} comparison areas for "
        f"{counted(months, 'month')}",
        grown(replace(programme, after=months), 4, 8),
    )
    return [*more_compared, *more_months, *more_patrolled, most]


def _sizes(programme: Programme) -> tuple[int, int]:
    return int(programme.treated.sum()), int((~programme.treated).sum())
