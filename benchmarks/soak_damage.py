"""Is damage noticed and mended? 500 seeded damages to a workspace, and 500 to an office.

``python -m benchmarks.soak_damage [TRIALS] [FIRST_SEED]`` prints every fault with its seed; run it
with ``1 SEED`` to see one again, and with ``office`` or ``workspace`` last for one half alone. The
drill itself is in ``_fault_drill``; an office is judged by its own rules. About twenty minutes.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks._damaged_offices import OfficeHalf
from benchmarks._damaged_workspaces import WorkspaceHalf
from benchmarks._fault_drill import Answer, Half, Trial, trial


TRIALS = 500
HALVES: tuple[Callable[[Path], Half | OfficeHalf], ...] = (WorkspaceHalf, OfficeHalf)


def drill(half: Half | OfficeHalf, trials: int, first: int = 0) -> list[Trial]:
    """Damage a half once for each seed and return what came of it."""
    right: dict[str, Answer] = {}
    done = []
    for seed in range(first, first + trials):
        own = isinstance(half, OfficeHalf)
        done.append(half.trial(seed) if own else trial(half, seed, right))
        for fault in done[-1].faults:
            words = f"seed {seed} ({'; '.join(done[-1].damages)}): {fault}"
            print(words, file=sys.stderr, flush=True)
        if len(done) % 50 == 0:
            print(f"{half.name}: {len(done)} of {trials}", file=sys.stderr, flush=True)
    return done


def run(trials: int = TRIALS, first: int = 0, only: str = "") -> list[dict]:
    """Return one row for each half of the product, or for the one of a name."""
    rows = []
    for make in HALVES:
        if only and make.name != only:  # type: ignore[attr-defined]
            continue
        began = time.perf_counter()
        with tempfile.TemporaryDirectory() as folder:
            half = make(Path(folder))
            done = drill(half, trials, first)
        wrong = sum(bool(one.faults) for one in done)
        seen, mended = sum(bool(one.seen) for one in done), sum(one.mended for one in done)
        rows.append(
            {
                "work": f"{trials} damages to a {half.name}",
                "ours": round(time.perf_counter() - began, 1),
                "peer": None,
                "ratio": None,
                "memory_mb": None,
                "target": "no silent wrong answer, no exit of 1, all mended that can be",
                "met": wrong == 0,
                "note": f"{wrong} went wrong; {seen} were seen by a question, {mended} were mended",
            }
        )
    return rows


if __name__ == "__main__":
    numbers = [int(word) for word in sys.argv[1:] if word.isdigit()]
    halves = [word for word in sys.argv[1:] if not word.isdigit()]
    for row in run(*numbers, only="".join(halves)):
        print(row["work"], row["note"], sep="\n  ")
