"""A sample of the drill of kills, and that the drill sees what it looks for."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest
from benchmarks import soak_kills
from benchmarks._killed_offices import STEPS
from tests.patience import patience
from tests.served import SRC


SAMPLE = 2
# In a process of its own: the drill points the office's program at many folders.
DRILL = f"""
import json, sys
from benchmarks import soak_kills
print(json.dumps(soak_kills.run({SAMPLE}, 0, [sys.argv[1]])))
"""


@pytest.mark.parametrize("engine", [soak_kills.FILES, soak_kills.SQLITE, soak_kills.POSTGRESQL])
def test_a_step_that_is_killed_loses_nothing(tmp_path, engine):
    """After kill -9 a step is whole or was never begun, and can be done again to the same end."""
    root = Path(__file__).parents[3]
    path = {"PYTHONPATH": f"{SRC}:{root}", "PATH": "/usr/bin:/bin:/usr/sbin"}
    ran = subprocess.run(
        [sys.executable, "-c", DRILL, engine],
        env={**path, "HOME": str(tmp_path)}, cwd=tmp_path, text=True, capture_output=True,
        check=False, timeout=patience(240),
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr[-3000:]
    rows = json.loads(ran.stdout.splitlines()[-1])
    assert len(rows) == (1 if engine == soak_kills.FILES else len(STEPS))
    assert [row["note"] for row in rows if not row["note"].startswith("0 went wrong;")] == [], (
        ran.stderr[-3000:]
    )


class Careless:
    """A step that writes two files, one after the other, and calls that one piece of work."""

    name = "careless"
    look = None
    promises = (0, 1)

    def __init__(self, folder: Path):
        self.folder = self.place = folder
        self.parts = (self._write,)
        self.stages = ((), self.parts)

    def _write(self) -> int:
        for name in ("one", "other"):
            (self.folder / name).write_text(name)
            time.sleep(0.1)
        return 0

    def fresh(self) -> None:
        """Take both files away."""
        for file in self.folder.glob("*"):
            file.unlink()

    def state(self) -> object:
        """Return which files are there."""
        return sorted(file.name for file in self.folder.glob("*"))

    def faults(self, *, at_end: bool) -> list[str]:
        """Find nothing: the states alone must show it."""
        return []


class Forgetful(Careless):
    """A step that says that it is done some time before it writes."""

    promises = (0, 1, 1)

    def __init__(self, folder: Path):
        super().__init__(folder)
        self.parts = (lambda: 0, self._write_later)
        self.stages = ((), self.parts)

    def _write_later(self) -> int:
        time.sleep(0.2)
        (self.folder / "one").write_text("one")
        return 0


@pytest.mark.parametrize(("kind", "words"), [(Careless, "half-there"), (Forgetful, "acknowledged")])
def test_the_drill_sees_a_loss(tmp_path, kind, words):
    """What is half-there after a kill, and what was acknowledged and is not there, are named."""
    (tmp_path / "files").mkdir()
    _, done = soak_kills.drill(kind(tmp_path / "files"), tmp_path, 12)
    assert [fault for one in done for fault in one["faults"] if words in fault]
