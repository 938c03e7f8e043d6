"""The shape of a town: its edge, its centre and its river."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


RESIDENTS_PER_KM2 = 3_500
RIVER_SWING_M = 70.0
RIVER_WAVE_M = 260.0


@dataclass(frozen=True, slots=True)
class Outline:
    """Where a town lies, in British National Grid metres.

    ``edge`` and ``centre_edge`` are closed rings, shape (n + 1, 2); ``river`` a line, shape (n, 2).
    """

    x: float
    y: float
    radius: float
    edge: np.ndarray
    centre_edge: np.ndarray
    river: np.ndarray
    river_angle: float
    river_offset: float
    waves: np.ndarray

    def reach(self, points: np.ndarray) -> np.ndarray:
        """How far out each point lies, as a share of the town's edge in that direction."""
        dx, dy = points[:, 0] - self.x, points[:, 1] - self.y
        return np.hypot(dx, dy) / (self.radius * _swell(np.arctan2(dy, dx), self.waves))

    def bank(self, points: np.ndarray) -> np.ndarray:
        """Which side of the river each point lies on: -1 or 1."""
        dx, dy = points[:, 0] - self.x, points[:, 1] - self.y
        along = dx * np.cos(self.river_angle) + dy * np.sin(self.river_angle)
        across = -dx * np.sin(self.river_angle) + dy * np.cos(self.river_angle)
        return np.where(across > self.river_offset + _swing(along), 1, -1)


def outline(x: float, y: float, residents: float, rng: np.random.Generator) -> Outline:
    """Draw the outline of a town of so many residents around (x, y)."""
    radius = 1000 * float(np.sqrt(residents / RESIDENTS_PER_KM2 / np.pi))
    size = rng.normal(0, 1, 4) * (0.07, 0.05, 0.03, 0.02)
    waves = np.column_stack([size, rng.uniform(0, 2 * np.pi, 4)])
    bearing = np.linspace(0, 2 * np.pi, 73)
    edge = _ring(x, y, radius * _swell(bearing, waves), bearing)
    centre_radius = min(0.2 * radius, 300.0)
    tilt = rng.uniform(0, np.pi)
    centre_edge = _ring(x, y, centre_radius * (1 + 0.2 * np.cos(2 * (bearing - tilt))), bearing)
    angle, offset = rng.uniform(0, np.pi), rng.uniform(0.28, 0.45) * radius
    along = np.linspace(-1.3 * radius, 1.3 * radius, 121)
    across = offset + _swing(along)
    river = np.column_stack(
        [
            x + along * np.cos(angle) - across * np.sin(angle),
            y + along * np.sin(angle) + across * np.cos(angle),
        ]
    )
    return Outline(x, y, radius, edge, centre_edge, river, angle, offset, waves)


def _swell(bearing: np.ndarray, waves: np.ndarray) -> np.ndarray:
    orders = np.arange(2, 2 + len(waves))
    return 1 + (waves[:, 0] * np.cos(np.outer(bearing, orders) + waves[:, 1])).sum(axis=1)


def _swing(along: np.ndarray) -> np.ndarray:
    return RIVER_SWING_M * np.sin(along / RIVER_WAVE_M)


def _ring(x: float, y: float, reach: np.ndarray, bearing: np.ndarray) -> np.ndarray:
    ring = np.column_stack([x + reach * np.cos(bearing), y + reach * np.sin(bearing)])
    ring[-1] = ring[0]
    return ring
