"""Is anything lost by a kill? 100 seeded kills of gather, imports, freeze, worker, restore.

``python -m benchmarks.soak_kills [TRIALS] [FIRST_SEED] [STEP|ENGINE …]`` prints every fault with
its seed; run it with ``1 SEED STEP ENGINE`` to see one again. A step's process group is killed (as
by ``kill -9``): three times in four soon after a write drawn from all of its writes, else at a
moment drawn over the whole time that it takes. Afterwards

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

from benchmarks import _forks, _rows
from benchmarks._forks import Moment, Part
from benchmarks._killed_offices import STEPS, Offices
from benchmarks._killed_steps import Gather, Step
from benchmarks._office_places import load
from benchmarks._write_count import WriteCount


TRIALS = 100
BEYOND = 1.1  # kills are drawn up to so many times what the step takes undisturbed
FILES, SQLITE, POSTGRESQL = "files", "SQLite", "PostgreSQL"


class Drill:
    """One step, the states that it passes through undisturbed, its time and its writes."""

    def __init__(self, step: Step, folder: Path):
        self.step, self._said = step, folder / f"{step.name}-said.txt"
        self.stages = [self._undisturbed(stage) for stage in step.stages]
        self.ends = [self._ends(stage) for stage in step.stages]
        self.seconds, self.writes, self.gap = self._measure()

    def trial(self, seed: int) -> dict[str, Any]:
        """Kill the step once, at a moment drawn by the seed; return what came of it.

        ``stage`` is where it was left, ``between`` whether its first write had begun and its last
        had not, and ``faults`` what went wrong.
        """
        step, moment = self.step, self._moment(seed)
        step.fresh()
        count = WriteCount(step.place, moment.at)
        outcome: dict[str, Any] = {"stage": None}
        try:
            acknowledged = _forks.killed_at(moment, step.parts, self._said, count, step.look)
            outcome["faults"] = self._judged(acknowledged, outcome)
        except RuntimeError as error:
            outcome["faults"] = [str(error)]
        finally:
            count.close()
        return {**outcome, "between": 0 < count.number < self.writes}

    def _moment(self, seed: int) -> Moment:
        """Draw a moment: for one seed in four over the whole time, else at a write.

        A kill at a write falls up to one write later, so that it hits the middle of one as well.
        """
        chance = random.Random(f"{self.step.name} {seed}")
        if seed % 4 == 0 or self.writes < 2:
            return Moment(chance.uniform(0, BEYOND * self.seconds))
        return Moment(chance.uniform(0, self.gap), chance.randrange(1, self.writes))

    def _judged(self, acknowledged: int, outcome: dict[str, Any]) -> list[str]:
        left, faults = self.step.state(), self.step.faults(at_end=False)
        if left not in self.stages:
            return [*faults, f"half-there: {_difference(left, self.stages)}"]
        at = outcome["stage"] = self.stages.index(left)
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

    def _measure(self) -> tuple[float, int, float]:
        """Return the step's time undisturbed, its number of writes, and the time between two."""
        self.step.fresh()
        count = WriteCount(self.step.place)
        began = time.perf_counter()
        _forks.codes_of(self.step.parts, self._said, count)
        count.close()
        return time.perf_counter() - began, count.number, count.gap


def drill(
    step: Step, folder: Path, trials: int, first: int = 0, engine: str = FILES
) -> tuple[Drill, list[dict[str, Any]]]:
    """Kill a step once for each seed; return its drill, and what came of each seed."""
    made = Drill(step, folder)
    seeds = range(first, first + trials)
    return made, _rows.trials(f"kills-{step.name}-{engine}", seeds, made.trial)


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
            work = partial(_rows_of, engine, Path(folder), names, trials, first)
            rows += _forks.answer_of(work, 0)
    return rows


def _rows_of(
    engine: str, folder: Path, names: Sequence[str], trials: int, first: int
) -> list[dict[str, Any]]:
    with steps(engine, folder, names) as found:
        return [_row(engine, *drill(step, folder, trials, first, engine)) for step in found]


def _row(engine: str, made: Drill, outcomes: Sequence[dict[str, Any]]) -> dict[str, Any]:
    wrong = sum(bool(one["faults"]) for one in outcomes)
    between = sum(one["between"] for one in outcomes)
    left = [sum(one["stage"] == at for one in outcomes) for at in range(len(made.stages))]
    row = {
        "work": f"{len(outcomes)} kills of {made.step.name} on {engine} (s)",
        "ours": round(sum(one["seconds"] for one in outcomes), 1),
        "peer": None,
        "ratio": None,
        "memory_mb": None,
        "target": "nothing acknowledged lost, nothing half-there, done again to the same end; "
        "half of the kills between the first and the last write",
        "met": wrong == 0 and 2 * between >= len(outcomes),
        "note": f"{wrong} went wrong; {between} fell between the first and the last of "
        f"{made.writes} writes; left at its stages: {left}; the step takes {made.seconds:.2f} s",
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
