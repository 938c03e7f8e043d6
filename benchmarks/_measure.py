"""Measure a function in a fresh process: seconds for each run, and peak memory.

A workload file names functions ``module:function`` that return a callable
to be timed: preparing is outside. What is timed runs in process, after imports, as the targets
ask. The first call is reported apart because it may compile.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path


CHILD = """
import importlib, json, sys, time
module, name, runs = sys.argv[1], sys.argv[2], int(sys.argv[3])
work = getattr(importlib.import_module(module), name)()
seconds = []
for _ in range(runs + 1):
    started = time.perf_counter()
    work()
    seconds.append(time.perf_counter() - started)
from benchmarks._measure import peak_mb
peak = peak_mb()
print(json.dumps({"first": seconds[0], "runs": seconds[1:], "peak": peak}))
"""


def peak_mb() -> float | None:
    """Return this process's peak memory in MB, None where the system does not tell.

    Linux's ``ru_maxrss`` starts at what the *parent* held when it forked, so the kernel's own
    high-water mark of this program is read instead.
    """
    status = Path("/proc/self/status")
    if not status.exists():
        return None
    [line] = [line for line in status.read_text().splitlines() if line.startswith("VmHWM")]
    return int(line.split()[1]) / 1024


@dataclass(frozen=True, slots=True)
class Timing:
    """Seconds of the first call, of each later call, and the process's peak memory in MB."""

    first: float
    runs: tuple[float, ...]
    peak_mb: float | None

    @property
    def median(self) -> float:
        """The median of the later calls."""
        return statistics.median(self.runs)


def timing(module: str, name: str, *, runs: int = 5, limit: float = 600) -> Timing:
    """Time ``module.name()()`` in a fresh process: the outer call prepares, the inner one works."""
    done = subprocess.run(
        [sys.executable, "-c", CHILD, module, name, str(runs)],
        capture_output=True,
        text=True,
        timeout=limit,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{module}:{name} failed: {done.stderr[-2000:]}")
    out = json.loads(done.stdout.splitlines()[-1])
    return Timing(out["first"], tuple(out["runs"]), out["peak"])


def alternate(
    ours: tuple[str, str], peer: tuple[str, str], *, rounds: int = 3, runs: int = 3
) -> tuple[Timing, Timing]:
    """Time ours and the peer in turn, ``rounds`` times each, and join the runs of each."""
    halves: tuple[list[Timing], list[Timing]] = ([], [])
    for _ in range(rounds):
        for half, (module, name) in zip(halves, (ours, peer), strict=True):
            half.append(timing(module, name, runs=runs))
    return join(halves[0]), join(halves[1])


def join(parts: list[Timing]) -> Timing:
    """Join the runs of several processes: the slowest first call, the highest memory."""
    peaks = [part.peak_mb for part in parts if part.peak_mb is not None]
    return Timing(
        first=max(part.first for part in parts),
        runs=tuple(run for part in parts for run in part.runs),
        peak_mb=max(peaks, default=None),
    )
