"""Is damage noticed and mended? 500 seeded damages to a workspace, and 500 to an office.

``python -m benchmarks.soak_damage [TRIALS] [FIRST_SEED]`` prints every fault with its seed; run it
with ``1 SEED`` to see one again, and with ``office`` or ``workspace`` last for one half alone. The
drill itself is in ``_fault_drill``; an office is judged by its own rules. About twenty minutes;
with ``BEATWISE_ROWS`` it can be stopped and goes on.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benchmarks import _rows
from benchmarks._damaged_offices import OfficeHalf
from benchmarks._damaged_workspaces import WorkspaceHalf
from benchmarks._fault_drill import Answer, Half, trial


TRIALS = 500
HALVES: tuple[Callable[[Path], Half | OfficeHalf], ...] = (WorkspaceHalf, OfficeHalf)


def drill(half: Half | OfficeHalf, trials: int, first: int = 0) -> list[dict[str, Any]]:
    """Damage a half once for each seed; return what came of it: a ``Trial`` with its seconds."""
    right: dict[str, Answer] = {}

    def once(seed: int) -> dict[str, Any]:
        own = isinstance(half, OfficeHalf)
        return asdict(half.trial(seed) if own else trial(half, seed, right))

    return _rows.trials(f"damages-{half.name}", range(first, first + trials), once)


def run(trials: int = TRIALS, first: int = 0, only: str = "") -> list[dict[str, Any]]:
    """Return one row for each half of the product, or for the one of a name."""
    rows = []
    for make in HALVES:
        if not only or make.name == only:  # type: ignore[attr-defined]
            with tempfile.TemporaryDirectory() as folder:
                half = make(Path(folder))
                rows.append(_row(half.name, drill(half, trials, first)))
    return rows


def _row(name: str, done: Sequence[dict[str, Any]]) -> dict[str, Any]:
    wrong, seen = sum(bool(one["faults"]) for one in done), sum(bool(one["seen"]) for one in done)
    mendable, mended = sum(one["mendable"] for one in done), sum(one["mended"] for one in done)
    return {
        "work": f"{len(done)} damages to {'an' if name == 'office' else 'a'} {name} (s)",
        "ours": round(sum(one["seconds"] for one in done), 1),
        "peer": None,
        "ratio": None,
        "memory_mb": None,
        "target": "no silent wrong answer, no exit of 1, all mended that can be",
        "met": wrong == 0 and mended == mendable,
        "note": f"{wrong} went wrong; {seen} were seen by a question, {mended} of {mendable} that "
        "can be were mended by the printed command",
    }


if __name__ == "__main__":
    numbers = [int(word) for word in sys.argv[1:] if word.isdigit()]
    halves = [word for word in sys.argv[1:] if not word.isdigit()]
    for row in run(*numbers, only="".join(halves)):
        print(row["work"], row["note"], sep="\n  ")
