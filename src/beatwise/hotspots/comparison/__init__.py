"""Compare ways of ranking cells: who finds more of what came later, in the same number of cells."""

from beatwise.hotspots.comparison.cases import (
    DEFINITIONS,
    Case,
    Definition,
    compare,
    rolled_cases,
)
from beatwise.hotspots.comparison.cell_counts import CellCounts, count
from beatwise.hotspots.comparison.comparison_table import AccuracyTable
from beatwise.hotspots.comparison.methods import BANDWIDTHS, OURS, OURS_OLDER, Method
from beatwise.hotspots.comparison.verdicts import (
    Verdict,
    baselines_of,
    best_kernel,
    mean_share,
    verdicts,
)


__all__ = [
    "BANDWIDTHS",
    "DEFINITIONS",
    "OURS",
    "OURS_OLDER",
    "AccuracyTable",
    "Case",
    "CellCounts",
    "Definition",
    "Method",
    "Verdict",
    "baselines_of",
    "best_kernel",
    "compare",
    "count",
    "mean_share",
    "rolled_cases",
    "verdicts",
]
