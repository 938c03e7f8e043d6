"""Compare ways of ranking cells: who finds more of what came later, in the same number of cells."""

from beatwise.hotspots.comparison.cases import (
    Case,
    Definition,
    Method,
    compare,
    rolled_cases,
)
from beatwise.hotspots.comparison.counted import Counted, count
from beatwise.hotspots.comparison.verdicts import Verdict, verdicts


__all__ = [
    "Case",
    "Counted",
    "Definition",
    "Method",
    "Verdict",
    "compare",
    "count",
    "rolled_cases",
    "verdicts",
]
