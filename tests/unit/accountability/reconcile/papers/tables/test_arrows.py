"""An arrow that points the other way than its two values is named."""

from __future__ import annotations

from tests.unit.accountability.reconcile.papers.worlds import grid

from beatwise.accountability.reconcile.papers.tables.arrows import arrows


def test_arrows_are_compared_with_their_values() -> None:
    """Opposite is certain; "the same" is possible beside a large change, fine beside a small."""
    text = """
Metric | Baseline | Latest | Direction
A | 3575 | 3582 | ↓
B | 75.5% | 72.1% | ↔
C | 100 | 150 | ↔
D | 65.9% | 72.2% | ↑
E | Y | Y | ↑
F | 13 | 11 | ↓
"""
    assert [each.verdict for each in arrows(grid(text))] == [
        "certain",
        "agrees",
        "possible",
        "agrees",
        "agrees",
    ]
