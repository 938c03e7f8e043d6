"""What one type of incident comes to in one town."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from beatwise.hotspots.concentration import generalised_gini, places_holding
from beatwise.hotspots.shortlist.placing.training_data import map_points
from beatwise.hotspots.shortlist.reasons.trend import trend
from beatwise.hotspots.shortlist.shortlist import Shortlist
from beatwise.hotspots.towns.between_towns import TownType
from beatwise.hotspots.towns.smallest_detectable_fall import learnable


def town_type(shortlist: Shortlist) -> TownType:
    """Return the figures of the one type that ``shortlist`` is of, in its town."""
    observed, train = shortlist.observed, shortlist.train.present
    kind = shortlist.types[0]
    monthly = observed.counts(train)[0]
    past = tuple(m for m in observed.months if m <= train[-1])
    cells = _cell_counts(shortlist)
    inside = np.array([s.monthly[kind] for s in shortlist.hotspots]).reshape(
        -1, len(observed.months)
    )
    training = np.isin(observed.months, train)
    in_spots = inside.sum(axis=0)[training]
    points = np.sort(map_points(observed, train).count[:, 0])[::-1]
    total = int(monthly.sum())
    hot = [s.hot_months / s.of_months for s in shortlist.hotspots if s.of_months]
    return TownType(
        count=total,
        months=len(train),
        a_month=float(monthly.mean()),
        trend=trend(observed.counts(past)[0], np.array(past)),
        hot_spots=len(shortlist.hotspots),
        in_hot_spots=int(in_spots.sum()),
        share=float(in_spots.sum() / total) if total else 0.0,
        persistence=float(np.mean(hot)) if hot else None,
        half_in=places_holding(cells, 0.5) if total else None,
        gini=generalised_gini(cells) if total else None,
        top_points=float(points[:3].sum() / total) if total else 0.0,
        learnable=learnable(in_spots),
        premises_first=sum(s.one_point for s in shortlist.hotspots),
    )


def _cell_counts(shortlist: Shortlist) -> NDArray[np.float64]:
    """Return training incidents by cell of the fixed grid, shape (cells,)."""
    observed = shortlist.observed
    in_training = np.isin(observed.month, shortlist.train.present)
    unit = shortlist.question.grid.assign(observed.x[in_training], observed.y[in_training])
    return np.bincount(unit[unit >= 0], minlength=len(shortlist.question.grid)).astype(float)
