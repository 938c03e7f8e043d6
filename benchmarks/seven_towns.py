"""The main job on real data: 27 Leicestershire months to briefs for seven towns.

Each run is a fresh process that imports everything, starting from an empty folder. Needs the real
data (``BEATWISE_REAL_DATA``); no peer does this job, so there is none beside it.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any


DATA = Path(os.environ.get("BEATWISE_REAL_DATA", Path(__file__).parents[2] / "shared" / "data"))
RUNS = 3
JOB = """
import sys, time
from pathlib import Path
started = time.perf_counter()
from beatwise import Workspace, write_briefs
from beatwise.clock import MonthRange
from beatwise.journeys.gather.areas import gather_areas
from beatwise.journeys.gather.police_uk import gather_police_uk
folder, data = Path(sys.argv[1]), Path(sys.argv[2])
workspace = Workspace.create(folder / "w", "Seven towns")
gather_police_uk(workspace, [data / "police_uk_street" / "leicestershire"])
towns = data / "boundaries" / "towns" / "derived_seven_llr_towns.geojson"
gather_areas(workspace, [towns], "AREANM", layer="towns")
workspace = Workspace.open(folder / "w")
gathered = time.perf_counter() - started
labels = [area.label for area in workspace.areas("towns")]
train, score = MonthRange.parse("2025-01:2025-09"), MonthRange.parse("2025-10:2025-12")
write_briefs(workspace, labels, folder / "out", train=train, score=score)
whole = time.perf_counter() - started
from benchmarks._measure import peak_mb
print(whole, gathered, peak_mb())
"""


def run() -> list[dict[str, Any]]:
    """Measure the whole job, and gathering the same months again through the command."""
    whole, peaks, again = [], [], []
    for _ in range(RUNS):
        with tempfile.TemporaryDirectory() as folder:
            seconds, _gathered, peak = _job(Path(folder))
            whole.append(seconds)
            peaks.append(peak)
            again.append(_again(Path(folder) / "w"))
    job, second = statistics.median(whole), statistics.median(again)
    return [
        {
            "work": "27 Leicestershire months: gather, find and brief for seven towns (s)",
            "ours": job,
            "memory_mb": max(peaks),
            "target": "15 s, 1 GB, fresh process",
            "met": job <= 15 and max(peaks) <= 1024,
            "note": f"runs {', '.join(f'{s:.1f}' for s in whole)}; imports and interpreter inside",
        },
        {
            "work": "gathering the same 27 months again, whole command (s)",
            "ours": second,
            "target": "1 s",
            "met": second <= 1,
            "note": f"runs {', '.join(f'{s:.2f}' for s in again)}",
        },
    ]


def _job(folder: Path) -> tuple[float, float, float]:
    done = subprocess.run(
        [sys.executable, "-c", JOB, str(folder), str(DATA)],
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
    )
    seconds, gathered, peak = map(float, done.stdout.split())
    return seconds, gathered, peak


def _again(workspace: Path) -> float:
    source = DATA / "police_uk_street" / "leicestershire"
    words = ["gather", "police-uk", str(source), "--workspace", str(workspace)]
    started = time.perf_counter()
    subprocess.run([sys.executable, "-m", "beatwise", *words], capture_output=True, check=True)
    return time.perf_counter() - started


if __name__ == "__main__":
    for row in run():
        print(row)
