"""From a chosen place to a hot spot with its figures."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import shapely

from beatwise.hotspots.severity import counts_and_harm, load
from beatwise.hotspots.shortlist.hotspot import Harm, Hotspot, PointInside
from beatwise.hotspots.shortlist.placing.choose import Question, places
from beatwise.hotspots.shortlist.placing.expected_risk import mean_shares
from beatwise.hotspots.shortlist.placing.sliding_cells import Place
from beatwise.hotspots.shortlist.placing.training_data import MapPoints, Observed, map_points
from beatwise.hotspots.shortlist.reasons.hot_months import recent, standing
from beatwise.hotspots.shortlist.reasons.place_trend import place_trend
from beatwise.hotspots.shortlist.reasons.placed_trend import moves_too_much
from beatwise.hotspots.shortlist.reasons.reasons import confidence, reasons
from beatwise.hotspots.shortlist.reasons.screening import screen
from beatwise.hotspots.shortlist.reasons.split_half import HALVES, found_again


SEVERITY_INDEX = "ons-css"


@dataclass(frozen=True, slots=True, eq=False)
class _Evidence:
    """What all hot spots of one list share."""

    observed: Observed
    train: tuple[int, ...]
    score: tuple[int, ...]
    points: MapPoints
    area_counts: np.ndarray
    found_again: np.ndarray
    hot: np.ndarray
    past: tuple[int, ...]
    past_counts: np.ndarray
    screened: list[tuple[float | None, float | None]]


def describe(
    selection: tuple[Place, ...],
    observed: Observed,
    train: tuple[int, ...],
    score: tuple[int, ...],
    question: Question,
    *,
    reasoned: bool = True,
) -> tuple[Hotspot, ...]:
    """Return the chosen places as hot spots, ranked, each with its reasons.

    ``train`` and ``score`` are months with data, ascending; ``score`` may be empty. Without
    ``reasoned`` only the figures are worked out: no reasons, no p-value, and how often a place is
    chosen again stays unknown (NaN). That is many times quicker.
    """
    shapes = [c.geometry for c in selection]
    past = tuple(m for m in observed.months if m <= train[-1])
    points = map_points(observed, train)
    evidence = _Evidence(
        observed=observed,
        train=train,
        score=score,
        points=points,
        area_counts=observed.counts(train).sum(axis=1),
        found_again=_again(shapes, observed, points, train, question)
        if reasoned
        else np.full(len(shapes), np.nan),
        hot=standing(observed, past, question.units, shapes),
        past=past,
        past_counts=observed.counts(past),
        screened=screen(observed, train, question, shapes)
        if reasoned
        else [(None, None)] * len(shapes),
    )
    spots = [_one(rank, shape, evidence) for rank, shape in enumerate(shapes)]
    if not reasoned:
        return tuple(spots)
    area = observed.area.area_m2
    return tuple(
        replace(spot, reasons=reasons(spot, spot.area_m2 / area, len(spots), HALVES))
        for spot in spots
    )


def _again(
    shapes: list[shapely.Polygon],
    observed: Observed,
    points: MapPoints,
    train: tuple[int, ...],
    question: Question,
) -> np.ndarray:
    """Return in what share of random halves of the months each place is chosen again."""
    inside = [_holds(shape, points) for shape in shapes]
    return found_again(
        np.array(inside).reshape(len(shapes), len(points.x)),
        mean_shares(points.count),
        train,
        lambda half: _holds(_ground(places(observed, half, question)), points),
        question.seed,
    )


def _holds(shape: shapely.Geometry, points: MapPoints) -> np.ndarray:
    return np.asarray(shapely.intersects_xy(shape, points.x, points.y))


def _ground(selection: tuple[Place, ...]) -> shapely.Geometry:
    ground = shapely.union_all([c.geometry for c in selection])
    shapely.prepare(ground)
    return ground


def _one(at: int, shape: shapely.Polygon, evidence: _Evidence) -> Hotspot:
    observed, types = evidence.observed, evidence.observed.types
    inside = shapely.intersects_xy(shape, observed.x, observed.y)
    trained = observed.counts(evidence.train, inside).sum(axis=1)
    counts = dict(zip(types, trained.tolist(), strict=True))
    share = trained / np.maximum(evidence.area_counts, 1)
    monthly = observed.counts(observed.months, inside)
    past = observed.counts(evidence.past, inside)
    placed = observed.placed_in(evidence.past)
    points, top = _points(shape, evidence.points, types)
    scored = observed.counts(evidence.score, inside).sum(axis=1) if evidence.score else None
    known = evidence.area_counts > 0
    training = np.isin(evidence.past, evidence.train)
    share_again = float(evidence.found_again[at])
    p, q = evidence.screened[at]
    return Hotspot(
        rank=at + 1,
        id=_identifier(shape),
        name=points[0].label if points else "no map point",
        geometry=shape,
        counts=counts,
        shares=dict(zip(types, share.tolist(), strict=True)),
        scored=None if scored is None else dict(zip(types, scored.tolist(), strict=True)),
        monthly={t: tuple(monthly[k].tolist()) for k, t in enumerate(types)},
        share=float(share[known].mean()) if known.any() else 0.0,
        hot_months=int(evidence.hot[at][training].sum()),
        of_months=int(training.sum()),
        recent=recent(evidence.hot[at], evidence.past, evidence.train[-1]),
        trend={
            t: None
            if moves_too_much(placed[k])
            else place_trend(past[k], evidence.past_counts[k], np.array(evidence.past), training)
            for k, t in enumerate(types)
        },
        unplaced=tuple(t for k, t in enumerate(types) if moves_too_much(placed[k])),
        found_again=share_again,
        points=points,
        top_share=top,
        p_value=p,
        q_value=q,
        confidence=confidence(share_again, counts),
        reasons=(),
        harm=_harm(observed, inside & np.isin(observed.month, evidence.train)),
    )


def _harm(observed: Observed, inside: np.ndarray) -> Harm | None:
    """Weigh the incidents inside by the ONS index, where the records have offence codes."""
    if observed.code is None:
        return None
    index = load(SEVERITY_INDEX)
    weighed = counts_and_harm(index, observed.code[inside], np.zeros(int(inside.sum())), 1)
    of, bare = int(weighed.counts[0]), int(weighed.unmatched[0])
    if of == bare:
        return None
    return Harm(index.name, float(weighed.harm[0]), of - bare, of)


def _identifier(shape: shapely.Polygon) -> str:
    """Name a hot spot after its middle, to 10 m: stable when ranks or labels change."""
    middle = shape.centroid
    return f"hs-{round(middle.x / 10):05d}-{round(middle.y / 10):05d}"


def _points(
    shape: shapely.Polygon, points: MapPoints, types: tuple[str, ...]
) -> tuple[tuple[PointInside, ...], dict[str, float]]:
    inside = np.flatnonzero(shapely.intersects_xy(shape, points.x, points.y))
    count = points.count[inside]
    total = count.sum(axis=0)
    share = (count / np.maximum(total, 1)).mean(axis=1)
    order = np.lexsort((points.y[inside], points.x[inside], -np.round(share, 12)))
    listed = tuple(
        PointInside(
            round(float(points.x[inside[i]]), 2),
            round(float(points.y[inside[i]]), 2),
            str(points.label[inside[i]]),
            dict(zip(types, count[i].tolist(), strict=True)),
        )
        for i in order
    )
    top = (count.max(axis=0, initial=0) / np.maximum(total, 1)).tolist()
    return listed, dict(zip(types, top, strict=True))
