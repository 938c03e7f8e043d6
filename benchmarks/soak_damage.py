"""Is damage noticed and mended? 500 seeded damages to a workspace (and, to come, to an office).

``python -m benchmarks.soak_damage [TRIALS] [FIRST_SEED]`` prints every fault with its seed; run it
with ``1 SEED`` to see one again. The drill itself is in ``_fault_drill``; a further half of the
product is one more line in ``HALVES``. About ten minutes.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks._damaged_workspaces import WorkspaceHalf
from benchmarks._fault_drill import Answer, Half, Trial, trial


TRIALS = 500
HALVES: tuple[Callable[[Path], Half], ...] = (WorkspaceHalf,)


def drill(half: Half, trials: int, first: int = 0) -> list[Trial]:
    """Damage a half once for each seed and return what came of it."""
    right: dict[str, Answer] = {}
    done = []
    for seed in range(first, first + trials):
        done.append(trial(half, seed, right))
        for fault in done[-1].faults:
            words = f"seed {seed} ({'; '.join(done[-1].damages)}): {fault}"
            print(words, file=sys.stderr, flush=True)
    return done


def run(trials: int = TRIALS, first: int = 0) -> list[dict]:
    """Return one row for each half of the product."""
    rows = []
    for make in HALVES:
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
    numbers = [int(word) for word in sys.argv[1:]]
    for row in run(*numbers):
        print(row["work"], row["note"], sep="\n  ")
