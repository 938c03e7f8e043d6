"""A sample of the fault drill of an office; `make soak` runs all of it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.patience import patience
from tests.served import SRC


SAMPLE = 25
# In a process of its own: the drill points the office's program at many folders.
DRILL = f"""
import json, sys
from pathlib import Path
from benchmarks import soak_damage
from benchmarks._damaged_offices import OfficeHalf
done = soak_damage.drill(OfficeHalf(Path(sys.argv[1])), {SAMPLE})
print(json.dumps(done))
"""


def test_no_damage_to_an_office_passes_unseen(tmp_path):
    """Seeded damages are named by the check, or the backup is refused; none ends with 1."""
    root = Path(__file__).parents[3]
    ran = subprocess.run(
        [sys.executable, "-c", DRILL, str(tmp_path)],
        env={"PYTHONPATH": f"{SRC}:{root}", "PATH": "/usr/bin:/bin", "HOME": str(tmp_path)},
        cwd=tmp_path, text=True, capture_output=True, check=False, timeout=patience(240),
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr[-3000:]
    done = json.loads(ran.stdout.splitlines()[-1])
    faults = [f"seed {one['seed']} {one['damages']}: {f}" for one in done for f in one["faults"]]
    assert faults == []
    assert sum(bool(one["seen"]) for one in done) > SAMPLE * 3 // 4
    assert sum(one["mended"] for one in done) > SAMPLE // 3
