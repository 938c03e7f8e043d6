"""A town's streets: a bent lattice, denser at the centre, with few bridges and some dead ends."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from beatwise.simulation.town.names import street_names
from beatwise.simulation.town.town_outline import Outline


SPACING_M = 150.0
LONGEST_RUN = 5


@dataclass(frozen=True, slots=True)
class Street:
    """A named street: ``line`` in British National Grid metres, shape (n, 2)."""

    name: str
    line: np.ndarray
    central: bool
    dead_end: bool


def streets(outline: Outline, rng: np.random.Generator) -> tuple[Street, ...]:
    """Lay out the streets of a town."""
    nodes, at = _lattice(outline, rng)
    edges = _edges(nodes, at, outline, rng)
    runs = _runs(edges, at, rng)
    stubs = _stubs(nodes, edges, outline, rng)
    lines = [_line(run, nodes, stubs) for run in runs]
    every = lines + list(stubs.values())
    middles = np.array([line.mean(axis=0) for line in every])
    central = np.hypot(middles[:, 0] - outline.x, middles[:, 1] - outline.y) < 320
    names = street_names(central, rng)
    return tuple(
        Street(names[i], np.round(line, 2), bool(central[i]), i >= len(lines))
        for i, line in enumerate(every)
    )


def _lattice(outline: Outline, rng: np.random.Generator) -> tuple[np.ndarray, dict]:
    """Junctions of a lattice pulled in towards the centre, turned, bent and jittered."""
    half = int(np.ceil(1.25 * outline.radius / SPACING_M))
    i, j = (grid.ravel() for grid in np.mgrid[-half : half + 1, -half : half + 1])
    plain = np.column_stack([i, j]) * SPACING_M
    pull = 0.5 + 0.5 * np.hypot(plain[:, 0], plain[:, 1]) / outline.radius
    pull = np.minimum(pull, 1.15)
    points = plain * pull[:, None] + rng.normal(0, 0.11, plain.shape) * SPACING_M * pull[:, None]
    turn = rng.uniform(0, np.pi / 2)
    x = points[:, 0] * np.cos(turn) - points[:, 1] * np.sin(turn)
    y = points[:, 0] * np.sin(turn) + points[:, 1] * np.cos(turn)
    bend = rng.uniform(0, 2 * np.pi, 2)
    nodes = np.column_stack(
        [
            outline.x + x + 45 * np.sin(y / 420 + bend[0]),
            outline.y + y + 45 * np.sin(x / 420 + bend[1]),
        ]
    )
    in_town = np.flatnonzero(outline.reach(nodes) < 0.95)
    at = {(int(i[n]), int(j[n])): k for k, n in enumerate(in_town)}
    return nodes[in_town], at


def _edges(nodes: np.ndarray, at: dict, outline: Outline, rng: np.random.Generator) -> set:
    """Pairs of neighbouring junctions joined by a street; every junction can be reached."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import minimum_spanning_tree

    pairs = np.array(
        [
            (k, at[near])
            for (i, j), k in at.items()
            for near in ((i + 1, j), (i, j + 1))
            if near in at
        ]
    )
    bank = outline.bank(nodes)
    crosses = bank[pairs[:, 0]] != bank[pairs[:, 1]]
    central = outline.reach(nodes)[pairs].max(axis=1) < 0.3
    weight = rng.random(len(pairs)) + 1 + 9.0 * crosses
    graph = coo_array((weight, (pairs[:, 0], pairs[:, 1])), shape=(len(nodes), len(nodes)))
    tree = minimum_spanning_tree(graph.tocsr()).tocoo()
    needed = set(zip(tree.row.tolist(), tree.col.tolist(), strict=True))
    keep = rng.random(len(pairs)) < np.where(crosses, 0.1, np.where(central, 0.96, 0.78))
    return needed | {(int(a), int(b)) for a, b in pairs[keep]}


def _runs(edges: set, at: dict, rng: np.random.Generator) -> list[list[int]]:
    """Streets: runs of joined junctions along one line of the lattice, a few blocks long."""
    runs: list[list[int]] = []
    for step in ((1, 0), (0, 1)):
        used: set[tuple[int, int]] = set()
        for (i, j), k in sorted(at.items()):
            if (i, j) in used:
                continue
            run, here = [k], (i, j)
            longest = int(rng.integers(2, LONGEST_RUN + 1))
            while len(run) <= longest:
                there = (here[0] + step[0], here[1] + step[1])
                if there not in at or (run[-1], at[there]) not in edges:
                    break
                used.add(here)
                run.append(at[there])
                here = there
            if len(run) > 1:
                runs.append(run)
    return runs


def _stubs(
    nodes: np.ndarray, edges: set, outline: Outline, rng: np.random.Generator
) -> dict[tuple[int, int], np.ndarray]:
    """Dead ends off the middle of some outer streets, by the pair of junctions they start from."""
    pairs = np.array(sorted(edges))
    pairs = pairs[outline.reach(nodes)[pairs].min(axis=1) > 0.35]
    pairs = pairs[rng.random(len(pairs)) < 0.16]
    a, b = nodes[pairs[:, 0]], nodes[pairs[:, 1]]
    side = rng.choice([-1.0, 1.0], len(pairs))[:, None]
    across = np.column_stack([a[:, 1] - b[:, 1], b[:, 0] - a[:, 0]]) * side
    middle = (a + b) / 2
    tip = middle + 0.38 * across + 0.08 * (b - a)
    dry = outline.bank(middle) == outline.bank(tip)
    return {
        (int(i), int(j)): np.stack([m, t])
        for (i, j), m, t in zip(pairs[dry], middle[dry], tip[dry], strict=True)
    }


def _line(
    run: list[int], nodes: np.ndarray, stubs: dict[tuple[int, int], np.ndarray]
) -> np.ndarray:
    """A street's line, with a point wherever a dead end leaves it."""
    points = [nodes[run[0]]]
    for a, b in pairwise(run):
        stub = stubs.get((a, b), stubs.get((b, a)))
        if stub is not None:
            points.append(stub[0])
        points.append(nodes[b])
    return np.array(points)
