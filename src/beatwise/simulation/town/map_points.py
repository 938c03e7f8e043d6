"""Snap points: the shared map points to which every recorded location is moved."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from beatwise.simulation.incident_kinds import PLACES, POINT_LABELS
from beatwise.simulation.town.premises import Premises
from beatwise.simulation.town.streets import Street


SPACING_M = 80.0
_CLOSEST_M = 58.0


@dataclass(frozen=True, slots=True)
class MapPoints:
    """A town's snap points, in British National Grid metres, with police.uk's kind of label.

    ``of`` is the point of each premises, shape (premises,).
    """

    x: np.ndarray
    y: np.ndarray
    label: tuple[str, ...]
    of: np.ndarray


def map_points(streets: tuple[Street, ...], premises: Premises) -> MapPoints:
    """Place points at special premises and about every 80 m along streets; snap to the nearest."""
    from scipy.spatial import cKDTree

    special = np.flatnonzero(np.isin(premises.place, [PLACES.index(p) for p in POINT_LABELS]))
    xy = [np.column_stack([premises.x[special], premises.y[special]])]
    labels = [POINT_LABELS[PLACES[premises.place[i]]] for i in special]
    for street in streets:
        points = _along(street.line)
        xy.append(points)
        labels += [street.name] * len(points)
    candidates = np.round(np.concatenate(xy), 2)
    spaced = _apart(candidates, len(special))
    points = candidates[spaced]
    _, nearest = cKDTree(points).query(np.column_stack([premises.x, premises.y]))
    return MapPoints(points[:, 0], points[:, 1], tuple(labels[i] for i in spaced), nearest)


def _along(line: np.ndarray) -> np.ndarray:
    steps = np.concatenate([[0.0], np.hypot(*np.diff(line, axis=0).T).cumsum()])
    n = max(1, round(steps[-1] / SPACING_M))
    at = (np.arange(n) + 0.5) * steps[-1] / n
    return np.column_stack([np.interp(at, steps, line[:, 0]), np.interp(at, steps, line[:, 1])])


def _apart(points: np.ndarray, always: int) -> list[int]:
    """Keep the first ``always`` points and, in order, each one not too close to a kept one."""
    from scipy.spatial import cKDTree

    near = cKDTree(points).query_ball_point(points, _CLOSEST_M)
    spaced: list[int] = []
    is_point = np.zeros(len(points), dtype=bool)
    for i, others in enumerate(near):
        if i < always or not is_point[others].any():
            spaced.append(i)
            is_point[i] = True
    return spaced
