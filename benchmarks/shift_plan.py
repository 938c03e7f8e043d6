"""One shift: 6 officers, 8 hours, 40 hot spots, 4 blocks; ours, OR-tools routing, greedy insertion.

Solvers are given 5 and 30 seconds in turn, in one run; every plan is re-checked. Value is prizes
less walking seconds; the bounds are valid for the instances.
"""

from __future__ import annotations

from benchmarks._patrol_instances import BOUNDS, shift
from benchmarks._routing_peer import solve


def run() -> list[dict]:
    """Return a row for each instance and time."""
    from beatwise.planning.shifts.checker import faults
    from beatwise.planning.shifts.greedy import plan_greedily
    from beatwise.planning.shifts.routes import plan_shift

    rows = []
    for seed, bound in BOUNDS.items():
        problem = shift(seed)
        greedy = plan_greedily(problem).value
        values = {}
        for seconds in (5, 30):
            ours = plan_shift(problem, seconds=seconds, seed=1)
            peer = solve(problem, seconds)
            values[seconds] = ours.value
            wrong = len(faults(problem, ours))
            gap = (bound - ours.value) / bound
            good = not wrong and ours.value >= 1.05 * greedy
            rows.append({
                "work": f"shift plan, seed {seed}, {seconds} s",
                "ours": ours.value,
                "peer": peer.value,
                "ratio": round(ours.value / peer.value, 4) if peer.value else None,
                "memory_mb": None,
                "target": "≤ 6 % under the bound" if seconds == 30 else "≥ 98 % of the 30 s value",
                "met": bool(good and gap <= 0.06) if seconds == 30 else None,
                "note": f"peer OR-tools routing ({len(faults(problem, peer))} faults); "
                f"{100 * gap:.1f} % under the bound {bound:,}; greedy {greedy:,} "
                f"(ours {100 * (ours.value / greedy - 1):.1f} % better); {wrong} faults",
            })  # fmt: skip
        share = values[5] / values[30]
        rows[-2]["met"] = bool(share >= 0.98)
        rows[-2]["note"] += f"; {100 * share:.1f} % of the 30 s value"
    return rows


if __name__ == "__main__":
    for line in run():
        print(line)
