"""A Gaussian density of points: mass kept, edges corrected.

Points are shared out to cells (``sharing``), which spreads each by exactly a quarter of a squared
cell, and the cells smoothed with a Gaussian of variance bandwidth² - cell²/4, which together gives
the Gaussian asked for. Silverman (1986); Diggle (1985) for the edge.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy import ndimage

from beatwise.errors import BadInput, UsageError
from beatwise.hotspots.density.grid import Grid
from beatwise.hotspots.density.sharing import SPREAD, Shares


Boundary = Literal["open", "reflect", "renormalise"]

REACH = 6.0  # standard deviations of the kernel that are kept; 2e-9 of it lies beyond


@dataclass(frozen=True, slots=True)
class Density:
    """How thickly points lie, and how that was made.

    Parameters
    ----------
    values
        Points (or weight) per square metre at each cell, (rows, columns); 0 outside ``inside``.
    grid, bandwidth, boundary
        Cells, the Gaussian's standard deviation in metres, and what was done at the edge.
    inside
        The study area, (rows, columns) bool; ``None`` when it is the whole grid.
    used, outside
        Points smoothed, and points left out because they lie outside the study area.
    mass
        The weight of the points used. ``values.sum() × cell²`` equals it, except that with an
        ``open`` edge the part that spilled over is gone.
    """

    values: np.ndarray
    grid: Grid
    bandwidth: float
    boundary: str
    inside: np.ndarray | None
    used: int
    outside: int
    mass: float

    @property
    def spilled(self) -> float:
        """The weight that an ``open`` edge let out of the grid; 0 up to rounding otherwise."""
        return self.mass - float(self.values.sum()) * self.grid.cell**2

    def top(self, share: float) -> np.ndarray:
        """Mark the densest cells that make up this share of the study area."""
        cells = self.values.size if self.inside is None else int(self.inside.sum())
        wanted = max(1, round(share * cells))
        order = np.argsort(-self.values.ravel(), kind="stable")[:wanted]
        marked = np.zeros(self.values.size, dtype=bool)
        marked[order] = True
        return marked.reshape(self.values.shape)

    def in_words(self) -> str:
        """One sentence that says how the surface was made."""
        return (
            f"Gaussian kernel, bandwidth {self.bandwidth:g} m, {self.grid.cell:g} m cells, "
            f"{self.boundary} edge, {self.used:,} points; {self.outside:,} outside left out."
        )


def density(
    x: np.ndarray,
    y: np.ndarray,
    grid: Grid,
    bandwidth: float,
    *,
    weights: np.ndarray | None = None,
    inside: np.ndarray | None = None,
    boundary: Boundary = "renormalise",
) -> Density:
    """Smooth points into a density with a Gaussian kernel.

    Parameters
    ----------
    x, y
        British National Grid metres, (n,).
    bandwidth
        The Gaussian's standard deviation in metres; at least one cell side.
    weights
        One not negative weight a point, (n,); counts when ``None``.
    inside
        Study area, (rows, columns) bool. Points in other cells are left out and counted, and no
        mass leaves it. Needs ``renormalise``.
    boundary
        ``renormalise``: each point's kernel is scaled up by what of it lies in the study area
        (the grid when ``inside`` is ``None``). ``reflect``: mass is mirrored at the grid's edge.
        ``open``: mass may leave, and ``spilled`` says how much.

    Raises
    ------
    UsageError
        A bandwidth under one cell, an unknown edge, or a study area with another edge rule.
    BadInput
        Arrays of different lengths, points or weights that are not finite, negative weights.
    """
    x, y = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
    weights = np.ones(len(x)) if weights is None else np.asarray(weights, dtype=float)
    _check(x, y, weights, grid, bandwidth, inside, boundary)
    in_study = grid.within(x, y, inside)
    sigma = np.sqrt((bandwidth / grid.cell) ** 2 - SPREAD)
    shares = Shares.of(x[in_study], y[in_study], grid)
    if boundary == "reflect":
        smooth = _blur(_fold(shares.deal(weights[in_study])), sigma, "reflect")
    elif boundary == "open":
        smooth = _blur(shares.deal(weights[in_study]), sigma, "constant")[1:-1, 1:-1]
    else:
        smooth = _renormalised(shares, weights[in_study], sigma, inside)
    return Density(
        values=smooth / grid.cell**2,
        grid=grid,
        bandwidth=bandwidth,
        boundary=boundary,
        inside=inside,
        used=int(in_study.sum()),
        outside=int(len(x) - in_study.sum()),
        mass=float(weights[in_study].sum()),
    )


def _renormalised(
    shares: Shares, weights: np.ndarray, sigma: float, inside: np.ndarray | None
) -> np.ndarray:
    """Divide each point by how much of its kernel falls inside, then smooth what is inside.

    The divisor is read with the weights the point is shared out by, so the two cancel exactly
    and all mass stays inside.
    """
    shape = (shares.rows - 2, shares.columns - 2)
    area = np.pad(np.ones(shape) if inside is None else inside.astype(float), 1)
    mass_inside = shares.gather(_blur(area, sigma, "constant"))
    return (_blur(shares.deal(weights / mass_inside), sigma, "constant") * area)[1:-1, 1:-1]


def _fold(masses: np.ndarray) -> np.ndarray:
    """Mirror the one-cell margin back into the grid."""
    for axis in (0, 1):
        wide = np.moveaxis(masses, axis, 0)
        core = wide[1:-1].copy()
        core[0] += wide[0]
        core[-1] += wide[-1]
        masses = np.moveaxis(core, 0, axis)
    return masses


def _blur(values: np.ndarray, sigma: float, mode: str) -> np.ndarray:
    return ndimage.gaussian_filter(values, sigma, mode=mode, cval=0.0, truncate=REACH)


def _check(
    x: np.ndarray,
    y: np.ndarray,
    weights: np.ndarray,
    grid: Grid,
    bandwidth: float,
    inside: np.ndarray | None,
    boundary: str,
) -> None:
    if boundary not in ("open", "reflect", "renormalise"):
        raise UsageError(
            f"'{boundary}' is not an edge rule.", next_step="Use open, reflect or renormalise."
        )
    if not bandwidth >= grid.cell:
        raise UsageError(
            f"A bandwidth of {bandwidth:g} m is finer than the {grid.cell:g} m cells.",
            next_step="Use a bandwidth of at least one cell, or smaller cells.",
        )
    if inside is not None and boundary != "renormalise":
        raise UsageError("A study area needs the renormalise edge.")
    if inside is not None and inside.shape != (grid.rows, grid.columns):
        raise BadInput("The study area must have one cell for each cell of the grid.")
    if not (x.shape == y.shape == weights.shape) or x.ndim != 1:
        raise BadInput("Give one easting, one northing and one weight for each point.")
    if not np.all(np.isfinite(x) & np.isfinite(y)):
        raise BadInput(
            "Some points have no place.", next_step="Leave them out and report how many."
        )
    if not np.all(np.isfinite(weights) & (weights >= 0)):
        raise BadInput("Weights must be numbers that are not negative.")
