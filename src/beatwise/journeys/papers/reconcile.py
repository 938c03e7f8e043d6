"""Check papers: read each file, and compare every figure that follows from others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from beatwise.accountability.reconcile.papers.check_paper import PaperCheck, check_paper
from beatwise.sources.papers.read_paper import read_paper


def reconcile_files(
    paths: Sequence[Path], advance: Callable[[int, int, str], None]
) -> list[PaperCheck]:
    """Return the check of each file, in order; ``advance`` hears of each before it is read.

    Raises ``BadInput`` for the first file that cannot be read.
    """
    checks = []
    for at, path in enumerate(paths):
        advance(at, len(paths), path.name)
        checks.append(check_paper(read_paper(path)))
    return checks
