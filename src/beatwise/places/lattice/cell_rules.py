"""What differs between squares and hexagons: one rule a kind, for cells of size 1.

A cell's size is a square's side, or a hexagon's width from flat side to flat side.
"""

from __future__ import annotations

from typing import Literal, Protocol, TypeGuard

import numpy as np

from beatwise.places.lattice.hexagons import Hexagons
from beatwise.places.lattice.squares import Squares


LatticeKind = Literal["hex", "square"]


class CellRule(Protocol):
    """The arithmetic of one kind of cell, of size 1, the lattice's origin at (0, 0)."""

    @property
    def area(self) -> float:
        """The area of one cell."""

    @property
    def size_over_reach(self) -> float:
        """The size over the distance from the centre to a corner."""

    @property
    def directions(self) -> np.ndarray:
        """The angles at which a cell's sides lie, shape (k,), radians."""

    @property
    def ring(self) -> np.ndarray:
        """The corners around the centre, shape (4 or 6, 2)."""

    def locate(self, x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return the column and row (int64) of the cell in which each point falls."""

    def centres(self, column: np.ndarray, row: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return the centres of cells."""

    def steps(self, row: np.ndarray, *, corners: bool) -> tuple[np.ndarray, np.ndarray]:
        """Return column and row steps to each neighbour, shapes that broadcast to (n, k)."""

    def width(self, across: np.ndarray, up: np.ndarray) -> np.ndarray:
        """Return twice the size of the cell that reaches so far from its centre, both ≥ 0."""


CELL_RULES: dict[LatticeKind, CellRule] = {"hex": Hexagons(), "square": Squares()}


def is_lattice_kind(kind: str) -> TypeGuard[LatticeKind]:
    """Say whether units of this kind are cells of a lattice."""
    return kind in CELL_RULES
