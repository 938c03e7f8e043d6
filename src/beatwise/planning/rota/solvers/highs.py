"""Fill a rota with HiGHS: slower to start than OR-tools, and with a proven bound."""

from __future__ import annotations

import time

from beatwise.planning.rota.problem import Duty, Rota, RotaProblem
from beatwise.planning.rota.rota_score import broken_rules, objective
from beatwise.planning.rota.solvers import improve
from beatwise.planning.rota.solvers.linear_model import build


SHARE_FOR_BOUND = 0.5  # of the time, for the whole rota; the rest repairs parts of it
MINIMUM_REPAIR = 0.5


def fill(
    problem: RotaProblem,
    *,
    seconds: float = 30.0,
    before: frozenset[Duty] = frozenset(),
    start: tuple[Duty, ...] = (),
    seed: int = 1,
) -> Rota:
    """Return the best rota found in ``seconds`` with HiGHS, and its proven bound.

    HiGHS works on the whole rota for half of the time, which gives the bound; for the rest, parts
    of the rota are opened and solved again (``rota_repair``). ``before``, the rota that stood,
    makes each added duty cost a change; ``start`` is a rota to improve on. Every rota keeps every
    rule of rest; places that cannot be filled stay empty and cost.
    """
    started = time.perf_counter()
    model = build(problem, before)
    best, bound = model.solve(seconds * SHARE_FOR_BOUND)
    known = [d for d in (start, tuple(before)) if d and not broken_rules(problem, d)]
    best = min([best, *known], key=lambda d: objective(problem, d, before))
    left = seconds - (time.perf_counter() - started)
    if left > MINIMUM_REPAIR and not _proven(problem, best, before, bound):
        enough = None if bound is None else bound + 1e-6
        best = improve.improve(
            problem, model, best, seconds=left, seed=seed, before=before, enough=enough
        )
    return Rota(
        duties=best,
        objective=objective(problem, best, before),
        bound=bound,
        method="HiGHS",
        seconds=time.perf_counter() - started,
    )


def _proven(
    problem: RotaProblem,
    duties: tuple[Duty, ...],
    before: frozenset[Duty],
    bound: float | None,
) -> bool:
    return bound is not None and objective(problem, duties, before) <= bound + 1e-6
