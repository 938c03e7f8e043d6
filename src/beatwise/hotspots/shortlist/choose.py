"""From incidents to places: the one way in which a list is chosen, whatever the months.

The list itself, its random halves and its rolled origins all go through :func:`places`, so they
are chosen by the same rule.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import scipy.sparse

from beatwise.hotspots.shortlist.expected_risk import expected_rates, mean_shares
from beatwise.hotspots.shortlist.fixed_units import choose_units
from beatwise.hotspots.shortlist.limits import DEFAULT_COUNT, Limits, limits_for
from beatwise.hotspots.shortlist.sliding_cells import Place, Points, choose
from beatwise.hotspots.shortlist.training_data import MapPoints, Observed, map_points
from beatwise.places.cell_shape import CellShape
from beatwise.places.snapping import SMALLEST_SNAPPED_M
from beatwise.places.units import UnitKind, Units


# The smallest hexagon in tens of metres that is 200 m across, and the square that is.
DEFAULT_SIZE_M: dict[str, float] = {"hex": 220.0, "square": 200.0}


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """How the list is to be made.

    Parameters
    ----------
    unit
        ``hex`` or ``square`` (cells slid over the map), or ``segment``, ``lsoa``, ``polygon``.
    size_m
        A square's side or a hexagon's flat-to-flat width; nan for the others.
    units
        For cells, the fixed grid that screening uses; else the units themselves.
    grid
        The fixed grid of cells that the baseline is ranked on.
    neighbours
        Which of ``units`` lie next to which, for screening (n, n).
    walkable
        Which one can walk between, for growing hot spots from fixed units (n, n).
    count
        How many hot spots at most.
    seed
        Of everything drawn at random.
    smallest_m
        The least a hot spot may be across (√area).
    """

    unit: UnitKind
    size_m: float
    units: Units
    grid: Units
    neighbours: scipy.sparse.csr_array
    walkable: scipy.sparse.csr_array
    count: int = DEFAULT_COUNT
    seed: int = 0
    smallest_m: float = SMALLEST_SNAPPED_M

    @property
    def slides(self) -> bool:
        """Whether cells are slid, or units stay where they are."""
        return self.unit in ("hex", "square")

    @property
    def cell(self) -> CellShape:
        """The cell that is slid."""
        return CellShape("square" if self.unit == "square" else "hex", self.size_m)

    def limits(self, observed: Observed, months: int) -> Limits:
        """How large and how full a hot spot must be, for so many training months."""
        return limits_for(months, self.count, self.smallest_m, observed.area.area_m2)


def places(
    observed: Observed, months: tuple[int, ...], question: Question, limits: Limits | None = None
) -> tuple[Place, ...]:
    """Choose hot spots from the incidents of ``months`` (ascending, all with data)."""
    points = map_points(observed, months)
    limits = limits or question.limits(observed, len(months))
    risk = mean_shares(expected_rates(points, months))
    return choose_by(observed, points, risk, question, limits)


def places_by_counts(
    observed: Observed, months: tuple[int, ...], question: Question, limits: Limits | None = None
) -> tuple[Place, ...]:
    """Choose by the same rule with plain counts in place of the prediction."""
    points = map_points(observed, months)
    limits = limits or question.limits(observed, len(months))
    return choose_by(observed, points, mean_shares(points.count), question, limits)


def choose_by(
    observed: Observed, points: MapPoints, risk: np.ndarray, question: Question, limits: Limits
) -> tuple[Place, ...]:
    """Choose by a risk given for every point, shape (m,)."""
    if len(points.x) == 0:
        return ()
    area = observed.area.geometry
    if question.slides:
        known = Points(points.x, points.y, risk, points.count)
        return choose(known, area, question.cell, limits)
    unit = question.units.assign(points.x, points.y)
    inside = unit >= 0
    n = len(question.units)
    gathered = np.bincount(unit[inside], weights=risk[inside], minlength=n)
    counts = [np.bincount(unit[inside], weights=c[inside], minlength=n) for c in points.count.T]
    return choose_units(
        question.units, gathered, np.column_stack(counts), question.walkable, area, limits
    )
