"""Density of points on a grid: mass kept, edges corrected, bandwidth stated."""

from beatwise.hotspots.density.grid import Grid
from beatwise.hotspots.density.sensitivity import Sensitivity, bandwidth_sensitivity
from beatwise.hotspots.density.surface import Boundary, Density, density


__all__ = ["Boundary", "Density", "Grid", "Sensitivity", "bandwidth_sensitivity", "density"]
