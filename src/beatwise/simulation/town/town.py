"""A market town: its outline, streets, premises, snap points and zones."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from beatwise.simulation.dice import stream
from beatwise.simulation.town.map_points import MapPoints, map_points
from beatwise.simulation.town.names import TOWNS
from beatwise.simulation.town.premises import Premises, premises
from beatwise.simulation.town.streets import Street, streets
from beatwise.simulation.town.town_outline import Outline, outline
from beatwise.simulation.town.zones import Zones, zones


ORIGIN = (505_000.0, 352_000.0)
APART_M = 9_000.0
# Residents of the first towns; later ones repeat the pattern.
RESIDENTS = (27_000, 14_000, 45_000, 19_000, 36_000)


@dataclass(frozen=True, slots=True)
class Town:
    """One simulated town; ``id`` is an invented code."""

    id: str
    name: str
    residents: int
    outline: Outline
    streets: tuple[Street, ...]
    premises: Premises
    points: MapPoints
    zones: Zones


def town(number: int, seed: int, volume: float) -> Town:
    """Build the town of that number; the same under a seed whatever the number of towns."""
    rng = stream(seed, "town", number)
    residents = int(RESIDENTS[number % len(RESIDENTS)] * rng.uniform(0.9, 1.1))
    column, row = _place(number)
    jitter = rng.uniform(-1500, 1500, 2)
    shape = outline(
        ORIGIN[0] + column * APART_M + float(np.round(jitter[0])),
        ORIGIN[1] + row * APART_M + float(np.round(jitter[1])),
        residents,
        rng,
    )
    lines = streets(shape, rng)
    places = premises(shape, lines, residents, volume, rng)
    points = map_points(lines, places)
    divided = zones(shape, places, points, residents, 900_001 + 100 * number, rng)
    return Town(
        f"E35{900_001 + number:06d}",
        TOWNS[number],
        residents,
        shape,
        lines,
        places,
        points,
        divided,
    )


def _place(number: int) -> tuple[int, int]:
    """Column and row of a town: along growing corners of a square, so that few towns are close."""
    shell = int(np.sqrt(number))
    rest = number - shell * shell
    return (shell, rest) if rest <= shell else (2 * shell - rest, shell)
