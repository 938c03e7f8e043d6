"""How long ``beatwise --help`` keeps a person waiting."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from typing import Any


RUNS = 9


def run() -> list[dict[str, Any]]:
    """Measure the command in fresh processes, interpreter included."""
    seconds = []
    for _ in range(RUNS):
        started = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "beatwise", "--help"], capture_output=True, check=True
        )
        seconds.append(time.perf_counter() - started)
    median = statistics.median(seconds)
    return [
        {
            "work": "beatwise --help (s)",
            "ours": median,
            "target": "0.5 s",
            "met": median <= 0.5,
            "note": f"slowest of {RUNS}: {max(seconds):.2f}",
        }
    ]


if __name__ == "__main__":
    print(run())
