"""Fill a rota with whatever is installed: OR-tools for the first answer, HiGHS to better it."""

from __future__ import annotations

import time
from dataclasses import replace

from beatwise.planning import rota_cpsat, rota_milp
from beatwise.planning.rota_problem import Duty, Rota, RotaProblem
from beatwise.planning.rota_score import objective


QUICK_SECONDS = 12.0  # up to here OR-tools alone; it fills every post in seconds
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
    quick = solver != "highs" and rota_cpsat.available()
    if not quick:
        return rota_milp.fill(problem, seconds=seconds, before=before, seed=seed)
    alone = solver == "cp-sat" or seconds <= QUICK_SECONDS
    first = rota_cpsat.fill(
        problem, seconds=seconds if alone else SHARE_FOR_FIRST * seconds, seed=seed, before=before
    )
    if alone:
        return first
    left = max(1.0, seconds - (time.perf_counter() - started))
    better = rota_milp.fill(problem, seconds=left, before=before, start=first.duties, seed=seed)
    both = time.perf_counter() - started
    if objective(problem, better.duties, before) <= first.objective:
        return replace(better, method="CP-SAT, then HiGHS", seconds=both)
    return replace(first, bound=better.bound, seconds=both)
