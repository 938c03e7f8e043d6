"""Is anything lost by a kill? 100 seeded kills of gather, import, freeze, worker and restore.

``python -m benchmarks.soak_kills [TRIALS] [FIRST_SEED] [STEP|ENGINE …]`` prints every fault with
its seed; run it with ``1 SEED STEP ENGINE`` to see one again. A step's process group is killed (as
by ``kill -9``) at a moment drawn over the whole time that the step takes. Afterwards

* what had been acknowledged is there, and what is there is one of the states that the step passes
  through undisturbed: nothing is half-there;
* the workspace's or the office's own check finds nothing;
* the same step is done again, and the end is that of the same two runs undisturbed.

A workspace lies in files and is the same on both engines; an office is killed on SQLite and on
PostgreSQL (whose server lives on, as it would). The program is loaded once; each step is begun in
a process that parts from it, so that every kill falls into the step and none into loading.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from tests.postgres import cluster

from benchmarks import _forks
from benchmarks._forks import Part
from benchmarks._killed_offices import STEPS, Offices
from benchmarks._killed_steps import Gather, Step
from benchmarks._office_places import load


TRIALS = 100
BEYOND = 1.1  # kills are drawn up to so many times what the step takes undisturbed
FILES, SQLITE, POSTGRESQL = "files", "SQLite", "PostgreSQL"


class Drill:
    """One step, the states that it passes through undisturbed, and how long it takes."""

    def __init__(self, step: Step, folder: Path):
        self.step, self._said = step, folder / f"{step.name}-said.txt"
        self.reached = [0] * len(step.stages)
        self.stages = [self._undisturbed(stage) for stage in step.stages]
        self.ends = [self._ends(stage) for stage in step.stages]
        self.seconds = self._time()

    def trial(self, seed: int) -> list[str]:
        """Kill the step once, at a moment drawn by the seed; return what went wrong."""
        step, chance = self.step, random.Random(f"{self.step.name} {seed}")
        step.fresh()
        moment = chance.uniform(0, BEYOND * self.seconds)
        try:
            acknowledged = _forks.killed_after(step.parts, self._said, moment, step.look)
            return self._judged(acknowledged)
        except RuntimeError as error:
            return [str(error)]

    def _judged(self, acknowledged: int) -> list[str]:
        left, faults = self.step.state(), self.step.faults(at_end=False)
        if left not in self.stages:
            return [*faults, f"half-there: {_difference(left, self.stages)}"]
        at = self.stages.index(left)
        self.reached[at] += 1
        promise = self.step.promises[acknowledged]
        if at < promise:
            faults.append(f"stage {promise} was acknowledged, and stage {at} is there")
        codes, end = self.ends[at]
        again = _forks.codes_of(self.step.parts, self._said)
        if again != codes:
            said = self._said.read_text()[-500:]
            faults.append(f"done again it ended with {again} in place of {codes}: {said}")
        now = self.step.state()
        if now != end:
            faults.append(f"done again, the end is another: {_difference(now, [end])}")
        return [*faults, *self.step.faults(at_end=True)]

    def _ends(self, stage: Sequence[Part]) -> tuple[list[int], object]:
        """Return what the step gives undisturbed, exit codes and state, when begun from a stage."""
        self.step.fresh()
        _forks.codes_of(stage, self._said)
        codes = _forks.codes_of(self.step.parts, self._said)
        return codes, self.step.state()

    def _undisturbed(self, parts: Sequence[Part]) -> object:
        self.step.fresh()
        if any(codes := _forks.codes_of(parts, self._said)):
            raise RuntimeError(f"{self.step.name} ended with {codes}: {self._said.read_text()}")
        return self.step.state()

    def _time(self) -> float:
        self.step.fresh()
        began = time.perf_counter()
        _forks.codes_of(self.step.parts, self._said)
        return time.perf_counter() - began


def drill(step: Step, folder: Path, trials: int, first: int = 0) -> tuple[Drill, list[str]]:
    """Kill a step once for each seed; return its drill, and what went wrong with which seed."""
    made, faults = Drill(step, folder), []
    for seed in range(first, first + trials):
        for fault in made.trial(seed):
            faults.append(f"{step.name}, seed {seed}: {fault}")
            print(faults[-1], file=sys.stderr, flush=True)
    return made, faults


@contextmanager
def steps(engine: str, folder: Path, names: Sequence[str] = ()) -> Iterator[list[Step]]:
    """Yield the steps of an engine, or those of a name, with what they work on."""
    if engine == FILES:
        yield [Gather(folder)]
        return
    load(folder / "loaded")
    kinds = [kind for kind in STEPS if not names or kind.name in names]
    if engine == SQLITE:
        offices = Offices(folder / engine, None)
        yield [kind(offices) for kind in kinds]
        return
    with cluster() as server:
        offices = Offices(folder / engine, server)
        yield [kind(offices) for kind in kinds]


def run(trials: int = TRIALS, first: int = 0, only: Sequence[str] = ()) -> list[dict[str, Any]]:
    """Return one row for each step and engine, or for those of a name."""
    rows = []
    names = [name for name in (Gather.name, *(kind.name for kind in STEPS)) if name in only]
    engines = [engine for engine in (FILES, SQLITE, POSTGRESQL) if engine in only]
    for engine in engines or (FILES, SQLITE, POSTGRESQL):
        if names and (engine == FILES) != (Gather.name in names) and len(names) == 1:
            continue
        with tempfile.TemporaryDirectory() as folder:
            work = partial(_rows, engine, Path(folder), names, trials, first)
            rows += _forks.answer_of(work, 0)
    return rows


def _rows(
    engine: str, folder: Path, names: Sequence[str], trials: int, first: int
) -> list[dict[str, Any]]:
    rows = []
    with steps(engine, folder, names) as found:
        for step in found:
            began = time.perf_counter()
            made, faults = drill(step, folder, trials, first)
            took = round(time.perf_counter() - began, 1)
            rows.append(_row(engine, made, trials, faults, took))
    return rows


def _row(
    engine: str, made: Drill, trials: int, faults: Sequence[str], took: float
) -> dict[str, Any]:
    wrong = len({fault.partition(":")[0] for fault in faults})
    row = {
        "work": f"{trials} kills of {made.step.name} on {engine} (s)",
        "ours": took,
        "peer": None,
        "ratio": None,
        "memory_mb": None,
        "target": "nothing acknowledged lost, nothing half-there, done again to the same end",
        "met": not faults,
        "note": f"{wrong} went wrong; left at its stages: {made.reached}; the step takes "
        f"{made.seconds:.2f} s",
    }
    print(json.dumps(row), file=sys.stderr, flush=True)
    return row


def _difference(left: object, right: Sequence[object]) -> str:
    """Say where a state differs from the one that is nearest."""
    parts = [_parts(left) ^ _parts(other) for other in right]
    return "; ".join(sorted(min(parts, key=len))[:6])[:900]


def _parts(state: object) -> set[str]:
    if isinstance(state, dict):
        return {f"{k}: {part}" for k, v in state.items() for part in _parts(v)}
    if isinstance(state, list):
        return {part for v in state for part in _parts(v)}
    return {str(state)}


if __name__ == "__main__":
    numbers = [int(word) for word in sys.argv[1:] if word.isdigit()]
    words = [word for word in sys.argv[1:] if not word.isdigit()]
    for one in run(*numbers, only=words):
        print(one["work"], one["note"], sep="\n  ")
