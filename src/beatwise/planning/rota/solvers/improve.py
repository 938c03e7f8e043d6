"""Open a part of a rota and solve it again, over and over: large neighbourhood search."""

from __future__ import annotations

import time
from collections import Counter, defaultdict

import numpy as np

from beatwise.planning.rota.problem import Duty, RotaProblem
from beatwise.planning.rota.rota_score import objective
from beatwise.planning.rota.solvers.linear_model import Model


SMALLEST, LARGEST = 8, 20
ROUND_SECONDS = 3.0
STALE_ROUNDS = 40


def improve(
    problem: RotaProblem,
    model: Model,
    start: tuple[Duty, ...],
    *,
    seconds: float,
    seed: int,
    before: frozenset[Duty] = frozenset(),
    enough: float | None = None,
) -> tuple[Duty, ...]:
    """Return a rota at least as good as ``start``.

    Each round frees everybody who knows a beat that is short or has many faces, and a few others
    drawn at random, keeps all other duties, and solves. Stops at ``enough``, after ``seconds``, or
    after forty rounds without gain.
    """
    draw = np.random.default_rng(seed)
    best, value = start, objective(problem, start, before)
    ends, size, stale = time.perf_counter() + seconds, SMALLEST, 0
    while stale < STALE_ROUNDS and (enough is None or value > enough):
        left = ends - time.perf_counter()
        if left < 0.2:
            break
        freed = _freed(problem, best, size, draw)
        standing = set(best)
        fixed = {
            column: float(duty in standing)
            for duty, column in model.duties.items()
            if duty.person not in freed
        }
        refilled, _ = model.solve(min(ROUND_SECONDS, left), fixed)
        new = objective(problem, refilled, before) if refilled else float("inf")
        stale = 0 if new < value - 1e-9 else stale + 1
        if new <= value:
            best, value = refilled, new
        size = size if stale == 0 else min(LARGEST, size + 1) if stale % 3 == 0 else size
    return best


def _freed(
    problem: RotaProblem, duties: tuple[Duty, ...], size: int, draw: np.random.Generator
) -> set[int]:
    """Return who is freed this round: around one beat, drawn by how badly it is served."""
    beats = sorted({post.beat for post in problem.posts})
    worth = _badness(problem, duties, beats)
    beat = beats[int(draw.choice(len(beats), p=worth / worth.sum()))]
    spread: dict[int, set[str]] = defaultdict(set)
    for duty in duties:
        spread[duty.person].add(problem.posts[duty.post].beat)
    know = [p for p, person in enumerate(problem.people) if beat in person.beats]
    split = [p for p in spread if len(spread[p]) > 1]
    freed: list[int] = []
    for group in (sorted({*split} & {*know}), split, know, range(len(problem.people))):
        rest = [p for p in group if p not in freed]
        draw.shuffle(rest)
        share = size - len(freed)
        freed += rest[: max(1, share // 2) if group is not know else share]
        if len(freed) >= size:
            break
    return set(freed[:size])


def _badness(problem: RotaProblem, duties: tuple[Duty, ...], beats: list[str]) -> np.ndarray:
    filled = Counter(duty.post for duty in duties)
    faces = {(duty.person, problem.posts[duty.post].beat) for duty in duties}
    short: Counter[str] = Counter()
    for index, post in enumerate(problem.posts):
        short[post.beat] += max(0, post.needed - filled[index])
    face_counts = Counter(beat for _, beat in faces)
    return np.array([1.0 + 10 * short[beat] + 0.3 * face_counts[beat] for beat in beats])
