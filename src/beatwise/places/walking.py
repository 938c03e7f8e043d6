"""Walking times on the street graph, or 1.3 x the straight line where there are no streets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components, dijkstra
from scipy.spatial import cKDTree

from beatwise.places.streets import Street


METRES_A_SECOND = 80 / 60  # a patrol's stroll: 80 m a minute
DETOUR = 1.3  # streets over the straight line, used only where there are no streets
NO_NODE = -9999  # what scipy writes for "no predecessor"
Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class StreetGraph:
    """Streets as a graph to walk on.

    Parameters
    ----------
    xy
        (nodes, 2) British National Grid metres: every point where a street bends or meets another.
    lengths
        (nodes, nodes) metres along the street between neighbours, both ways.
    island
        (nodes,) which connected part of the network each node lies in.
    sizes
        (islands,) metres of street in each part.
    """

    xy: Array
    lengths: csr_array
    island: NDArray[np.int32]
    sizes: Array


@dataclass(frozen=True, slots=True, eq=False)
class Walks:
    """Walking between places.

    Parameters
    ----------
    seconds
        (places, places) walking seconds, 0 on the diagonal, ``inf`` where there is no way.
    basis
        In words, what they were measured on; printed with every plan.
    xy
        (places, 2) the places.
    ways
        Ways kept from an earlier plan, by (from, to); they come before the graph's.
    """

    seconds: Array
    basis: str
    xy: Array
    _graph: StreetGraph | None = None
    _nodes: NDArray[np.intp] | None = None
    _before: NDArray[np.int32] = field(default_factory=lambda: np.empty((0, 0), np.int32))
    ways: dict[tuple[int, int], Array] = field(default_factory=dict)

    def path(self, a: int, b: int) -> Array:
        """Return the way from place ``a`` to place ``b``: (points, 2) metres, both ends too."""
        if (a, b) in self.ways:
            return self.ways[a, b]
        ends = self.xy[[a, b]]
        if self._graph is None or self._nodes is None:
            return ends
        nodes, node = [], int(self._nodes[b])
        while node != NO_NODE:
            nodes.append(node)
            node = int(self._before[a, node])
        return np.vstack([ends[:1], self._graph.xy[nodes[::-1]], ends[1:]])


def street_graph(streets: Sequence[Street]) -> StreetGraph:
    """Return the graph of streets; points within a centimetre of each other are one node.

    Ways that cross without a shared point (a bridge) are not joined.
    """
    lines = np.array([street.geometry for street in streets], dtype=object)
    coordinates, line = shapely.get_coordinates(lines, return_index=True)
    centimetres = np.rint(coordinates * 100).astype(np.int64)
    _, first, node = np.unique(centimetres, axis=0, return_index=True, return_inverse=True)
    node = node.reshape(-1)
    along = np.flatnonzero(line[1:] == line[:-1])
    metres = np.hypot(*(coordinates[along + 1] - coordinates[along]).T)
    return graph_of(coordinates[first], node[along], node[along + 1], metres)


def graph_of(xy: Array, a: NDArray, b: NDArray, metres: NDArray) -> StreetGraph:
    """Return the graph of nodes ``xy`` and edges ``a``-``b``; of two parallels the shorter."""
    low, high = np.minimum(a, b), np.maximum(a, b)
    usable = (low != high) & (metres > 0)
    order = np.lexsort((metres[usable], high[usable], low[usable]))
    low, high, metres = low[usable][order], high[usable][order], metres[usable][order]
    new = np.ones(len(low), bool)
    new[1:] = (low[1:] != low[:-1]) | (high[1:] != high[:-1])
    low, high, metres = low[new], high[new], metres[new]
    n = len(xy)
    lengths = csr_array((np.r_[metres, metres], (np.r_[low, high], np.r_[high, low])), shape=(n, n))
    count, island = connected_components(lengths, directed=False)
    sizes = np.bincount(island[low], metres, minlength=count).astype(float)
    return StreetGraph(np.asarray(xy, float), lengths, island.astype(np.int32), sizes)


@dataclass(frozen=True, slots=True)
class Astray:
    """A place that cannot be walked to: which, how far from a street, whether on an island."""

    place: int
    metres: float
    on_island: bool


def snap(graph: StreetGraph, xy: Array, *, within_m: float = 250.0) -> tuple[NDArray, list[Astray]]:
    """Return the node of each place (places,), and the places that cannot be walked to.

    All places are put on one connected part of the network: the largest that lies within
    ``within_m`` of the first place (the base).
    """
    tree = cKDTree(graph.xy)
    near = tree.query_ball_point(xy[0], within_m)
    parts = sorted({int(graph.island[i]) for i in near}, key=lambda i: -graph.sizes[i])
    metres_any, any_node = tree.query(xy)
    if not parts:
        return np.asarray(any_node), [Astray(0, float(metres_any[0]), False)]
    members = np.flatnonzero(graph.island == parts[0])
    metres, index = cKDTree(graph.xy[members]).query(xy)
    astray = [
        Astray(int(i), float(metres[i]), bool(metres_any[i] <= within_m))
        for i in np.flatnonzero(metres > within_m)
    ]
    return members[index], astray


def walk_streets(
    graph: StreetGraph,
    xy: Array,
    nodes: NDArray,
    *,
    limit_m: float = np.inf,
    speed: float = METRES_A_SECOND,
    with_paths: bool = True,
) -> Walks:
    """Return walking times between places on the graph; beyond ``limit_m`` there is no way.

    The metres from a place to its node are walked too. ``speed`` is in metres a second.
    """
    paths = dijkstra(
        graph.lengths, directed=True, indices=nodes, limit=limit_m, return_predecessors=with_paths
    )
    metres = paths[0] if with_paths else paths
    off = np.hypot(*(xy - graph.xy[nodes]).T)
    table = metres[:, nodes] + off[:, None] + off[None, :]
    np.fill_diagonal(table, 0.0)
    before = paths[1] if with_paths else np.empty((0, 0), np.int32)
    basis = f"walking times on the street graph at {speed * 60:.0f} m a minute"
    return Walks(table / speed, basis, xy, graph if with_paths else None, nodes, before)


def walk_straight(xy: Array, *, speed: float = METRES_A_SECOND) -> Walks:
    """Return walking times as 1.3 x the straight line, for want of streets."""
    metres = np.hypot(xy[:, None, 0] - xy[None, :, 0], xy[:, None, 1] - xy[None, :, 1])
    basis = (
        f"no streets were given: walking is {DETOUR} × the straight line at {speed * 60:.0f} m a "
        "minute"
    )
    return Walks(DETOUR * metres / speed, basis, xy)
