"""Which areas may take part in a study, and what is wished of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from beatwise.cell_text import search_key
from beatwise.clock import Month
from beatwise.errors import BadInput, UsageError
from beatwise.evaluation.protocol.buffers import check_buffers, far_enough
from beatwise.evaluation.protocol.protocol import ProtocolArea
from beatwise.journeys.evaluation.candidates import Candidate


TOO_CLOSE = "within the ring of a busier area, so patrols there could reach it"


@dataclass(frozen=True, slots=True)
class Wish:
    """How to assign: controls for each treated area, the seed, and what is already decided.

    ``seed_given`` is whether the seed was asked for, so that a draw that may not use it says so.
    """

    controls: int = 1
    seed: int = 0
    ring_m: float = 150.0
    treat: tuple[str, ...] = ()
    by_town: bool = False
    treated_towns: int | None = None
    drawn_within: str | None = None
    exclude: tuple[str, ...] = ()
    seed_given: bool = False


def check_wish(candidates: Sequence[Candidate], wish: Wish, *, roles_decide: bool) -> None:
    """Raise ``UsageError`` for what would be passed over in silence: a label that names nothing.

    ``roles_decide`` is whether the roles that a file gives are those of the design.
    """
    towns = sorted({c.town for c in candidates if c.town})
    labels = {search_key(label) for label in (*towns, *(c.id for c in candidates))}
    for entry in wish.exclude:
        label = entry.partition("=")[0].strip()
        if search_key(label) not in labels:
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
    decided = roles_decide and any(c.role for c in candidates)
    if decided and (wish.by_town or wish.treat):
        raise UsageError(
            "the file already says which areas are patrolled, so nothing is left to assign.",
            next_step="Leave --by-town and --treat out, or give areas without roles.",
        )
    if wish.treated_towns is not None and not wish.by_town:
        raise UsageError("--treated-towns needs --by-town.", next_step="Add --by-town.")


@dataclass(frozen=True, slots=True)
class Eligible:
    """The areas that may take part, and those left out, each with the reason."""

    areas: tuple[Candidate, ...]
    excluded: tuple[tuple[str, str], ...]


def eligible(candidates: Sequence[Candidate], wish: Wish, *, roles_decide: bool) -> Eligible:
    """Return the areas that may take part.

    Raises ``UsageError`` for a wish that names nothing, ``BadInput`` for overlapping areas or none.
    """
    check_wish(candidates, wish, roles_decide=roles_decide)
    entries = [entry.partition("=") for entry in wish.exclude]
    why = {search_key(label): reason.strip() for label, _, reason in entries}
    out, open_to = [], []
    for c in candidates:
        key = next((k for k in map(search_key, (c.town, c.id)) if k in why), None)
        if key is None:
            open_to.append(c)
        else:
            out.append((c.name, why[key] or "excluded by the analyst"))
    _check_overlaps(open_to)
    decided = roles_decide and any(c.role for c in open_to)
    if decided:  # leaving some out would undo the draw
        shapes, roles = [c.shape for c in open_to], np.array([c.role == "treated" for c in open_to])
        check_buffers([c.name for c in open_to], shapes, roles, wish.ring_m)
        return Eligible(tuple(open_to), tuple(out))
    near = far_enough([c.shape for c in open_to], wish.ring_m)
    out += [(c.name, TOO_CLOSE) for i, c in enumerate(open_to) if i not in near]
    if not near:
        raise BadInput("no area is left to patrol.", next_step="Exclude fewer areas.")
    return Eligible(tuple(open_to[i] for i in near), tuple(out))


def _check_overlaps(areas: Sequence[Candidate]) -> None:
    for first in range(len(areas)):
        for second in range(first + 1, len(areas)):
            shared = areas[first].shape.intersection(areas[second].shape).area
            if shared > 1.0:
                raise BadInput(
                    f"the areas '{areas[first].name}' and '{areas[second].name}' overlap.",
                    next_step="Draw them apart, or leave one out: an incident may count once only.",
                )


def area_of(
    c: Candidate, unit: str, block: str, treated: bool, start: Month | None = None
) -> ProtocolArea:
    """Return a candidate as an area of the protocol."""
    role = "treated" if treated else "comparison"
    return ProtocolArea(c.id, c.name, unit, block, role, c.shape, start)
