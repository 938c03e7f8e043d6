"""One small table with a wrong total, and what a reader of any kind must make of it."""

from __future__ import annotations

from beatwise.accountability.reconcile.papers.check_paper import check_paper
from beatwise.accountability.reconcile.papers.paper_content import Paper


ROWS = (
    ("Area", "All", "Days"),
    ("Ashby", "33", "23"),
    ("Coalville", "35", "21"),
    ("Total", "70", "44"),
)
FINDING = [("Total, All", "70", "68")]


def findings(paper: Paper) -> list[tuple[str, str, str]]:
    """Return what does not follow: cell, printed, recomputed."""
    return [(e.cell, e.printed, e.recomputed) for e in check_paper(paper).findings]
