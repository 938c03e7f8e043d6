"""Compiled kernels work where nothing may be written."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numba

from beatwise.hotspots.compiled import compiled


def test_without_a_writable_folder_the_kernel_still_compiles(monkeypatch):
    """No folder to keep machine code in: the kernel is compiled, not kept, and works."""
    real = numba.njit

    def njit(*args, **settings):
        if settings.get("cache"):
            raise RuntimeError("cannot cache function: no locator available")
        return real(*args, **settings)

    monkeypatch.setattr(numba, "njit", njit)
    assert compiled(_twice)(4) == 8


def test_machine_code_goes_to_the_folder_asked_for(tmp_path):
    """With NUMBA_CACHE_DIR set, the compiled kernel is found there after a first call."""
    code = (
        "import numpy as np;"
        "from beatwise.hotspots.near_repeats.close_pairs import shuffle_into;"
        "days = np.zeros(2, np.int16);"
        "shuffle_into(days, np.zeros(2), days.copy())"
    )
    source = str(Path(__file__).parents[3] / "src")
    environment = {**os.environ, "NUMBA_CACHE_DIR": str(tmp_path), "PYTHONPATH": source}
    subprocess.run([sys.executable, "-c", code], check=True, env=environment)
    assert list(tmp_path.rglob("close_pairs*.nbi"))


def _twice(value):
    return value * 2
