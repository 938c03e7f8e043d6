"""The detectable effect: the smallest fall that a design finds often enough."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypedDict

import numpy as np
from numpy.typing import ArrayLike

from beatwise.errors import BadInput
from beatwise.evaluation.estimators.study_panel import (
    block_codes,
    flags_of,
    one_draw,
    starts_of,
    table_of,
)
from beatwise.evaluation.power.monthly_history import Range, Traits, traits
from beatwise.evaluation.power.programme import Programme
from beatwise.evaluation.power.side_by_side import power


FALLS = (-5.0, -10.0, -15.0, -20.0, -25.0, -30.0, -40.0, -50.0, -60.0, -75.0)


class _Settings(TypedDict):
    replications: int
    permutations: int
    alpha: float
    seed: int


@dataclass(frozen=True, slots=True)
class DetectableEffect:
    """What a design can detect.

    Parameters
    ----------
    estimate
        The smallest fall found with the wanted power, per cent (-30 is a fall of 30 %); None where
        even a fall of three quarters is not.
    interval
        The same at the lowest and at the highest noise seen in the history.
    curve
        (effect in per cent, power) pairs at the middle noise.
    power_wanted, months_before, months_after, treated_areas, comparison_areas
        What was asked.
    variance_ratio, drift
        What the simulation supposed, with ranges.
    smallest_p
        The smallest p the design can attain.
    """

    estimate: float | None
    interval: tuple[float | None, float | None]
    curve: tuple[tuple[float, float], ...]
    power_wanted: float
    months_before: int
    months_after: int
    treated_areas: int
    comparison_areas: int
    variance_ratio: Range
    drift: Range
    drift_assumed: bool
    smallest_p: float
    replications: int
    seed: int
    standard_error: None = None
    p_value: None = None

    def power_at(self, effect: float) -> float:
        """Return the power for an effect (per cent), between the simulated ones by line."""
        x = [0.0, *(-fall for fall, _ in self.curve)]
        y = [0.0, *(share for _, share in self.curve)]
        return float(np.interp(-effect, x, y))


def detectable_effect(
    counts: ArrayLike,
    treated: ArrayLike,
    start: ArrayLike | None = None,
    *,
    months: int | None = None,
    power_wanted: float = 0.8,
    blocks: ArrayLike | None = None,
    variance_ratio: float | None = None,
    drift: float | None = None,
    replications: int = 1000,
    permutations: int = 299,
    alpha: float = 0.05,
    seed: int = 1,
) -> DetectableEffect:
    """Return the smallest fall that patrols in the treated areas would show.

    Parameters
    ----------
    counts
        (areas, months) incidents; the months before ``start`` are the history learned from.
    treated
        (areas,) True where patrols would go.
    start
        The first patrolled month as a column index; all columns are history when absent.
    months
        Patrolled months; by default those from ``start`` on, or 12.
    power_wanted
        How often the fall must be found.
    blocks
        (areas,) the block or pair each area is drawn within.
    variance_ratio, drift
        Instead of what the history shows.

    Raises ``BadInput`` for a history too small to learn from, or no comparison area.
    """
    values = table_of(counts)
    mask = flags_of(treated, values)
    if not mask.any() or mask.all():
        raise BadInput(
            f"{int(mask.sum())} of {mask.size} areas are treated: there must be at least one of "
            "each kind.",
            next_step="Mark the treated areas True and leave comparison areas in the panel.",
        )
    first = values.shape[1] if start is None else int(starts_of(start, mask)[mask].min())
    if not 0 < first <= values.shape[1]:
        raise BadInput(
            f"the start {first} lies outside the {values.shape[1]} months of counts.",
            next_step="Start after the first month.",
        )
    _check_settings(months, power_wanted, variance_ratio, drift, replications, permutations, alpha)
    history = traits(values[:, :first])
    ratio = _fixed(variance_ratio, history.variance_ratio)
    drifts = _fixed(drift, history.drift)
    labels = one_draw(mask) if blocks is None else block_codes(blocks, len(mask))
    after = months or (values.shape[1] - first) or 12
    programme = Programme(history.mean, mask, labels, first, after)
    return detect(
        programme, ratio, drifts,
        assumed=history.drift_assumed and drift is None, power_wanted=power_wanted,
        replications=replications, permutations=permutations, alpha=alpha, seed=seed,
    )  # fmt: skip


def detect(
    programme: Programme,
    ratio: Range,
    drift: Range,
    *,
    assumed: bool = False,
    power_wanted: float = 0.8,
    replications: int = 1000,
    permutations: int = 299,
    alpha: float = 0.05,
    seed: int = 1,
) -> DetectableEffect:
    """Return what a programme detects at the middle, lowest and highest noise."""
    settings: _Settings = {
        "replications": replications, "permutations": permutations, "alpha": alpha, "seed": seed,
    }  # fmt: skip

    def curve(v: float, d: float) -> tuple[tuple[float, float], ...]:
        return tuple(
            (fall, power(programme, fall, variance_ratio=v, drift=d, **settings).verdict)
            for fall in FALLS
        )

    middle = curve(ratio.value, drift.value)
    ends = [curve(ratio.low, drift.low), curve(ratio.high, drift.high)]
    return DetectableEffect(
        estimate=crossing(middle, power_wanted),
        interval=(crossing(ends[0], power_wanted), crossing(ends[1], power_wanted)),
        curve=middle,
        power_wanted=power_wanted,
        months_before=programme.before,
        months_after=programme.after,
        treated_areas=int(programme.treated.sum()),
        comparison_areas=int((~programme.treated).sum()),
        variance_ratio=ratio,
        drift=drift,
        drift_assumed=assumed,
        smallest_p=programme.smallest_p,
        replications=replications,
        seed=seed,
    )


def crossing(curve: tuple[tuple[float, float], ...], power_wanted: float) -> float | None:
    """Return the fall at which the power reaches what is wanted, between two points by line."""
    last = (0.0, 0.0)
    for fall, share in curve:
        if share >= power_wanted:
            step = (power_wanted - last[1]) / max(share - last[1], 1e-9)
            return round(last[0] + step * (fall - last[0]), 1)
        last = (fall, share)
    return None


def crossing_near(
    chance: Callable[[float], float], power_wanted: float, near: float | None
) -> float | None:
    """Return the same as ``crossing`` for a rising power, simulating only falls about ``near``."""
    at = next((i for i, fall in enumerate(FALLS) if near is None or fall <= near), len(FALLS) - 1)
    shares = {at: chance(FALLS[at])}
    while at and shares[at] >= power_wanted:
        at -= 1
        shares[at] = chance(FALLS[at])
    while at < len(FALLS) - 1 and max(shares.values()) < power_wanted:
        at += 1
        shares[at] = chance(FALLS[at])
    return crossing(tuple((FALLS[i], shares[i]) for i in sorted(shares)), power_wanted)


def _fixed(value: float | None, of_history: Range) -> Range:
    return of_history if value is None else Range(value, value, value)


def _check_settings(
    months: int | None, power_wanted: float, ratio: float | None, drift: float | None,
    replications: int, permutations: int, alpha: float,
) -> None:  # fmt: skip
    wrongs = (
        (months is not None and months < 1, f"{months} patrolled months", "1 month or more"),
        (
            not 0 < power_wanted < 1,
            f"a power of {power_wanted}",
            "a share between 0 and 1, such as 0.8",
        ),
        (
            ratio is not None and not 1 <= ratio < np.inf,
            f"a variance ratio of {ratio}",
            "1 or more",
        ),
        (drift is not None and not 0 <= drift < np.inf, f"a drift of {drift}", "0 or more"),
        (replications < 1 or permutations < 1, "no replications", "1 or more of each"),
        (not 0 < alpha < 1, f"an alpha of {alpha}", "0.05 for 95 %"),
    )
    for wrong, words, step in wrongs:
        if wrong:
            raise BadInput(f"{words} cannot be used.", next_step=f"Give {step}.")


__all__ = ["DetectableEffect", "Traits", "detect", "detectable_effect"]
