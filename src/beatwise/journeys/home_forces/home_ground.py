"""Whose ground an area lies on, and which months that gives it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from beatwise.errors import MissingData
from beatwise.journeys.home_forces.force_outlines import force_boundaries
from beatwise.journeys.home_forces.recorded_points import point_rows
from beatwise.last_few import LastFew
from beatwise.places.home.force_ground import ForceGround, Ground, Method
from beatwise.records.force_names import EVERYWHERE


if TYPE_CHECKING:
    import shapely

    from beatwise.store.workspace import Workspace

_GROUNDS: LastFew[tuple[str, ...], ForceGround] = LastFew(4)
PARTLY = 0.5  # of an area surrounded by recorded rows: below it, the reader is warned
BOUNDARIES_HINT = (
    "Where a border runs is certain only with force boundaries: gather the ONS layer of police "
    "force areas with beatwise gather areas."
)


def force_ground(workspace: Workspace) -> ForceGround:
    """Return whose ground everything is; that of the last few workspaces is remembered."""
    layers = [item.file for item in workspace.catalogue.of_kind("areas")]
    key = (str(workspace.path.resolve()), workspace.catalogue.months_mark, *layers)
    return _GROUNDS.get(key, lambda: _force_ground(workspace))


def _force_ground(workspace: Workspace) -> ForceGround:
    from beatwise.places.home.recorded_ground import RecordedGround

    return ForceGround(
        frozenset(workspace.forces()) - EVERYWHERE,
        force_boundaries(workspace),
        RecordedGround(point_rows(workspace)),
    )


def home_ground(workspace: Workspace, label: str, shape: shapely.Geometry) -> Ground:
    """Return whose ground a shape lies on; ``label`` is what people call it.

    Raises ``MissingData`` when its force was not gathered, naming it where boundaries do.
    """
    ground = force_ground(workspace).of(shape)
    if ground.home is None:
        raise not_gathered(label, ground, workspace.forces())
    return ground


def home_months(workspace: Workspace, forces: Iterable[str]) -> tuple[int, ...]:
    """Return the month numbers that all these forces have; no force has none."""
    by_force = workspace.catalogue.by_force
    each = [{entry.month for entry in by_force.get(force, ())} for force in forces]
    return tuple(sorted(set.intersection(*each))) if each else ()


def not_gathered(label: str, ground: Ground, forces: Sequence[str]) -> MissingData:
    """Return the error for an area outside what was gathered: nothing there is a zero."""
    return _outside(f"{label} is not on", ground, forces)


def none_gathered(layer: str, ground: Ground, forces: Sequence[str]) -> MissingData:
    """Return the error for a layer all of whose areas, such as this one, are outside."""
    return _outside(f"No area of '{layer}' is on", ground, forces)


def _outside(beginning: str, ground: Ground, forces: Sequence[str]) -> MissingData:
    home = [force for force in forces if force not in EVERYWHERE]
    gathered = f"the ground of the forces gathered ({', '.join(home)})" if home else (
        "any ground: only British Transport Police, who record everywhere, were gathered"
    )  # fmt: skip
    return MissingData(
        f"{beginning} {gathered}, {_why(ground)}. Nothing recorded there is not zero.",
        next_step=_gather(ground),
    )


def _why(ground: Ground) -> str:
    if ground.absent:
        return f"but, by the force boundaries, on that of {', '.join(ground.absent)}"
    if ground.method is Method.BOUNDARIES:
        return "nor inside any force boundary that was gathered"
    return "going by where they recorded anything"


def _gather(ground: Ground) -> str:
    if ground.absent:
        return f"Gather it: beatwise gather police-uk SOURCE --force {ground.absent[0]}"
    if ground.method is Method.BOUNDARIES:
        return "Check the area's outline, or gather the force that records there."
    return f"Gather the force that records there. {BOUNDARIES_HINT}"


def partly_gathered(ground: Ground) -> str | None:
    """Say that a part of an area is not on gathered ground, or None when all of it is."""
    share = f"{ground.covered:.0%}"
    if ground.absent:
        return (
            f"Only {share} of the area is on the ground of {' and '.join(ground.forces)}; the rest "
            f"is on that of {' and '.join(ground.absent)}, not gathered: what was recorded there "
            "is missing, not zero."
        )
    if ground.method is Method.ROWS and ground.covered < PARTLY:
        return (
            f"Only about {share} of the area lies where {' and '.join(ground.forces)} recorded "
            "anything. The rest may be empty land, or another force's ground, which would be "
            "missing, not zero. Force boundaries, when gathered, tell which."
        )
    return None


def decided_by(ground: Ground) -> str:
    """Say whose ground an area is and what decided that."""
    names = " and ".join(ground.forces)
    if ground.method is Method.BOUNDARIES:
        return f"On the ground of {names}, by the force boundaries gathered."
    return f"On the ground of {names}, by where rows of all types were recorded (no boundaries)."


def with_ground(notes: tuple[str, ...], ground: Ground) -> tuple[str, ...]:
    """Add whose ground an area is to its notes: a part that is missing comes first."""
    missing = partly_gathered(ground)
    return (*([missing] if missing else []), *notes, decided_by(ground))


def ground_as_json(ground: Ground) -> dict[str, object]:
    """Return it as JSON values; ``covered`` is a share of the area."""
    return {
        "forces": list(ground.forces),
        "not_gathered": list(ground.absent),
        "covered": round(ground.covered, 3),
        "decided_by": str(ground.method),
    }
