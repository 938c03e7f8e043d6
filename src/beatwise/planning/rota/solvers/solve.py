"""Fill a rota with whatever is installed: OR-tools for the first answer, HiGHS to better it."""

from __future__ import annotations

import time
from dataclasses import replace

from beatwise.planning.rota.problem import Duty, Rota, RotaProblem
from beatwise.planning.rota.rota_score import objective
from beatwise.planning.rota.solvers import cpsat, greedy, highs, improve
from beatwise.planning.rota.solvers.linear_model import build


QUICK_SECONDS = 12.0  # up to here OR-tools first, then repair of parts; no bound of HiGHS
SHARE_QUICK = 0.5
SHARE_FOR_FIRST = 0.2


def fill(
    problem: RotaProblem,
    *,
    seconds: float = 30.0,
    seed: int = 1,
    before: frozenset[Duty] = frozenset(),
    solver: str = "auto",
) -> Rota:
    """Return the best rota found in ``seconds``.

    ``solver`` is ``auto``, ``highs`` or ``cp-sat`` (which needs the ``[rota]`` extra).
    ``before`` is the rota that stood; each duty added to it costs a change.
    """
    started = time.perf_counter()
    first = greedy.start(problem, before)
    if solver == "highs" or not cpsat.available():
        return highs.fill(problem, seconds=seconds, before=before, start=first, seed=seed)
    quick = solver == "cp-sat" or seconds <= QUICK_SECONDS
    share = SHARE_QUICK if quick else SHARE_FOR_FIRST
    first_rota = cpsat.fill(problem, seconds=share * seconds, seed=seed, before=before, hint=first)
    duties = min(first_rota.duties, first, key=lambda d: objective(problem, d, before))
    left = max(0.5, seconds - (time.perf_counter() - started))
    if not quick:
        better = highs.fill(problem, seconds=left, before=before, start=duties, seed=seed)
        return replace(better, method="CP-SAT, then HiGHS", seconds=time.perf_counter() - started)
    if first_rota.bound is None or objective(problem, duties, before) > first_rota.bound + 1e-6:
        duties = improve.improve(
            problem, build(problem, before), duties,
            seconds=left, seed=seed, before=before, enough=first_rota.bound,
        )  # fmt: skip
    return replace(
        first_rota,
        duties=duties,
        objective=objective(problem, duties, before),
        seconds=time.perf_counter() - started,
    )
