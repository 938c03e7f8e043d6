"""Rows and trials of a long simulation, kept as they are finished, so that a stopped run goes on.

Where ``BEATWISE_ROWS`` names a folder, each finished row is added to ``NAME.jsonl`` there with its
number of replications, and a row that is already there is not measured again; so is each trial.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path
from typing import Any

from beatwise.compute.cluster_option import spread_over


def resumed(
    name: str,
    cases: Iterable[tuple[str, Any]],
    replications: int,
    row: Callable[[Any], dict[str, Any]],
    cluster: str | None = None,
) -> list[dict[str, Any]]:
    """Return one row for each (words, case), measuring those that are not yet in the file.

    ``row`` is called with the case, and can be pickled: ``cluster`` says where, as ``--cluster``
    does. Its random numbers are seeded by the case, so that the rows are the same anywhere.
    """
    folder = os.environ.get("BEATWISE_ROWS")
    file = Path(folder) / f"{name}.jsonl" if folder else None
    done = {}
    if file is not None and file.exists():
        lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
        done = {line["row"]["work"]: line["row"] for line in lines if line["of"] == replications}
    every, rows = list(cases), []
    with spread_over(cluster) as spread:
        measured = spread.run(row, [case for words, case in every if words not in done])
        for words, _ in every:
            made = done.get(words) or {"work": words, **next(measured)}
            rows.append(made)
            if file is not None and words not in done:
                with file.open("a", encoding="utf-8") as out:
                    out.write(json.dumps({"of": replications, "row": made}) + "\n")
            mark = "met" if made["met"] else "NOT MET"
            print(f"{words} | {made['ours']} | {mark} | {made['note']}", flush=True)
    return rows


def command(name: str, replications: int) -> None:
    """Run a soak as the command line says: ``[REPLICATIONS] [--cluster ADDRESS|local:N]``.

    It is loaded by its name, under which workers find it too.
    """
    parser = argparse.ArgumentParser(prog=f"python -m benchmarks.{name}")
    parser.add_argument("replications", nargs="?", type=int, default=replications)
    parser.add_argument("--cluster", metavar="ADDRESS|local:N")
    words = parser.parse_args()
    import_module(f"benchmarks.{name}").run(words.replications, words.cluster)


def trials(
    name: str, seeds: Iterable[int], trial: Callable[[int], dict[str, Any]]
) -> list[dict[str, Any]]:
    """Return what came of each seed, with its ``seed`` and ``seconds``.

    With ``BEATWISE_ROWS`` a seed that is in ``NAME.jsonl`` without ``faults`` is not tried again:
    a stopped drill goes on, and what went wrong is tried again.
    """
    folder = os.environ.get("BEATWISE_ROWS")
    file = Path(folder) / f"{name}.jsonl" if folder else None
    done = {}
    if file is not None and file.exists():
        outcomes = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
        done = {one["seed"]: one for one in outcomes if not one["faults"]}
    found = []
    for seed in seeds:
        if seed not in done:
            began = time.perf_counter()
            outcome = trial(seed)
            seconds = round(time.perf_counter() - began, 2)
            done[seed] = {"seed": seed, "seconds": seconds, **outcome}
            if file is not None:
                with file.open("a", encoding="utf-8") as out:
                    out.write(json.dumps(done[seed]) + "\n")
            for fault in outcome["faults"]:
                print(f"{name}, seed {seed}: {fault}", file=sys.stderr, flush=True)
        found.append(done[seed])
        if len(found) % 50 == 0:
            print(f"{name}: {len(found)} done", file=sys.stderr, flush=True)
    return found
