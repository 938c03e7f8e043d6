"""The office's processes load no numpy and no pandas."""

from __future__ import annotations

import subprocess
import sys


def test_no_heavy_library_is_loaded():
    """Rating, boards and reconciliation load neither numpy nor pandas."""
    program = (
        "import sys, beatwise.accountability.boards.agenda, beatwise.accountability.reconcile.run;"
        "print({'numpy', 'pandas', 'scipy', 'numba'} & set(sys.modules))"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "set()"
