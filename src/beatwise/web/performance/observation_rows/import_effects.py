"""Rows that an import added: what its undoing needs to know, and the undoing itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TypeAlias

from beatwise.web.performance import current_ratings
from beatwise.web.performance.models import ObservationRow, Peer, PrintedRating


# A kind of row, and its keys as runs without gaps: ["observed", [[3, 9], [12, 12]]].
Effect: TypeAlias = list
Rows: TypeAlias = Sequence[ObservationRow] | Sequence[PrintedRating] | Sequence[Peer]
# The kinds as stored batches name them.
KINDS = {"observed": ObservationRow, "printed": PrintedRating, "peer": Peer}
_KIND_OF = {model: kind for kind, model in KINDS.items()}


def effect(*added: Rows) -> list[Effect]:
    """Return rows that were added as plain JSON: for each kind its runs of keys."""
    return [[_KIND_OF[type(rows[0])], _runs(row.pk for row in rows)] for rows in added if rows]


def put_back(effects: Iterable[Sequence]) -> int:
    """Take out every row that an ``effect`` names and that is not out already; return how many."""
    count = 0
    pairs: set[tuple[str, str]] = set()
    for kind, runs in effects:
        model = KINDS[kind]
        for first, last in runs:
            rows = model.objects.filter(pk__range=(first, last), removed=False)
            if model is ObservationRow:
                pairs |= set(rows.order_by().values_list("measure", "area").distinct())
            count += rows.update(removed=True)
    current_ratings.bring_up_to_date(pairs)
    return count


def _runs(keys: Iterable[int]) -> list[list[int]]:
    """Return keys as runs without gaps: ``[[3, 9], [12, 12]]``."""
    ordered = sorted(keys)
    ends = [i for i, (a, b) in enumerate(pairwise(ordered), start=1) if b != a + 1]
    edges = [0, *ends, len(ordered)]
    return [[ordered[a], ordered[b - 1]] for a, b in pairwise(edges) if b > a]
