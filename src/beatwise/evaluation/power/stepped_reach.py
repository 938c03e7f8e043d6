"""What a stepped design can say: a table over effect, months and areas, and the cheapest change."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from beatwise.evaluation.estimators.stepped.dealings import smallest_dealt_p
from beatwise.evaluation.power.detectable_effect import (
    FALLS,
    DetectableEffect,
    crossing,
    crossing_near,
)
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
from beatwise.evaluation.power.side_by_side_reach import Variant
from beatwise.evaluation.power.stepped import stepped_power, stepped_powers
from beatwise.plurals import counted


REPLICATIONS, POWER_WANTED = 1000, 0.8
LONGER = (18, 24, 36)


@dataclass(frozen=True, slots=True)
class _Noise:
    """The noise to simulate with."""

    variance_ratio: float
    drift: float


def step_offsets(months: int, steps: int) -> tuple[int, ...]:
    """Return the month, from the first patrolled one (0), in which each step starts.

    The time is cut into one part more than there are steps, so that the last step, too, is seen
    with patrols for as long as the others before the next one starts.
    """
    return tuple(months * i // (steps + 1) for i in range(steps))


def stepped_reach(programme: Programme, traits: Traits, aims: Aims | None = None) -> Reach:
    """Return what a stepped programme can say, from the traits of its units' own history.

    Each simulated programme is judged by the rule that the result is judged by.
    """
    aims = aims or Aims()
    ratio, drift = traits.variance_ratio, traits.drift
    middle = _Noise(ratio.value, drift.value)
    lowest, highest = _Noise(ratio.low, drift.low), _Noise(ratio.high, drift.high)

    def chance(
        variant: Programme, effect: float, noise: _Noise = middle,
        replications: int = TABLE_REPLICATIONS,
    ) -> float:  # fmt: skip
        return stepped_power(
            variant, effect, noise.variance_ratio, noise.drift,
            replications=replications, alpha=aims.alpha, seed=aims.seed,
        )  # fmt: skip

    def many(
        variant: Programme, falls: Sequence[float], replications: int = TABLE_REPLICATIONS
    ) -> tuple[float, ...]:
        return stepped_powers(
            variant, falls, middle.variance_ratio, middle.drift,
            replications=replications, alpha=aims.alpha, seed=aims.seed,
        )  # fmt: skip

    def at(noise: _Noise) -> Callable[[float], float]:
        return lambda fall: chance(programme, fall, noise, REPLICATIONS)

    smallest = aims.smallest_effect
    curve = tuple(zip(FALLS, many(programme, FALLS, REPLICATIONS), strict=True))
    at_smallest = PowerAtNoise(*(at(noise)(smallest) for noise in (middle, lowest, highest)))
    near = crossing(curve, POWER_WANTED)
    low, high = (crossing_near(at(noise), POWER_WANTED, near) for noise in (lowest, highest))
    table = tuple(
        Cell(effect, months, len(variant.mean), 0, share)
        for multiple in MULTIPLES
        for months in lengths(programme.after)
        if months > len(np.unique(programme.starts))
        for variant in [_spread(programme, months, multiple)]
        for effect, share in zip(aims.effects, many(variant, aims.effects), strict=True)
    )
    tried: tuple[Change, ...] = ()
    if at_smallest.middle < aims.floor:
        tried = tuple(
            Change(variant.words, chance(variant.programme, smallest))
            for variant in _variants(programme)
        )
        beside = _side_by_side(programme, traits, aims)
        tried = tried if beside is None else (beside, *tried)
    return Reach(
        smallest_effect=smallest,
        floor=aims.floor,
        at_smallest=at_smallest,
        detectable=_detectable(programme, traits, curve, (low, high), aims.seed),
        table=table,
        tried=tried,
    )


def _detectable(
    programme: Programme,
    traits: Traits,
    curve: tuple[tuple[float, float], ...],
    ends: tuple[float | None, float | None],
    seed: int,
) -> DetectableEffect:
    return DetectableEffect(
        estimate=crossing(curve, POWER_WANTED),
        interval=ends,
        curve=curve,
        power_wanted=POWER_WANTED,
        months_before=programme.before,
        months_after=programme.after,
        treated_areas=len(programme.mean),
        comparison_areas=0,
        variance_ratio=traits.variance_ratio,
        drift=traits.drift,
        drift_assumed=traits.drift_assumed,
        smallest_p=smallest_dealt_p(programme.starts),
        replications=REPLICATIONS,
        seed=seed,
    )


def _spread(programme: Programme, months: int, multiple: int) -> Programme:
    """Return so many of each unit over so many months, in the same steps."""
    starts = programme.starts
    if months != programme.after:
        step = np.unique(starts, return_inverse=True)[1]
        starts = programme.before + np.array(step_offsets(months, int(step.max()) + 1))[step]
    return replace(
        programme,
        after=months,
        mean=np.tile(programme.mean, multiple),
        treated=np.tile(programme.treated, multiple),
        blocks=np.tile(programme.blocks, multiple),
        start=np.tile(starts, multiple),
    )


def _variants(programme: Programme) -> list[Variant]:
    """Return the changes to look at, cheapest first."""
    starts, units = programme.starts, len(programme.mean)
    steps = len(np.unique(starts))
    longer = [months for months in LONGER if months > programme.after]
    most = min(units, programme.after - 1)
    variants = []
    for number in sorted({min(2 * steps, most), most}):
        if number > steps:
            order = np.argsort(np.argsort(starts, kind="stable"), kind="stable")
            finer = np.array(step_offsets(programme.after, number))[order * number // units]
            again = replace(programme, start=programme.before + finer)
            variants.append(Variant(f"{number} steps instead of {steps}", again))
    for months in longer:
        words = f"{counted(months, 'month')} from the first start instead of {programme.after}"
        variants.append(Variant(words, _spread(programme, months, 1)))
    for k in (2, 3, 4):
        words = f"{units * k} units instead of {units}, in as many steps"
        variants.append(Variant(words, _spread(programme, programme.after, k)))
    months = max([*longer, programme.after])
    variants.append(
        Variant(f"{units * 4} units for {counted(months, 'month')}", _spread(programme, months, 4))
    )
    return variants


def _side_by_side(programme: Programme, traits: Traits, aims: Aims) -> Change | None:
    """Return the power of the same units in pairs, one of each patrolled from the first month."""
    pairs = len(programme.mean) // 2
    if pairs < 2:
        return None
    order = np.argsort(-programme.mean, kind="stable")[: 2 * pairs]
    paired = Programme(
        mean=programme.mean[order],
        treated=np.arange(2 * pairs) % 2 == 0,
        blocks=np.arange(2 * pairs, dtype=np.int64) // 2,
        before=programme.before,
        after=programme.after,
    )
    share = power(
        paired, aims.smallest_effect,
        variance_ratio=traits.variance_ratio.value, drift=traits.drift.value,
        replications=TABLE_REPLICATIONS, alpha=aims.alpha, seed=aims.seed,
    ).verdict  # fmt: skip
    words = (
        f"side by side instead of in steps: {pairs} matched pairs, one of each patrolled for all "
        f"{programme.after} months"
    )
    return Change(words, share)
