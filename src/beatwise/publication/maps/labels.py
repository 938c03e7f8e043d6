"""Put each hot spot's number where it hides no other."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Placed:
    """A round label: its middle, and the anchor it belongs to, in pixels."""

    x: float
    y: float
    anchor_x: float
    anchor_y: float

    @property
    def moved(self) -> bool:
        """Whether it stands away from its anchor, and needs a line to it."""
        return math.hypot(self.x - self.anchor_x, self.y - self.anchor_y) > 1


def place(
    anchors: Sequence[tuple[float, float]],
    *,
    radius: float,
    reach: Sequence[float],
    width: float,
    height: float,
) -> tuple[Placed, ...]:
    """Place one label an anchor, in order, greedily, each at the first free spot beside its place.

    Each label stands ``reach`` pixels off its anchor, in one of sixteen directions, then farther
    rings; it keeps clear of labels already placed, of all anchors' own reach where it can, and of
    the edge.
    """
    done: list[Placed] = []
    for (x, y), away in zip(anchors, reach, strict=True):
        candidates = list(_candidates(x, y, away + radius + 3))
        best = min(
            range(len(candidates)),
            key=lambda i: (_cost(candidates[i], done, anchors, reach, radius, width, height), i),
        )
        done.append(candidates[best])
    return tuple(done)


def _candidates(x: float, y: float, away: float) -> list[Placed]:
    rings = [away * factor for factor in (1.0, 1.5, 2.2, 3.2)]
    turns = [math.pi * (k / 8 - 0.25) for k in range(16)]
    return [
        Placed(x + ring * math.cos(turn), y + ring * math.sin(turn), x, y)
        for ring in rings
        for turn in turns
    ]


def _cost(
    label: Placed,
    done: Sequence[Placed],
    anchors: Sequence[tuple[float, float]],
    reach: Sequence[float],
    radius: float,
    width: float,
    height: float,
) -> float:
    edge = radius + 2
    outside = not (edge <= label.x <= width - edge and edge <= label.y <= height - edge)
    cost = 1000.0 * outside
    for other in done:
        gap = math.hypot(label.x - other.x, label.y - other.y)
        cost += 300.0 * (gap < 2 * radius + 2)
    for (x, y), size in zip(anchors, reach, strict=True):
        gap = math.hypot(label.x - x, label.y - y) - size - radius
        cost += max(0.0, -gap)
    return cost + 0.2 * math.hypot(label.x - label.anchor_x, label.y - label.anchor_y)
