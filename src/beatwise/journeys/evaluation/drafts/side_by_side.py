"""Side by side: say who is patrolled and who is compared, by lot, by rule, or as decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import shapely

from beatwise.clock import MonthRange
from beatwise.errors import BadInput, UsageError
from beatwise.evaluation.designs.side_by_side import SideBySide
from beatwise.evaluation.estimators.point_counts import count_panel
from beatwise.evaluation.power.programme import History
from beatwise.evaluation.protocol.proposal import Assignment
from beatwise.evaluation.protocol.protocol import BY_HAND
from beatwise.evaluation.protocol.randomise import draw_blocks, draw_units, match_by_rule
from beatwise.evaluation.result.strength import TAKEN_ON_TRUST
from beatwise.journeys.evaluation.candidates import Candidate
from beatwise.journeys.evaluation.design_request import Background, DesignRequest, Study
from beatwise.journeys.evaluation.eligible import Eligible, Wish, area_of
from beatwise.journeys.evaluation.outcomes import Points
from beatwise.plurals import counted


@dataclass(frozen=True, slots=True)
class SideBySideDraft:
    """Patrolled and comparison areas: by lot, by rule, or as already decided."""

    roles_decide: ClassVar[bool] = True

    def refuse(self, request: DesignRequest) -> None:
        """Refuse nothing: every option has a meaning side by side."""

    def assign(
        self, eligible: Eligible, wish: Wish, points: Points, months: Sequence[int]
    ) -> Assignment:
        """Return the areas with their roles. Raises ``BadInput`` for too few areas."""
        if any(c.role for c in eligible.areas):
            return _by_roles(eligible, wish)
        if wish.by_town:
            return _by_town(eligible, wish)
        if wish.treat:
            return _by_rule(eligible, wish, points, months)
        return _by_lot(eligible, wish, points, months)

    def design(self, assignment: Assignment, patrols: MonthRange, seed: int) -> SideBySide:
        """Return the design."""
        return SideBySide()

    def background(self, study: Study) -> Background:
        """Return what the months before show."""
        return Background(History(study.programme, study.traits))


def _by_lot(eligible: Eligible, wish: Wish, points: Points, months: Sequence[int]) -> Assignment:
    areas = eligible.areas
    counts = count_panel(points.x, points.y, points.month, [c.shape for c in areas], months)
    draw = draw_blocks(counts.astype(float), wish.controls, wish.seed)
    left_out = [(areas[i].name, "it filled no block") for i in draw.left_out]
    members = [
        area_of(areas[i], areas[i].id, f"{block}", treated)
        for i, block, treated in zip(
            draw.areas.tolist(), draw.blocks.tolist(), draw.treated.tolist(), strict=True
        )
    ]
    one = wish.controls == 1
    return Assignment(
        tuple(members),
        "matched pairs" if one else "blocks",
        "hot spot",
        f"{'Pairs' if one else f'Blocks of {wish.controls + 1}'} alike in level and change in the "
        f"months before; one of each drawn for patrols with seed {wish.seed}.",
        (*eligible.excluded, *left_out),
    )


def _by_roles(eligible: Eligible, wish: Wish) -> Assignment:
    """Return the areas with the roles that the file gives."""
    candidates, excluded = eligible.areas, eligible.excluded
    treated = [c.role == "treated" for c in candidates]
    if all(treated) or not any(treated):
        raise BadInput(
            "the file's areas all have the same role.",
            next_step="Give patrolled and comparison areas, or none of the roles.",
        )
    within = wish.drawn_within
    blocks = ["1" if within in (None, "all") else c.town or "1" for c in candidates]
    areas = tuple(
        area_of(c, c.id, b, t) for c, b, t in zip(candidates, blocks, treated, strict=True)
    )
    if within is None:
        return Assignment(areas, BY_HAND, "hot spot", "Roles as the file gives them.", excluded)
    rule = f"Roles as the file gives them, {TAKEN_ON_TRUST} within {within}."
    name = "one draw" if within == "all" else "blocks"
    return Assignment(areas, name, "hot spot", rule, excluded)


def _by_town(eligible: Eligible, wish: Wish) -> Assignment:
    candidates = eligible.areas
    towns = list(dict.fromkeys(c.town for c in candidates))
    if len(towns) < 2 or "" in towns:
        raise BadInput(
            f"{counted(len(towns), 'town')} cannot be assigned.",
            next_step="Give the hot spots of two towns or more, each in a town of the workspace.",
        )
    if wish.treat:
        unknown = [t for t in wish.treat if t not in towns]
        if unknown:
            raise UsageError(
                f"there is no town '{unknown[0]}' here.", next_step=f"Use: {', '.join(towns)}."
            )
        patrolled = np.array([town in wish.treat for town in towns])
        rule, name = "Towns as already decided; the rest are compared.", BY_HAND
    else:
        number = wish.treated_towns or max(1, len(towns) // 2)
        patrolled = draw_units(len(towns), number, wish.seed)
        rule, name = f"{number} of {len(towns)} towns drawn with seed {wish.seed}.", "one draw"
    of = dict(zip(towns, patrolled.tolist(), strict=True))
    areas = tuple(area_of(c, c.town, "1", of[c.town]) for c in candidates)
    return Assignment(areas, name, "town", rule, eligible.excluded)


def _by_rule(eligible: Eligible, wish: Wish, points: Points, months: Sequence[int]) -> Assignment:
    candidates = eligible.areas
    shapes = [c.shape for c in candidates]
    counts = count_panel(points.x, points.y, points.month, shapes, months)
    every = "all" in wish.treat
    unknown = [t for t in wish.treat if t != "all" and t not in {c.id for c in candidates}]
    if unknown:
        raise UsageError(
            f"there is no area '{unknown[0]}' left to patrol.",
            next_step="Use: " + ", ".join(c.id for c in candidates) + ", or all.",
        )
    treated = np.array([every or c.id in wish.treat for c in candidates])
    cells = _cells(shapes, wish, points)
    offered = [c for c, t in zip(candidates, treated, strict=True) if not t]
    offered += [Candidate(f"cell-{i + 1}", f"comparison cell {i + 1}", "", shape)
                for i, shape in enumerate(cells)]  # fmt: skip
    theirs = count_panel(points.x, points.y, points.month, [c.shape for c in offered], months)
    matches = match_by_rule(counts[treated].astype(float), theirs.astype(float), wish.controls)
    mine = [c for c, t in zip(candidates, treated, strict=True) if t]
    areas = []
    for number, (area, row) in enumerate(zip(mine, matches.tolist(), strict=True), start=1):
        areas.append(area_of(area, area.id, f"{number}", True))
        areas += [area_of(offered[i], offered[i].id, f"{number}", False) for i in row]
    rule = (
        f"The patrolled areas were already decided. For each, the {wish.controls} areas most like "
        "it in level and change in the months before, out of the other hot spots and all squares "
        "of the same size further than two rings from any patrol."
    )
    return Assignment(tuple(areas), BY_HAND, "hot spot", rule, eligible.excluded)


def _cells(
    shapes: Sequence[shapely.Geometry], wish: Wish, points: Points
) -> list[shapely.Geometry]:
    """Return squares as large as the middle area that hold incidents and lie away from patrols."""
    side = round(float(np.median([shape.area for shape in shapes])) ** 0.5, -1)
    placed = np.isfinite(points.x) & np.isfinite(points.y)
    square = np.unique(
        np.column_stack([points.x[placed] // side, points.y[placed] // side]).astype(np.int64),
        axis=0,
    )
    spaced = square[(square % 2 == 0).all(axis=1)] * side  # every second one: they never touch
    boxes = shapely.box(spaced[:, 0], spaced[:, 1], spaced[:, 0] + side, spaced[:, 1] + side)
    near = shapely.union_all([shape.buffer(2 * wish.ring_m) for shape in shapes])
    shapely.prepare(near)
    return list(boxes[~shapely.intersects(near, boxes)])
