"""Put each hot spot's number where it hides no other."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Label:
    """A round label: its middle, and the anchor it belongs to, in pixels."""

    x: float
    y: float
    anchor_x: float
    anchor_y: float

    @property
    def moved(self) -> bool:
        """Whether it stands away from its anchor, and needs a line to it."""
        return math.hypot(self.x - self.anchor_x, self.y - self.anchor_y) > 1


class Box(NamedTuple):
    """A rectangle of the drawing that labels keep clear of, in pixels from the top left corner."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Ground:
    """What labels must share: hot spots with their reach, the drawing's size, boxes in use."""

    anchors: tuple[tuple[float, float], ...]
    reach: tuple[float, ...]
    radius: float
    width: float
    height: float
    in_use: tuple[Box, ...]


def place(
    anchors: Sequence[tuple[float, float]],
    *,
    radius: float,
    reach: Sequence[float],
    width: float,
    height: float,
    in_use: Sequence[Box] = (),
) -> tuple[Label, ...]:
    """Place one label an anchor, in order, greedily, each at the first free spot beside its place.

    Each label stands ``reach`` pixels off its anchor, in one of sixteen directions, then farther
    rings; it keeps clear of labels already placed, of all anchors' own reach where it can, of what
    is ``in_use`` by the scale and the north point, and of the edge.
    """
    ground = Ground(tuple(anchors), tuple(reach), radius, width, height, tuple(in_use))
    done: list[Label] = []
    for (x, y), away in zip(anchors, reach, strict=True):
        candidates = list(_candidates(x, y, away + radius + 3))
        best = min(
            range(len(candidates)),
            key=lambda i: (_cost(candidates[i], done, ground), i),
        )
        done.append(candidates[best])
    return tuple(done)


def _candidates(x: float, y: float, away: float) -> list[Label]:
    rings = [away * factor for factor in (1.0, 1.5, 2.2, 3.2)]
    turns = [math.pi * (k / 8 - 0.25) for k in range(16)]
    return [
        Label(x + ring * math.cos(turn), y + ring * math.sin(turn), x, y)
        for ring in rings
        for turn in turns
    ]


def _cost(label: Label, done: Sequence[Label], ground: Ground) -> float:
    edge, radius = ground.radius + 2, ground.radius
    inside = edge <= label.x <= ground.width - edge and edge <= label.y <= ground.height - edge
    cost = 0.0 if inside else 1000.0
    cost += 200.0 * sum(_meets(label, box, radius) for box in ground.in_use)
    for other in done:
        cost += 300.0 * (math.hypot(label.x - other.x, label.y - other.y) < 2 * radius + 2)
    for (x, y), size in zip(ground.anchors, ground.reach, strict=True):
        cost += max(0.0, size + radius - math.hypot(label.x - x, label.y - y))
    return cost + 0.2 * math.hypot(label.x - label.anchor_x, label.y - label.anchor_y)


def _meets(label: Label, box: Box, radius: float) -> bool:
    left, top, right, bottom = box
    return left - radius < label.x < right + radius and top - radius < label.y < bottom + radius
