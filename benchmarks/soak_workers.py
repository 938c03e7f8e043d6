"""Does a killed worker change anything? 50 seeded kills among processes, and 50 on a Dask cluster.

Every town of two small forces is listed by two workers, one of which is killed (SIGKILL) at a
moment drawn over the time that the work took alone; the files must be the bytes of one process.
``python -m benchmarks.soak_workers [TRIALS] [FIRST_SEED] [local|cluster]``. A scheduler and two
workers are started for each trial on the loopback. About twenty minutes.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import random
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from beatwise.clock import MonthRange
from beatwise.compute.cluster_option import spread_over
from beatwise.journeys.gather.areas import gather_areas
from beatwise.journeys.gather.police_uk import gather_police_uk
from beatwise.journeys.hotspots.every_town import every_list, town_part
from beatwise.journeys.hotspots.find import ListRequest
from beatwise.store.workspace import Workspace
from benchmarks import _national_archive as archive
from benchmarks._dask_cluster import Dask


TRIALS = 50
LATEST_SECONDS = 6.0  # workers start, load and work in about so long
REQUEST = ListRequest(
    ("anti-social-behaviour",), MonthRange.parse("2025-07:2025-10"),
    MonthRange.parse("2025-11:2025-12"),
)  # fmt: skip


def run(trials: int = TRIALS, first: int = 0, only: str = "") -> list[dict[str, Any]]:
    """Return a row for processes and one for a cluster."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        workspace = _workspace(folder)
        town_part.MOST_TOWNS = 2
        right = _files(workspace, folder / "alone", None)
        kinds = [kind for kind in (_local, _cluster) if only in kind.__name__]
        return [
            _row(kind, workspace, folder, right, range(first, first + trials)) for kind in kinds
        ]


def _row(
    trial: Callable[..., tuple[dict[str, bytes], bool]],
    workspace: Path,
    folder: Path,
    right: dict[str, bytes],
    seeds: range,
) -> dict[str, Any]:
    wrong, killed = [], 0
    for seed in seeds:
        files, was_killed = trial(workspace, folder / f"{trial.__name__}{seed}", seed)
        killed += was_killed
        if files != right:
            wrong.append(seed)
    return {
        "work": f"find --all-towns, a worker killed, {trial.__name__.strip('_')}: the same bytes",
        "ours": f"{len(seeds) - len(wrong)} of {len(seeds)}", "peer": None, "ratio": None,
        "memory_mb": None, "target": "all", "met": not wrong,
        "note": f"{killed} killed while at work; seeds that were wrong: {wrong or 'none'}",
    }  # fmt: skip


def _local(workspace: Path, out: Path, seed: int) -> tuple[dict[str, bytes], bool]:
    def kill() -> bool:
        children = multiprocessing.active_children()
        return bool(children) and _killed(random.Random(seed).choice(children).pid)

    with _at_a_moment(seed, kill) as killed:
        files = _files(workspace, out, "local:2")
    return files, any(killed)


def _cluster(workspace: Path, out: Path, seed: int) -> tuple[dict[str, bytes], bool]:
    with tempfile.TemporaryDirectory() as name:
        dask = Dask(Path(name))
        try:
            dask.add_worker()
            dask.add_worker()
            victim = random.Random(seed).choice(dask.workers)
            with _at_a_moment(seed, lambda: _killed(victim.pid)) as killed:
                files = _files(workspace, out, dask.address)
        finally:
            dask.end()
    return files, any(killed)


@contextmanager
def _at_a_moment(seed: int, kill: Callable[[], bool]):
    """Kill once while the block runs, at a moment drawn by the seed; yield whether it was done."""
    killed: list[bool] = []
    timer = threading.Timer(
        random.Random(seed).uniform(0, LATEST_SECONDS), lambda: killed.append(kill())
    )
    timer.start()
    try:
        yield killed
    finally:
        timer.cancel()
        timer.join()


def _killed(pid: int | None) -> bool:
    with suppress(ProcessLookupError):
        if pid is not None:
            os.kill(pid, signal.SIGKILL)
            return True
    return False


def _files(workspace: Path, out: Path, words: str | None) -> dict[str, bytes]:
    with spread_over(words) as spread:
        every_list.find_every_town(Workspace.open(workspace), REQUEST, out, spread=spread)
    return {path.name: path.read_bytes() for path in sorted(out.iterdir())}


def _workspace(folder: Path) -> Path:
    source = archive.write(folder / "source", forces=2, months=6, each=1500)
    made = Workspace.create(folder / "ws", "Two forces")
    gather_police_uk(made, [source])
    gather_areas(made, [source.parent / "towns.geojson"], label="name", layer="towns")
    return made.path


if __name__ == "__main__":
    begun = time.monotonic()
    arguments = sys.argv[1:]
    numbers = [int(word) for word in arguments if word.isdecimal()]
    names = [word for word in arguments if not word.isdecimal()]
    for line in run(*numbers, only=names[0] if names else ""):
        print(json.dumps(line))
    print(f"{time.monotonic() - begun:.0f} s", file=sys.stderr)
