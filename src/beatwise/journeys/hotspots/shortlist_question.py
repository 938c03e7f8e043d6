"""Turn what was asked for into units, sizes and months."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import shapely

from beatwise.clock import MonthRange
from beatwise.errors import MissingData, UsageError
from beatwise.hotspots.shortlist.choose import DEFAULT_SIZE_M, Question
from beatwise.hotspots.shortlist.training_data import Observed
from beatwise.places import segments
from beatwise.places.cells import cut
from beatwise.places.neighbours import edge_sharing, queen
from beatwise.places.snapping import SMALLEST_EXACT_M, SMALLEST_SNAPPED_M, check_size
from beatwise.places.units import UnitKind, Units


if TYPE_CHECKING:
    from beatwise.store.workspace import Workspace

_UNITS: dict[str, UnitKind] = {
    "hex": "hex",
    "square": "square",
    "segment": "segment",
    "lsoa": "lsoa",
    "polygon": "polygon",
}
_GRID_M = 200.0  # the baseline's grid where the units themselves are not cells


def as_range(months: MonthRange | str) -> MonthRange:
    """Read ``YYYY-MM:YYYY-MM``, or pass a range through."""
    return months if isinstance(months, MonthRange) else MonthRange.parse(months)


def question_for(
    workspace: Workspace,
    observed: Observed,
    unit: str,
    size_m: float | None,
    *,
    count: int,
    seed: int,
    why: str | None,
    layer: str | None,
) -> tuple[Question, str | None]:
    """Return the question, and the words it must carry when cells are smaller than supported.

    Raises ``UsageError`` for a unit, size or count that makes no sense, ``Refused`` for cells too
    small for snapped locations, ``MissingData`` when streets or the layer were not gathered.
    """
    kind = _UNITS.get(unit)
    if kind is None:
        raise UsageError(f"'{unit}' is not a unit.", next_step=f"Use one of: {', '.join(_UNITS)}.")
    if count < 1:
        raise UsageError(
            f"a list of {count} hot spots is no list.", next_step="Use --count 1 or more."
        )
    area = observed.area.geometry
    smallest = SMALLEST_EXACT_M if observed.exact else SMALLEST_SNAPPED_M
    if kind in ("hex", "square"):
        size = DEFAULT_SIZE_M[kind] if size_m is None else float(size_m)
        if not 25 <= size <= 400:
            raise UsageError(
                f"cells of {size:g} m make no hot spot that can be walked.",
                place=f"--size {size:g}",
                next_step="Use a size from 200 to 400 metres.",
            )
        warning = None if observed.exact else check_size(size, why=why)
        units = cut(area, "square" if kind == "square" else "hex", size)
        near = queen(units)
        question = Question(kind, size, units, units, near, near, count, seed, smallest)
        if warning:  # the analyst has said why: a cell may stand alone however small
            question = replace(question, smallest_m=question.cell.area_m2**0.5)
        return question, warning
    if size_m is not None:
        raise UsageError(f"--size has no meaning for {unit} units.", next_step="Leave it out.")
    units = _fixed(workspace, area, kind, layer)
    grid, nan = cut(area, "square", _GRID_M), float("nan")
    near, walkable = queen(units), edge_sharing(units)
    return Question(kind, nan, units, grid, near, walkable, count, seed, smallest), None


def _fixed(
    workspace: Workspace, area: shapely.Geometry, unit: UnitKind, layer: str | None
) -> Units:
    if unit == "segment":
        streets = workspace.streets(layer)
        if not streets:
            raise MissingData(
                "no streets have been gathered.",
                next_step="Gather them with: beatwise gather streets FILE",
            )
        lines, names = [s.geometry for s in streets], [s.name or s.id for s in streets]
        return segments.of_streets(lines, names, area)
    areas = workspace.areas(_layer(workspace, unit, layer))
    units = segments.of_polygons(areas, area, unit)
    if not len(units):
        raise MissingData(
            f"no {unit} units lie in this area.", next_step="Gather a layer that does."
        )
    return units


def _layer(workspace: Workspace, unit: UnitKind, layer: str | None) -> str:
    if layer is not None:
        return layer
    named = [name for name in workspace.layers() if unit in name.lower()]
    if len(named) == 1:
        return named[0]
    raise UsageError(
        f"which layer holds the {unit} units is not clear.",
        next_step=f"Say which with --layer: {', '.join(workspace.layers()) or 'none gathered'}.",
    )
