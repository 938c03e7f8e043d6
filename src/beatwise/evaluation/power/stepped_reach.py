"""What a stepped design can say: a table over effect, months and areas, and the cheapest change."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from beatwise.evaluation.estimators.stepped.dealings import smallest_dealt_p
from beatwise.evaluation.power.detectable_effect import (
    FALLS,
    DetectableEffect,
    crossing,
    crossing_near,
)
from beatwise.evaluation.power.monthly_history import Traits
from beatwise.evaluation.power.reach import (
    MULTIPLES,
    TABLE_REPLICATIONS,
    Cell,
    Change,
    Reach,
    lengths,
)
from beatwise.evaluation.power.side_by_side import Design, power
from beatwise.evaluation.power.stepped import stepped_power, stepped_powers


REPLICATIONS, POWER_WANTED = 1000, 0.8
LONGER = (18, 24, 36)


def step_offsets(months: int, steps: int) -> tuple[int, ...]:
    """Return the month, from the first patrolled one (0), in which each step starts.

    The time is cut into one part more than there are steps, so that the last step, too, is seen
    with patrols for as long as the others before the next one starts.
    """
    return tuple(months * i // (steps + 1) for i in range(steps))


def stepped_reach(
    design: Design,
    start: NDArray[np.int64],
    seen: Traits,
    *,
    effects: Sequence[float] = (-10.0, -20.0, -30.0),
    smallest_effect: float = -20.0,
    floor: float = 0.6,
    alpha: float = 0.05,
    seed: int = 1,
) -> Reach:
    """Return what a stepped design can say; ``start`` is (areas,) columns of the whole panel.

    Each simulated programme is judged by the rule that the result is judged by.
    """
    v, d = seen.variance_ratio, seen.drift
    noises = (v.value, d.value), (v.low, d.low), (v.high, d.high)

    def chance(
        made: Design, begins: NDArray[np.int64], effect: float,
        noise: tuple[float, float] = noises[0], replications: int = TABLE_REPLICATIONS,
    ) -> float:  # fmt: skip
        return stepped_power(
            made, begins, effect, *noise, replications=replications, alpha=alpha, seed=seed
        )

    def many(
        made: Design, begins: NDArray[np.int64], falls: Sequence[float],
        replications: int = TABLE_REPLICATIONS,
    ) -> tuple[float, ...]:  # fmt: skip
        return stepped_powers(
            made, begins, falls, *noises[0], replications=replications, alpha=alpha, seed=seed
        )

    def at(noise: tuple[float, float]) -> Callable[[float], float]:
        return lambda fall: chance(design, start, fall, noise, REPLICATIONS)

    curve = tuple(zip(FALLS, many(design, start, FALLS, REPLICATIONS), strict=True))
    at_smallest = [at(noise)(smallest_effect) for noise in noises]
    middle = crossing(curve, POWER_WANTED)
    ends = [crossing_near(at(noise), POWER_WANTED, middle) for noise in noises[1:]]
    step = np.unique(start, return_inverse=True)[1]
    table = tuple(
        Cell(effect, months, len(made.mean), 0, share)
        for multiple in MULTIPLES
        for months in lengths(design.after)
        if months > step.max() + 1
        for made, begins in [_spread(design, step, start, months, multiple)]
        for effect, share in zip(effects, many(made, begins, effects), strict=True)
    )
    tried: tuple[Change, ...] = ()
    if at_smallest[0] < floor:
        tried = tuple(
            Change(words, chance(made, begins, smallest_effect))
            for words, made, begins in _changes(design, step, start)
        )
        beside = _side_by_side(design, seen, smallest_effect, alpha, seed)
        tried = tried if beside is None else (beside, *tried)
    return Reach(
        smallest_effect=smallest_effect,
        floor=floor,
        at_smallest=(at_smallest[0], at_smallest[1], at_smallest[2]),
        detectable=_detected(design, start, seen, curve, (ends[0], ends[1]), seed),
        table=table,
        tried=tried,
        cheapest=next((change for change in tried if change.power >= floor), None),
    )


def _detected(
    design: Design,
    start: NDArray[np.int64],
    seen: Traits,
    curve: tuple[tuple[float, float], ...],
    ends: tuple[float | None, float | None],
    seed: int,
) -> DetectableEffect:
    return DetectableEffect(
        estimate=crossing(curve, POWER_WANTED),
        interval=ends,
        curve=curve,
        power_wanted=POWER_WANTED,
        months_before=design.before,
        months_after=design.after,
        treated_areas=len(design.mean),
        comparison_areas=0,
        variance_ratio=seen.variance_ratio,
        drift=seen.drift,
        drift_assumed=seen.drift_assumed,
        smallest_p=smallest_dealt_p(start),
        replications=REPLICATIONS,
        seed=seed,
    )


def _spread(
    design: Design,
    step: NDArray[np.int64],
    start: NDArray[np.int64],
    months: int,
    multiple: int,
) -> tuple[Design, NDArray[np.int64]]:
    """Return so many of each area over so many months, in the same steps."""
    begins = start
    if months != design.after:
        begins = design.before + np.array(step_offsets(months, int(step.max()) + 1))[step]
    made = replace(
        design,
        after=months,
        mean=np.tile(design.mean, multiple),
        treated=np.tile(design.treated, multiple),
        blocks=np.tile(design.blocks, multiple),
    )
    return made, np.tile(begins, multiple)


def _changes(
    design: Design, step: NDArray[np.int64], start: NDArray[np.int64]
) -> list[tuple[str, Design, NDArray[np.int64]]]:
    steps, areas = int(step.max()) + 1, len(step)
    longer = [months for months in LONGER if months > design.after]
    most = min(areas, design.after - 1)
    found = []
    for number in sorted({min(2 * steps, most), most}):
        if number > steps:
            order = np.argsort(np.argsort(start, kind="stable"), kind="stable")
            finer = np.array(step_offsets(design.after, number))[order * number // areas]
            found.append((f"{number} steps instead of {steps}", design, design.before + finer))
    for months in longer:
        words = f"{months} months from the first start instead of {design.after}"
        found.append((words, *_spread(design, step, start, months, 1)))
    for k in (2, 3, 4):
        words = f"{areas * k} units instead of {areas}, in as many steps"
        found.append((words, *_spread(design, step, start, design.after, k)))
    months = max([*longer, design.after])
    words = f"{areas * 4} units for {months} months"
    found.append((words, *_spread(design, step, start, months, 4)))
    return found


def _side_by_side(
    design: Design, seen: Traits, effect: float, alpha: float, seed: int
) -> Change | None:
    """Return the power of the same units in pairs, one of each patrolled from the first month."""
    pairs = len(design.mean) // 2
    if pairs < 2:
        return None
    order = np.argsort(-design.mean, kind="stable")[: 2 * pairs]
    paired = Design(
        mean=design.mean[order],
        treated=np.arange(2 * pairs) % 2 == 0,
        blocks=np.arange(2 * pairs, dtype=np.int64) // 2,
        before=design.before,
        after=design.after,
    )
    share = power(
        paired, effect, variance_ratio=seen.variance_ratio.value, drift=seen.drift.value,
        replications=TABLE_REPLICATIONS, alpha=alpha, seed=seed,
    ).verdict  # fmt: skip
    words = (
        f"side by side instead of in steps: {pairs} matched pairs, one of each patrolled for all "
        f"{design.after} months"
    )
    return Change(words, share)
