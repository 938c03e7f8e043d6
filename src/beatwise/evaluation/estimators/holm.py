"""Adjusted p-values for the secondary outcomes (Holm 1979)."""

from __future__ import annotations

from collections.abc import Sequence


def holm(p_values: Sequence[float | None]) -> tuple[float | None, ...]:
    """Return p-values adjusted for their number; None stays None and is not counted."""
    ranking = sorted((p, i) for i, p in enumerate(p_values) if p is not None)
    adjusted: list[float | None] = [None] * len(p_values)
    highest = 0.0
    for rank, (p, i) in enumerate(ranking):
        highest = max(highest, min(1.0, (len(ranking) - rank) * p))
        adjusted[i] = highest
    return tuple(adjusted)
