"""Cut ways into segments where they meet, and count the islands nobody can walk between."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely

from beatwise.places.streets import Street


@dataclass(frozen=True, slots=True)
class Way:
    """A street as its source draws it, before it is cut.

    Parameters
    ----------
    id, name, kind
        As in ``Street``.
    nodes
        A number for each of its points, the same wherever two ways share the point, (n,) int64.
    xy
        British National Grid metres, (n, 2).
    """

    id: str
    name: str
    kind: str
    nodes: np.ndarray
    xy: np.ndarray


@dataclass(frozen=True, slots=True)
class Cut:
    """Ways cut into segments.

    Parameters
    ----------
    streets
        One for each segment between junctions; ids are ``WAY.1``, ``WAY.2`` in drawing order.
    islands
        Parts of the network without a connection between them.
    main_share
        Share of the whole length that lies in the largest island, 0 to 1.
    too_short
        Segments left out because both ends are one point and nothing lies between.
    """

    streets: list[Street]
    islands: int
    main_share: float
    too_short: int


def cut_at_junctions(ways: Sequence[Way], layer: str) -> Cut:
    """Cut each way at every point that another way, or itself, also uses.

    Ways that cross without a shared point (a bridge over a street) are not joined.
    """
    uses = Counter(int(node) for way in ways for node in _distinct_runs(way.nodes))
    streets: list[Street] = []
    ends: list[tuple[int, int]] = []
    too_short = 0
    for way in ways:
        inner = [i for i in range(1, len(way.nodes) - 1) if uses[int(way.nodes[i])] > 1]
        breaks = [0, *inner, len(way.nodes) - 1]
        number = 0
        for first, last in itertools.pairwise(breaks):
            line = shapely.linestrings(way.xy[first : last + 1]) if last > first else None
            if line is None or line.length == 0:
                too_short += 1
                continue
            number += 1
            streets.append(Street(f"{way.id}.{number}", way.name, way.kind, layer, line))
            ends.append((int(way.nodes[first]), int(way.nodes[last])))
    islands, main_share = _islands(streets, ends)
    return Cut(streets, islands, main_share, too_short)


def _distinct_runs(nodes: np.ndarray) -> np.ndarray:
    """Return the nodes with immediate repeats left out: a doubled point is no junction."""
    return nodes[np.concatenate(([True], nodes[1:] != nodes[:-1]))] if len(nodes) else nodes


def islands(streets: Sequence[Street]) -> int:
    """Return into how many unconnected parts segments fall, ends within a centimetre joined."""
    numbers: dict[tuple[int, int], int] = {}
    ends = []
    for street in streets:
        xy = np.rint(shapely.get_coordinates(street.geometry)[[0, -1]] * 100)
        first, last = ((int(x), int(y)) for x, y in xy)
        ends.append(
            (numbers.setdefault(first, len(numbers)), numbers.setdefault(last, len(numbers)))
        )
    return _islands(streets, ends)[0]


def _islands(streets: Sequence[Street], ends: list[tuple[int, int]]) -> tuple[int, float]:
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    if not streets:
        return 0, 0.0
    nodes, index = np.unique(np.array(ends), return_inverse=True)
    index = index.reshape(-1, 2)
    graph = coo_array((np.ones(len(index)), (index[:, 0], index[:, 1])), (len(nodes), len(nodes)))
    count, island = connected_components(graph, directed=False)
    lengths = np.bincount(island[index[:, 0]], [street.length_m for street in streets])
    return int(count), float(lengths.max() / lengths.sum())
