"""The most that as much ground could have held, knowing what happened: what PEI is out of."""

from __future__ import annotations

import numpy as np
import shapely

from beatwise.hotspots.shortlist.placing.choose import Question, places_by_counts
from beatwise.hotspots.shortlist.placing.limits import Limits
from beatwise.hotspots.shortlist.placing.training_data import Observed


def attainable(
    ground: float, observed: Observed, score: tuple[int, ...], question: Question
) -> tuple[np.ndarray, np.ndarray]:
    """Return by type the most that the same rule finds in as much ground, knowing what happened.

    The last place is taken in part for the first answer, whole places only for the second.
    """
    lax = Limits(count=200, incidents=1, lift=0.0, smallest_m=1.0, join_m=-1e9, ground_m2=ground)
    most, whole = [], []
    for kind in range(len(observed.types)):
        best = places_by_counts(_only(observed, kind), score, question, lax)
        areas = np.cumsum([0.0] + [c.geometry.area for c in best])
        counts = [_count(c.geometry, observed, kind, score) for c in best]
        captured = np.cumsum([0.0, *counts])
        most.append(float(np.interp(ground, areas, captured)))
        whole.append(float(captured[areas <= ground * (1 + 1e-9)].max()))
    return np.array(most), np.array(whole)


def _only(observed: Observed, kind: int) -> Observed:
    of_kind = observed.kind == kind
    return Observed(
        area=observed.area,
        types=(observed.types[kind],),
        months=observed.months,
        x=observed.x[of_kind],
        y=observed.y[of_kind],
        month=observed.month[of_kind],
        kind=np.zeros(int(of_kind.sum()), np.int64),
        label=observed.label[of_kind],
        exact=observed.exact,
        code=None if observed.code is None else observed.code[of_kind],
    )


def _count(shape: shapely.Geometry, observed: Observed, kind: int, months: tuple[int, ...]) -> int:
    inside = shapely.intersects_xy(shape, observed.x, observed.y)
    return int(observed.counts(months, inside)[kind].sum())
