"""The office's processes load no pandas, and the reference page lists what there is."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from beatwise.accountability.measures.measure_set import load_set, sets


ROOT = Path(__file__).parents[3]


def test_no_heavy_library_is_loaded():
    """Rating, boards and reconciliation load neither numpy nor pandas."""
    asked = (
        "import sys, beatwise.accountability.boards.agenda, beatwise.accountability.reconcile.run;"
        "print({'numpy', 'pandas', 'scipy', 'numba'} & set(sys.modules))"
    )
    found = subprocess.run(
        [sys.executable, "-c", asked], capture_output=True, text=True, check=True
    )
    assert found.stdout.strip() == "set()"


def test_the_reference_page_lists_every_measure():
    """Each measure that comes along stands in the reference page with its title and words."""
    page = (ROOT / "docs" / "reference" / "measures.md").read_text(encoding="utf-8")
    for name in sets():
        for measure in load_set(name).measures:
            assert f"| `{measure.id}` | {measure.title} | {measure.expectation.words} |" in page
