"""What a design can say: power at the effect that matters, a table, and the cheapest change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from beatwise.evaluation.power.detectable_effect import DetectableEffect, detect
from beatwise.evaluation.power.monthly_history import Traits
from beatwise.evaluation.power.side_by_side import Design, power


MULTIPLES = (1, 2, 3)
TABLE_REPLICATIONS = 400


@dataclass(frozen=True, slots=True)
class Cell:
    """The power for one effect (per cent), length (months) and multiple of the areas."""

    effect: float
    months: int
    treated: int
    comparison: int
    power: float


@dataclass(frozen=True, slots=True)
class Change:
    """A change of design, and the power it would have for the smallest effect that matters."""

    words: str
    power: float


@dataclass(frozen=True, slots=True)
class Reach:
    """What a design can say.

    Parameters
    ----------
    at_smallest
        Power for the smallest effect that matters, at the middle, lowest and highest noise seen.
    detectable
        The effect found with the wanted power.
    table
        Power over effect, months and areas.
    tried, cheapest
        Every change looked at, cheapest first, and the first that reaches the floor.
    """

    smallest_effect: float
    floor: float
    at_smallest: tuple[float, float, float]
    detectable: DetectableEffect
    table: tuple[Cell, ...]
    tried: tuple[Change, ...]
    cheapest: Change | None

    @property
    def can_answer(self) -> bool:
        """Whether the design reaches the floor, and can attain a p small enough to say so."""
        return self.at_smallest[0] >= self.floor


def reach(
    design: Design,
    seen: Traits,
    *,
    effects: Sequence[float] = (-10.0, -20.0, -30.0),
    smallest_effect: float = -20.0,
    floor: float = 0.6,
    alpha: float = 0.05,
    seed: int = 1,
) -> Reach:
    """Return what a design can say, from the traits of its areas' own history."""
    noise = seen.variance_ratio, seen.drift

    def chance(made: Design, effect: float, v: float, d: float, replications: int) -> float:
        return power(
            made, effect,
            variance_ratio=v, drift=d, replications=replications, alpha=alpha, seed=seed,
        ).verdict  # fmt: skip

    def middle(made: Design, effect: float, replications: int = TABLE_REPLICATIONS) -> float:
        return chance(made, effect, noise[0].value, noise[1].value, replications)

    at_smallest = (
        middle(design, smallest_effect, 1000),
        chance(design, smallest_effect, noise[0].low, noise[1].low, 1000),
        chance(design, smallest_effect, noise[0].high, noise[1].high, 1000),
    )
    table = tuple(
        Cell(effect, made.after, *_sizes(made), middle(made, effect))
        for multiple in MULTIPLES
        for months in lengths(design.after)
        for made in [grown(replace(design, after=months), multiple, multiple)]
        for effect in effects
    )
    tried = () if at_smallest[0] >= floor else _tried(design, smallest_effect, middle)
    return Reach(
        smallest_effect=smallest_effect,
        floor=floor,
        at_smallest=at_smallest,
        detectable=detect(
            design, *noise,
            assumed=seen.drift_assumed, alpha=alpha, seed=seed,
        ),
        table=table,
        tried=tried,
        cheapest=next((change for change in tried if change.power >= floor), None),
    )  # fmt: skip


def lengths(after: int) -> tuple[int, ...]:
    """Return the programme lengths that a power table shows."""
    return tuple(sorted({6, 12, 24, after}))


def grown(design: Design, treated: int, comparison: int) -> Design:
    """Return the design with its treated and comparison areas repeated so many times.

    A repeated treated area brings a block of its own; further comparison areas join the blocks.
    """
    single = len(np.unique(design.blocks)) == 1
    parts = []
    for copy in range(max(treated, comparison)):
        kept = np.zeros(len(design.mean), dtype=bool)
        kept |= design.treated & (copy < treated)
        kept |= ~design.treated & (copy < comparison)
        shift = 0 if single or copy >= treated else copy * (int(design.blocks.max()) + 1)
        parts.append((design.mean[kept], design.treated[kept], design.blocks[kept] + shift))
    mean, mask, blocks = (np.concatenate(column) for column in zip(*parts, strict=True))
    return replace(design, mean=mean, treated=mask, blocks=blocks)


def _tried(design: Design, effect: float, chance: object) -> tuple[Change, ...]:
    found = []
    for words, made in _changes(design):
        found.append(Change(words, chance(made, effect)))  # type: ignore[operator]
    return tuple(found)


def _changes(design: Design) -> list[tuple[str, Design]]:
    treated, comparison = _sizes(design)
    longer = [months for months in (18, 24, 36) if months > design.after]
    changes = [
        (f"{comparison * k} comparison areas instead of {comparison}", grown(design, 1, k))
        for k in (2, 4)
    ]
    changes += [
        (f"{months} patrolled months instead of {design.after}", replace(design, after=months))
        for months in longer
    ]
    changes += [
        (f"{treated * k} patrolled areas instead of {treated}, each with its comparison",
         grown(design, k, k))
        for k in (2, 3, 4)
    ]  # fmt: skip
    months = max([*longer, design.after])
    changes.append(
        (f"{treated * 4} patrolled and {comparison * 8} comparison areas for {months} months",
         grown(replace(design, after=months), 4, 8))
    )  # fmt: skip
    return changes


def _sizes(design: Design) -> tuple[int, int]:
    return int(design.treated.sum()), int((~design.treated).sum())
