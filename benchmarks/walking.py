"""All-pairs walking times between 60 places on a graph of 20,000 nodes: ours and networkx."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from benchmarks._measure import alternate


HERE = "benchmarks.walking"
SIDE = 142  # 20,164 junctions
PLACES = 60
LIMIT_M = 3500.0


def network() -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Return junctions, edges, their metres and 60 places within 3 km of the middle."""
    draw = np.random.default_rng(1)
    i, j = np.divmod(np.arange(SIDE * SIDE), SIDE)
    xy = np.column_stack([i, j]) * 60.0 + draw.normal(0, 8, (SIDE * SIDE, 2))
    nodes = np.arange(SIDE * SIDE)
    edges = np.vstack([
        np.column_stack([nodes[i < SIDE - 1], nodes[i < SIDE - 1] + SIDE]),
        np.column_stack([nodes[j < SIDE - 1], nodes[j < SIDE - 1] + 1]),
    ])  # fmt: skip
    edges = edges[draw.random(len(edges)) > 0.22]
    metres = np.hypot(*(xy[edges[:, 0]] - xy[edges[:, 1]]).T)
    middle = xy.mean(axis=0)
    near = np.flatnonzero(np.hypot(*(xy - middle).T) < 1200)
    return xy, edges, metres, draw.choice(near, PLACES, replace=False)


def ours() -> Callable[[], object]:
    from beatwise.places.walking import graph_of, walk_streets

    xy, edges, metres, nodes = network()
    graph = graph_of(xy, edges[:, 0], edges[:, 1], metres)
    return lambda: walk_streets(graph, xy[nodes], nodes, limit_m=LIMIT_M, with_paths=False)


def ours_with_ways() -> Callable[[], object]:
    from beatwise.places.walking import graph_of, walk_streets

    xy, edges, metres, nodes = network()
    graph = graph_of(xy, edges[:, 0], edges[:, 1], metres)
    return lambda: walk_streets(graph, xy[nodes], nodes, limit_m=LIMIT_M)


def networkx() -> Callable[[], object]:
    import networkx as nx

    _, edges, metres, nodes = network()
    graph = nx.Graph()
    graph.add_weighted_edges_from(
        (int(a), int(b), m) for (a, b), m in zip(edges, metres, strict=True)
    )
    return lambda: [nx.single_source_dijkstra_path_length(graph, int(n)) for n in nodes]


def run() -> list[dict]:
    """Return a row without and one with the ways walked."""
    mine, peer = alternate((HERE, "ours"), (HERE, "networkx"), rounds=2, runs=2)
    ways, _ = alternate((HERE, "ours_with_ways"), (HERE, "ours"), rounds=2, runs=2)
    return [
        {
            "work": f"walking times, {PLACES} × {PLACES} places, {SIDE * SIDE:,} nodes{what}",
            "ours": round(time.median, 3),
            "peer": round(peer.median, 2),
            "ratio": round(peer.median / time.median, 1),
            "memory_mb": round(time.peak_mb or 0),
            "target": "≤ 0.25 s" if not what else None,
            "met": bool(time.median <= 0.25) if not what else None,
            "note": f"within {LIMIT_M:,.0f} m; networkx {peer.peak_mb or 0:.0f} MB",
        }
        for what, time in (("", mine), (", with the ways", ways))
    ]


if __name__ == "__main__":
    for line in run():
        print(line)
