"""A small file that asks for much is refused before its cells are laid out."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.unit.web.imports.hostile_workbooks import ACCEPTED, REFUSED


ROOT = Path(__file__).parents[4]
MOST_MB = 80  # a server process starts at about 270, and has 400


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read from /proc")
@pytest.mark.parametrize("which", [*REFUSED, *ACCEPTED])
def test_reading_a_file_that_asks_for_much_takes_little_memory(which):
    """Each is refused or taken as told, and the process never grows by more than 80 MB."""
    content = (REFUSED | ACCEPTED)[which][1]()
    run = subprocess.run(
        [sys.executable, "-m", "tests.unit.web.imports.hostile_workbooks", which],
        input=content,
        capture_output=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)])},
        timeout=120,
        check=True,
    )
    grown, _, ended = run.stdout.decode().partition(" ")
    assert ended.startswith("refused" if which in REFUSED else "taken"), ended
    assert int(grown) <= MOST_MB, f"{grown} MB"
