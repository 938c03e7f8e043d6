"""Say who is patrolled and who is compared: by lot, by rule, or as already decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from beatwise.clock import Month
from beatwise.errors import BadInput, UsageError
from beatwise.evaluation.estimators.point_counts import by_unit, count_panel
from beatwise.evaluation.protocol.buffers import check_buffers, far_enough
from beatwise.evaluation.protocol.proposal import Assigned
from beatwise.evaluation.protocol.protocol import CHOSEN, DAYS, ProtocolArea
from beatwise.evaluation.protocol.randomise import draw_blocks, draw_units, match_by_rule
from beatwise.evaluation.result.strength import TAKEN_ON_TRUST
from beatwise.journeys.evaluation.candidates import Candidate
from beatwise.journeys.evaluation.outcomes import Points


TOO_CLOSE = "within the ring of a busier area, so patrols there could reach it"


@dataclass(frozen=True, slots=True)
class Wish:
    """How to assign: controls for each treated area, the seed, and what is already decided."""

    controls: int = 1
    seed: int = 0
    ring_m: float = 150.0
    treat: tuple[str, ...] = ()
    by_town: bool = False
    treated_towns: int | None = None
    drawn_within: str | None = None
    exclude: tuple[str, ...] = ()
    steps: tuple[Month, ...] = ()
    patrol_days: int = 0


def assign(
    candidates: Sequence[Candidate], points: Points, months: Sequence[int], wish: Wish
) -> Assigned:
    """Return the areas with their roles. Raises ``BadInput`` for too few, or overlapping, areas."""
    _check_wish(candidates, wish)
    kept, excluded = _eligible(candidates, wish)
    shapes = [c.shape for c in kept]
    counts = count_panel(points.x, points.y, points.month, shapes, months)
    if wish.steps:
        return _stepped(kept, excluded, wish)
    if wish.patrol_days:
        return _by_day(kept, excluded, wish)
    if any(c.role for c in kept):
        return _as_given(kept, excluded, wish)
    if wish.by_town:
        return _by_town(kept, excluded, wish)
    if wish.treat:
        return _by_rule(kept, counts, points, months, excluded, wish)
    draw = draw_blocks(counts.astype(float), wish.controls, wish.seed)
    left = [(kept[i].name, "it filled no block") for i in draw.left_out]
    areas = [
        _area(kept[i], kept[i].id, f"{block}", treated)
        for i, block, treated in zip(
            draw.areas.tolist(), draw.blocks.tolist(), draw.treated.tolist(), strict=True
        )
    ]
    one = wish.controls == 1
    return Assigned(
        tuple(areas),
        "matched pairs" if one else "blocks",
        "hot spot",
        f"{'Pairs' if one else f'Blocks of {wish.controls + 1}'} alike in level and change in the "
        f"months before; one of each drawn for patrols with seed {wish.seed}.",
        (*excluded, *left),
    )


def _check_wish(candidates: Sequence[Candidate], wish: Wish) -> None:
    """Raise ``UsageError`` for what would be passed over in silence: a label that names nothing."""
    towns = sorted({c.town for c in candidates if c.town})
    known = {label.casefold() for label in (*towns, *(c.id for c in candidates))}
    for entry in wish.exclude:
        label = entry.partition("=")[0].strip()
        if label.casefold() not in known:
            raise UsageError(
                f"there is no town or area '{label}' to exclude.",
                next_step=f"Use an area's id or a town: {', '.join(towns) or 'none is known'}.",
            )
    if wish.drawn_within not in (None, "all", "town"):
        raise UsageError(
            f"areas cannot be drawn within '{wish.drawn_within}'.", next_step="Use all or town."
        )
    if wish.drawn_within and not any(c.role for c in candidates):
        raise UsageError(
            "--drawn-within is for roles that the file gives, and it gives none.",
            next_step="Leave it out: lots are then drawn here, with the published seed.",
        )
    decided = any(c.role for c in candidates) and not (wish.steps or wish.patrol_days)
    if decided and (wish.by_town or wish.treat):
        raise UsageError(
            "the file already says which areas are patrolled, so nothing is left to assign.",
            next_step="Leave --by-town and --treat out, or give areas without roles.",
        )
    if wish.treated_towns is not None and not wish.by_town:
        raise UsageError("--treated-towns needs --by-town.", next_step="Add --by-town.")


def _eligible(
    candidates: Sequence[Candidate], wish: Wish
) -> tuple[list[Candidate], tuple[tuple[str, str], ...]]:
    given = [entry.partition("=") for entry in wish.exclude]
    why = {label.strip().casefold(): reason.strip() for label, _, reason in given}
    out, open_to = [], []
    for c in candidates:
        key = next((k for k in (c.town.casefold(), c.id.casefold()) if k in why), None)
        if key is None:
            open_to.append(c)
        else:
            out.append((c.name, why[key] or "excluded by the analyst"))
    for first in range(len(open_to)):
        for second in range(first + 1, len(open_to)):
            shared = open_to[first].shape.intersection(open_to[second].shape).area
            if shared > 1.0:
                raise BadInput(
                    f"the areas '{open_to[first].name}' and '{open_to[second].name}' overlap.",
                    next_step="Draw them apart, or leave one out: an incident may count once only.",
                )
    here = wish.steps or wish.patrol_days  # every area is patrolled, whatever role the file gives
    if not here and any(
        c.role for c in open_to
    ):  # decided already: leaving some out would undo the draw
        shapes, roles = [c.shape for c in open_to], np.array([c.role == "treated" for c in open_to])
        check_buffers([c.name for c in open_to], shapes, roles, wish.ring_m)
        return open_to, tuple(out)
    near = far_enough([c.shape for c in open_to], wish.ring_m)
    out += [(c.name, TOO_CLOSE) for i, c in enumerate(open_to) if i not in near]
    kept = [open_to[i] for i in near]
    if not kept:
        raise BadInput("no area is left to patrol.", next_step="Exclude fewer areas.")
    return kept, tuple(out)


def _area(
    c: Candidate, unit: str, block: str, treated: bool, start: Month | None = None
) -> ProtocolArea:
    role = "treated" if treated else "comparison"
    return ProtocolArea(c.id, c.name, unit, block, role, c.shape, start)


def _as_given(
    kept: Sequence[Candidate], excluded: tuple[tuple[str, str], ...], wish: Wish
) -> Assigned:
    treated = [c.role == "treated" for c in kept]
    if all(treated) or not any(treated):
        raise BadInput(
            "the file's areas all have the same role.",
            next_step="Give patrolled and comparison areas, or none of the roles.",
        )
    within = wish.drawn_within
    blocks = ["1" if within in (None, "all") else c.town or "1" for c in kept]
    areas = tuple(_area(c, c.id, b, t) for c, b, t in zip(kept, blocks, treated, strict=True))
    if within is None:
        return Assigned(areas, CHOSEN, "hot spot", "Roles as the file gives them.", excluded)
    rule = f"Roles as the file gives them, {TAKEN_ON_TRUST} within {within}."
    name = "one draw" if within == "all" else "blocks"
    return Assigned(areas, name, "hot spot", rule, excluded)


def _by_town(
    kept: Sequence[Candidate], excluded: tuple[tuple[str, str], ...], wish: Wish
) -> Assigned:
    towns = list(dict.fromkeys(c.town for c in kept))
    if len(towns) < 2 or "" in towns:
        raise BadInput(
            f"{len(towns)} towns cannot be assigned.",
            next_step="Give the hot spots of two towns or more, each in a town of the workspace.",
        )
    if wish.treat:
        unknown = [t for t in wish.treat if t not in towns]
        if unknown:
            raise UsageError(
                f"there is no town '{unknown[0]}' here.", next_step=f"Use: {', '.join(towns)}."
            )
        chosen = np.array([town in wish.treat for town in towns])
        rule, name = "Towns as already decided; the rest are compared.", CHOSEN
    else:
        number = wish.treated_towns or max(1, len(towns) // 2)
        chosen = draw_units(len(towns), number, wish.seed)
        rule, name = f"{number} of {len(towns)} towns drawn with seed {wish.seed}.", "one draw"
    of = dict(zip(towns, chosen.tolist(), strict=True))
    areas = tuple(_area(c, c.town, "1", of[c.town]) for c in kept)
    return Assigned(areas, name, "town", rule, excluded)


def _stepped(
    kept: Sequence[Candidate], excluded: tuple[tuple[str, str], ...], wish: Wish
) -> Assigned:
    """Draw the step in which each unit starts: hot spots, or whole towns."""
    steps = wish.steps
    units = list(dict.fromkeys(c.town if wish.by_town else c.id for c in kept))
    what = "town" if wish.by_town else "hot spot"
    if "" in units:
        raise BadInput(
            "an area lies in no town of the workspace, so towns cannot be assigned.",
            next_step="Gather the towns' boundaries, or leave --by-town out.",
        )
    if len(units) < len(steps):
        raise BadInput(
            f"{len(units)} {what}s are too few for {len(steps)} steps.",
            next_step=f"Ask for at most {len(units)} --steps, or give more areas.",
        )
    order = np.random.default_rng(wish.seed).permutation(len(units))
    start = {units[i]: steps[at * len(steps) // len(units)] for at, i in enumerate(order)}
    areas = tuple(
        _area(c, unit, "1", True, start[unit])
        for c in kept
        for unit in [c.town if wish.by_town else c.id]
    )
    rule = f"Every {what} starts; in which of {len(steps)} steps was drawn with seed {wish.seed}."
    return Assigned(areas, "one draw", what, rule, excluded)


def _by_day(
    kept: Sequence[Candidate], excluded: tuple[tuple[str, str], ...], wish: Wish
) -> Assigned:
    compared = [(c.name, "compared, as the file has it") for c in kept if c.role == "comparison"]
    mine = [c for c in kept if c.role != "comparison"]
    if not mine:
        raise BadInput("no area is left to patrol.", next_step="Give areas that may be patrolled.")
    areas = tuple(_area(c, c.id, "1", True) for c in mine)
    rule = (
        f"Every area is its own comparison: in each week {wish.patrol_days} of its seven days were "
        f"drawn for patrols with seed {wish.seed}, each area apart."
    )
    return Assigned(areas, DAYS, "day", rule, (*excluded, *compared))


def _by_rule(
    kept: Sequence[Candidate],
    counts: NDArray[np.int64],
    points: Points,
    months: Sequence[int],
    excluded: tuple[tuple[str, str], ...],
    wish: Wish,
) -> Assigned:
    every = "all" in wish.treat
    unknown = [t for t in wish.treat if t != "all" and t not in {c.id for c in kept}]
    if unknown:
        raise UsageError(
            f"there is no area '{unknown[0]}' left to patrol.",
            next_step="Use: " + ", ".join(c.id for c in kept) + ", or all.",
        )
    treated = np.array([every or c.id in wish.treat for c in kept])
    cells = _cells([c.shape for c in kept], excluded, wish, points)
    offered = [c for c, t in zip(kept, treated, strict=True) if not t]
    offered += [Candidate(f"cell-{i + 1}", f"comparison cell {i + 1}", "", shape)
                for i, shape in enumerate(cells)]  # fmt: skip
    theirs = count_panel(points.x, points.y, points.month, [c.shape for c in offered], months)
    chosen = match_by_rule(counts[treated].astype(float), theirs.astype(float), wish.controls)
    mine = [c for c, t in zip(kept, treated, strict=True) if t]
    areas = []
    for number, (area, row) in enumerate(zip(mine, chosen.tolist(), strict=True), start=1):
        areas.append(_area(area, area.id, f"{number}", True))
        areas += [_area(offered[i], offered[i].id, f"{number}", False) for i in row]
    rule = (
        f"The patrolled areas were already decided. For each, the {wish.controls} areas most like "
        "it in level and change in the months before, out of the other hot spots and all squares "
        "of the same size further than two rings from any patrol."
    )
    return Assigned(tuple(areas), CHOSEN, "hot spot", rule, excluded)


def _cells(
    shapes: Sequence[shapely.Geometry], excluded: object, wish: Wish, points: Points
) -> list[shapely.Geometry]:
    """Return squares as large as the middle area that hold incidents and lie away from patrols."""
    side = round(float(np.median([shape.area for shape in shapes])) ** 0.5, -1)
    known = np.isfinite(points.x) & np.isfinite(points.y)
    square = np.unique(
        np.column_stack([points.x[known] // side, points.y[known] // side]).astype(np.int64), axis=0
    )
    spaced = square[(square % 2 == 0).all(axis=1)] * side  # every second one: they never touch
    boxes = shapely.box(spaced[:, 0], spaced[:, 1], spaced[:, 0] + side, spaced[:, 1] + side)
    near = shapely.union_all([shape.buffer(2 * wish.ring_m) for shape in shapes])
    shapely.prepare(near)
    return list(boxes[~shapely.intersects(near, boxes)])


__all__ = ["Wish", "assign", "by_unit"]
