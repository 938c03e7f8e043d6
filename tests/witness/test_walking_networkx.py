"""Walking times agree with networkx on a graph of streets."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest

from beatwise.places.walking import METRES_A_SECOND, graph_of, walk_streets


def test_all_pairs_agree_with_networkx():
    """On a broken lattice of 900 junctions every walking time equals networkx's to a millimetre."""
    draw = np.random.default_rng(3)
    side = 30
    xy = np.array([(i * 70, j * 70) for i in range(side) for j in range(side)], float)
    xy += draw.normal(0, 8, xy.shape)
    across = [(k, k + side) for k in range(side * (side - 1))]
    along = [(k, k + 1) for k in range(side * side) if (k + 1) % side]
    edges = np.array(across + along)
    edges = edges[draw.random(len(edges)) > 0.2]
    metres = np.hypot(*(xy[edges[:, 0]] - xy[edges[:, 1]]).T)
    graph = graph_of(xy, edges[:, 0], edges[:, 1], metres)
    main = np.flatnonzero(graph.island == np.argmax(graph.sizes))
    nodes = draw.choice(main, 20, replace=False)
    ours = walk_streets(graph, xy[nodes], nodes).seconds * METRES_A_SECOND

    theirs = nx.Graph()
    theirs.add_weighted_edges_from(
        (int(a), int(b), m) for (a, b), m in zip(edges, metres, strict=True)
    )
    for i, source in enumerate(nodes):
        reach = nx.single_source_dijkstra_path_length(theirs, int(source))
        assert ours[i] == pytest.approx([reach[int(n)] for n in nodes], abs=1e-3)
