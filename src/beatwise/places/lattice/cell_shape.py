"""One cell that can be put down anywhere: a square or a hexagon slid over the map.

A fixed grid cuts hot spots in two; a cell slid in small steps does not. All slid cells of a kind
lie the same way up, so whether two overlap is arithmetic.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely

from beatwise.places.lattice.cell_rules import CELL_RULES, CellRule, LatticeKind


@dataclass(frozen=True, slots=True)
class CellShape:
    """A square (``size_m`` a side) or a hexagon (``size_m`` from flat side to flat side)."""

    kind: LatticeKind
    size_m: float

    @property
    def rule(self) -> CellRule:
        """The arithmetic of its kind of cell."""
        return CELL_RULES[self.kind]

    @property
    def area_m2(self) -> float:
        """The area of one cell."""
        return self.size_m**2 * self.rule.area

    @property
    def reach_m(self) -> float:
        """The distance from the centre to a corner."""
        return self.size_m / self.rule.size_over_reach

    def width(self, dx: np.ndarray, dy: np.ndarray) -> np.ndarray:
        """Measure offsets (metres) in the cell's own way: twice the size of the cell that reaches.

        A point at this offset from a centre is in the cell when the width is at most ``size_m``;
        two centres this far apart have cells that do not overlap when half the width is at least
        ``size_m``.
        """
        return self.rule.width(np.abs(dx), np.abs(dy))

    def holds(self, dx: np.ndarray, dy: np.ndarray) -> np.ndarray:
        """Say which offsets from the centre lie in the cell, edge included."""
        return self.width(dx, dy) <= self.size_m

    def gap(self, dx: np.ndarray, dy: np.ndarray) -> np.ndarray:
        """Return the gap between the cells of two centres, metres; negative where they overlap."""
        return self.width(dx, dy) / 2 - self.size_m

    def beside(self, x: float, y: float) -> np.ndarray:
        """Return the centres of the cells that share a side with that at (x, y), shape (k, 2)."""
        turn = self.rule.directions
        step = np.column_stack([np.cos(turn), np.sin(turn)]) * self.size_m
        return np.round(np.array([x, y]) + step, 3)

    def polygons(self, centres: np.ndarray) -> np.ndarray:
        """Return the cells at ``centres`` (k, 2), BNG metres, as shapely polygons."""
        ring = self.rule.ring * self.size_m
        return shapely.polygons(np.asarray(centres, float)[:, None, :] + ring)
