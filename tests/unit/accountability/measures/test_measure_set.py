"""Sets of measures: the reference page lists what there is."""

from __future__ import annotations

from pathlib import Path

from beatwise.accountability.measures.measure_set import load_set, sets


ROOT = Path(__file__).parents[4]


def test_the_reference_page_lists_every_measure():
    """Each measure that comes along stands in the reference page with its title and words."""
    page = (ROOT / "docs" / "reference" / "measures.md").read_text(encoding="utf-8")
    for name in sets():
        for measure in load_set(name).measures:
            assert f"| `{measure.id}` | {measure.title} | {measure.expectation.words} |" in page
