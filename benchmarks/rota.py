"""A week's rota: 40 staff, 142 places; with OR-tools, without, for a minute, and re-planned.

Objective, lower is better; the bound is proven by HiGHS. The peer is the same model given to HiGHS
alone, as it stands, for the whole time.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from benchmarks._patrol_instances import week


def run() -> list[dict]:
    """Return a row for each way."""
    from beatwise.planning.rota.problem import Duty
    from beatwise.planning.rota.rota_score import broken_rules, objective
    from beatwise.planning.rota.solvers import solve
    from beatwise.planning.rota.solvers.linear_model import build

    problem, away = week()
    places = sum(post.needed for post in problem.posts)
    rows = []
    found = None
    for words, seconds, solver, target in (
        ("with OR-tools, 10 s", 10, "cp-sat", "all filled"),
        ("without OR-tools, 30 s", 30, "highs", "all filled"),
        ("60 s", 60, "auto", "gap ≤ 20 %, 33 on one beat"),
    ):
        found = solve.fill(problem, seconds=seconds, solver=solver)
        full = len(found.duties) == places and not broken_rules(problem, found.duties)
        beats: dict[int, set[str]] = defaultdict(set)
        for duty in found.duties:
            beats[duty.person].add(problem.posts[duty.post].beat)
        one = sum(len(own) == 1 for own in beats.values())
        met = full and (seconds < 60 or ((found.gap or 1) <= 0.2 and one >= 33))
        peer = None
        if solver == "highs":
            duties, _ = build(problem).solve(seconds)
            peer = objective(problem, duties)
        gap = (
            f", bound {found.bound:.0f}, gap {100 * (found.gap or 0):.0f} %" if found.bound else ""
        )
        rows.append({
            "work": f"rota of a week, {words}",
            "ours": found.objective,
            "peer": peer,
            "ratio": None,
            "memory_mb": None,
            "target": target,
            "met": bool(met),
            "note": f"{len(found.duties)} of {places} filled{gap}; {one} of {len(beats)} working "
            f"on one beat; {found.seconds:.1f} s; {found.method}",
        })  # fmt: skip
    assert found is not None
    people = tuple(
        replace(person, away=person.away | frozenset(away.get(i, ())))
        for i, person in enumerate(problem.people)
    )
    short = replace(problem, people=people)
    kept: frozenset[Duty] = frozenset(
        d for d in found.duties if problem.posts[d.post].day not in away.get(d.person, set())
    )
    for solver in ("auto", "highs"):
        again = solve.fill(short, seconds=20, before=kept, solver=solver)
        moved = len(kept - set(again.duties))
        filled = len(again.duties) == places and not broken_rules(short, again.duties)
        rows.append({
            "work": f"re-plan for 8 staff-days ({solver})",
            "ours": round(again.seconds, 1),
            "peer": None,
            "ratio": None,
            "memory_mb": None,
            "target": "20 s, ≤ 12 moved",
            "met": bool(filled and moved <= 12 and again.seconds <= 21),
            "note": f"{len(found.duties) - len(kept)} duties lost, {moved} moved, "
            f"{len(again.duties)} of {places} filled; {again.method}",
        })  # fmt: skip
    return rows


if __name__ == "__main__":
    for line in run():
        print(line)
