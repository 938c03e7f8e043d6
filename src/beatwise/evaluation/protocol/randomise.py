"""Who is patrolled and who is compared: blocks of like areas drawn by lot, or matched by rule.

Whoever may try seeds on known outcomes finds one that shows a fall. So a draw made when outcome
months were at hand takes its seed from the outlines of the areas, which leaves nothing to choose.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from beatwise.clock import Month
from beatwise.errors import BadInput
from beatwise.plurals import counted


SEED_IGNORED = (
    "The seed asked for was not used: outcome months were at hand, so the seed of the draw follows "
    "from the outlines of the areas."
)


@dataclass(frozen=True, slots=True)
class Draw:
    """Who was drawn.

    Parameters
    ----------
    areas
        The areas in the draw, as positions in what was offered.
    treated
        Which of them are patrolled.
    blocks
        The block of each, numbered from 1.
    left_out
        Areas that did not fill a block.
    """

    areas: NDArray[np.int64]
    treated: NDArray[np.bool_]
    blocks: NDArray[np.int64]
    left_out: NDArray[np.int64]


def likeness(counts: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return (areas, 2): log level, and log change from the first to the second half.

    The change counts for less where few incidents stand behind it.
    """
    half = max(1, counts.shape[1] // 2)
    first, second = counts[:, :half].sum(axis=1) + 0.5, counts[:, half:].sum(axis=1) + 0.5
    level = np.log((counts.sum(axis=1) + 0.5) / counts.shape[1])
    change = np.log(second / first) / np.sqrt(1 / first + 1 / second) / 4
    return np.column_stack([level, change])


def draw_blocks(counts: NDArray[np.float64], controls: int, seed: int) -> Draw:
    """Sort like areas into blocks of ``controls`` + 1 and draw one of each for patrols.

    Blocks are formed by the areas' own months before, busiest first: each opens with the busiest
    area left and takes the areas most like it. Raises ``BadInput`` for too few areas.
    """
    size = controls + 1
    if len(counts) < size or controls < 1:
        raise BadInput(
            f"{counted(len(counts), 'area')} {'is' if len(counts) == 1 else 'are'} too few "
            f"for a block of {size}.",
            next_step="Give more hot spots, fewer --controls, or name the patrolled ones with "
            "--treat so that comparison areas are found by rule.",
        )
    traits = likeness(counts)
    waiting = list(np.argsort(-traits[:, 0], kind="stable"))
    members: list[list[int]] = []
    while len(waiting) >= size:
        leader = waiting.pop(0)
        distance = np.linalg.norm(traits[waiting] - traits[leader], axis=1)
        nearest = [waiting[i] for i in np.argsort(distance, kind="stable")[:controls]]
        waiting = [area for area in waiting if area not in nearest]
        members.append([leader, *nearest])
    return _one_of_each(members, seed, np.array(sorted(waiting), dtype=np.int64))


def draw_units(units: int, treated: int, seed: int) -> NDArray[np.bool_]:
    """Draw ``treated`` of so many units in one lot."""
    if not 0 < treated < units:
        raise BadInput(
            f"{treated} of {units} units cannot be drawn.",
            next_step="Leave at least one unit unpatrolled, and patrol at least one.",
        )
    lucky = np.zeros(units, dtype=bool)
    lucky[np.random.default_rng(seed).permutation(units)[:treated]] = True
    return lucky


def match_by_rule(
    treated: NDArray[np.float64], offered: NDArray[np.float64], controls: int
) -> NDArray[np.int64]:
    """Return (treated, controls) positions of the offered areas most like each treated one.

    Both are (areas, months) counts before. Each offered area is used once; the busiest treated
    area chooses first. Raises ``BadInput`` when too few are offered.
    """
    if len(offered) < len(treated) * controls:
        raise BadInput(
            f"{len(offered)} possible comparison areas are too few for {len(treated)} treated "
            f"areas with {controls} each.",
            next_step="Ask for fewer --controls, or gather more of the county.",
        )
    ours, theirs = likeness(treated), likeness(offered)
    free = np.ones(len(offered), dtype=bool)
    matches = np.full((len(treated), controls), -1, dtype=np.int64)
    for turn in range(controls):
        for area in np.argsort(-ours[:, 0], kind="stable"):
            distance = np.linalg.norm(theirs - ours[area], axis=1)
            best = int(np.where(free, distance, np.inf).argmin())
            matches[area, turn] = best
            free[best] = False
    return matches


def seed_of_areas(shapes: Sequence[shapely.Geometry]) -> int:
    """Return the seed that areas give: the first 31 bits of a hash of their outlines.

    Outlines count to the metre (BNG), in any order and from any starting corner, so files, names
    and the order in which lists are given change nothing.
    """
    outlines = sorted(
        shapely.to_wkt(shapely.normalize(shape), rounding_precision=0) for shape in shapes
    )
    return int(hashlib.sha256("\n".join(outlines).encode()).hexdigest()[:8], 16) >> 1


def retrospective_words(first: Month, seed: int) -> str:
    """Say that a draw is retrospective; ``first`` is the first outcome month at hand."""
    return (
        f"The draw is retrospective: {first.name} was at hand, so its seed, {seed}, follows from "
        "the outlines of the areas and was not chosen. Such a study is level 2 of 5 on the "
        "Maryland scale at most."
    )


def _one_of_each(members: list[list[int]], seed: int, left_out: NDArray[np.int64]) -> Draw:
    rng = np.random.default_rng(seed)
    areas, treated, blocks = [], [], []
    for number, block in enumerate(members, start=1):
        lucky = int(rng.integers(len(block)))
        for position, area in enumerate(block):
            areas.append(area)
            treated.append(position == lucky)
            blocks.append(number)
    return Draw(
        np.array(areas, dtype=np.int64), np.array(treated), np.array(blocks), left_out
    )  # fmt: skip
