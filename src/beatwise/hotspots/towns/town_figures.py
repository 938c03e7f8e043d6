"""What one type of incident comes to in one town."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from beatwise.hotspots.concentration import generalised_gini, places_holding
from beatwise.hotspots.shortlist.placing.training_data import map_points
from beatwise.hotspots.shortlist.reasons.placed_trend import moves_too_much, placed_trend
from beatwise.hotspots.shortlist.shortlist import Shortlist
from beatwise.hotspots.towns.between_towns import TownType
from beatwise.hotspots.towns.smallest_detectable_fall import learnable


def town_type(shortlist: Shortlist, kind: str | None = None) -> TownType:
    """Return the figures of one of the types of a town's list; the first where none is named."""
    observed, train = shortlist.observed, shortlist.train.present
    kind = kind or shortlist.types[0]
    number = shortlist.types.index(kind)
    monthly = observed.counts(train)[number]
    past = tuple(m for m in observed.months if m <= train[-1])
    placed = observed.placed_in(past)[number]
    cells = _cell_counts(shortlist, number)
    inside = np.array([s.monthly[kind] for s in shortlist.hotspots]).reshape(
        -1, len(observed.months)
    )
    training = np.isin(observed.months, train)
    in_spots = inside.sum(axis=0)[training]
    points = np.sort(map_points(observed, train).count[:, number])[::-1]
    total = int(monthly.sum())
    hot = [s.hot_months / s.of_months for s in shortlist.hotspots if s.of_months]
    return TownType(
        count=total,
        months=len(train),
        a_month=float(monthly.mean()),
        trend=placed_trend(observed.counts(past)[number], np.array(past), placed),
        unplaced=moves_too_much(placed),
        hot_spots=len(shortlist.hotspots),
        in_hot_spots=int(in_spots.sum()),
        share=float(in_spots.sum() / total) if total else 0.0,
        persistence=float(np.mean(hot)) if hot else None,
        half_in=places_holding(cells, 0.5) if total else None,
        gini=generalised_gini(cells) if total else None,
        top_points=float(points[:3].sum() / total) if total else 0.0,
        learnable=learnable(in_spots),
        premises_first=sum(
            s.counts[kind] > 0 and s.top_share[kind] >= 0.5 for s in shortlist.hotspots
        ),
    )


def _cell_counts(shortlist: Shortlist, number: int) -> NDArray[np.float64]:
    """Return a type's training incidents by cell of the fixed grid, shape (cells,)."""
    observed = shortlist.observed
    in_training = np.isin(observed.month, shortlist.train.present) & (observed.kind == number)
    unit = shortlist.question.grid.assign(observed.x[in_training], observed.y[in_training])
    return np.bincount(unit[unit >= 0], minlength=len(shortlist.question.grid)).astype(float)
