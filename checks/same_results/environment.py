"""What a command is run in: one tree's source, and everything else the same for both."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from checks.same_results.steady.absence import VARIABLE
from checks.same_results.steady.clock import MOMENT


ROOT = Path(__file__).resolve().parents[2]
STEADY = Path(__file__).resolve().parent / "steady"
VARIABLES = {
    "COLUMNS": "100",
    "LANG": "C.UTF-8",
    "LC_ALL": "C.UTF-8",
    "LINES": "40",
    "NO_COLOR": "1",
    "OGR_CURRENT_DATE": MOMENT.strftime("%Y-%m-%dT%H:%M:%S.000Z"),  # GDAL's clock
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "PYTHONHASHSEED": "0",
    "PYTHONIOENCODING": "utf-8",
    "SOURCE_DATE_EPOCH": str(int(MOMENT.timestamp())),
    "TERM": "dumb",
    "TZ": "UTC",
}


def environment(tree: Path, home: Path, without: tuple[str, ...] = ()) -> dict[str, str]:
    """Return the variables for commands of a tree; nothing of the person's own but the path."""
    places = (STEADY, tree / "src", ROOT)
    return {
        **VARIABLES,
        "HOME": str(home),
        "NUMBA_CACHE_DIR": str(home / "numba"),
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")]),
        "PYTHONPATH": os.pathsep.join(str(place) for place in places),
        VARIABLE: ",".join(without),
    }
