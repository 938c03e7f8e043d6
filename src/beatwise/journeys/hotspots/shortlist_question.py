"""Turn words of the command line into a question: units, sizes and months."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import shapely

from beatwise.clock import MonthRange
from beatwise.errors import MissingData, UsageError
from beatwise.hotspots.shortlist.placing.choose import DEFAULT_SIZE_M, Question
from beatwise.hotspots.shortlist.placing.training_data import Observed
from beatwise.places import segments
from beatwise.places.cells import cut
from beatwise.places.lattice.cell_rules import LatticeKind, is_lattice_kind
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
    kind, warning = check_question(unit, size_m, count=count, why=why, exact=observed.exact)
    if is_lattice_kind(kind):
        return _of_cells(observed, kind, size_m, warning, count=count, seed=seed), warning
    area = observed.area.geometry
    units = _fixed(workspace, area, kind, layer)
    grid, nan = cut(area, "square", _GRID_M), float("nan")
    near, walkable = queen(units), edge_sharing(units)
    smallest = _smallest_m(observed)
    return Question(kind, nan, units, grid, near, walkable, count, seed, smallest), None


def check_question(
    unit: str, size_m: float | None, *, count: int, why: str | None, exact: bool
) -> tuple[UnitKind, str | None]:
    """Return the kind of unit, and the words that cells smaller than supported must carry.

    Raises ``UsageError`` and ``Refused`` for what makes no question of any area; see
    ``question_for``.
    """
    kind = _UNITS.get(unit)
    if kind is None:
        raise UsageError(f"'{unit}' is not a unit.", next_step=f"Use one of: {', '.join(_UNITS)}.")
    if count < 1:
        raise UsageError(
            f"a list of {count} hot spots is no list.", next_step="Use --count 1 or more."
        )
    if not is_lattice_kind(kind):
        if size_m is not None:
            raise UsageError(f"--size has no meaning for {unit} units.", next_step="Leave it out.")
        return kind, None
    size = _size(kind, size_m)
    if not 25 <= size <= 400:
        raise UsageError(
            f"cells of {size:g} m make no hot spot that can be walked.",
            place=f"--size {size:g}",
            next_step="Use a size from 200 to 400 metres.",
        )
    return kind, None if exact else check_size(size, why=why)


def _size(kind: LatticeKind, size_m: float | None) -> float:
    return DEFAULT_SIZE_M[kind] if size_m is None else float(size_m)


def _of_cells(
    observed: Observed,
    kind: LatticeKind,
    size_m: float | None,
    warning: str | None,
    *,
    count: int,
    seed: int,
) -> Question:
    size = _size(kind, size_m)
    units = cut(observed.area.geometry, kind, size)
    near = queen(units)
    question = Question(kind, size, units, units, near, near, count, seed, _smallest_m(observed))
    if warning:  # the analyst has said why: a cell may stand alone however small
        question = replace(question, smallest_m=question.cell.area_m2**0.5)
    return question


def _smallest_m(observed: Observed) -> float:
    return SMALLEST_EXACT_M if observed.exact else SMALLEST_SNAPPED_M


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
