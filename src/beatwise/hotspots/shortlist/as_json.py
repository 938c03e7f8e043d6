"""The JSON of a found list: the shape documented in docs/reference/find-json.md."""

from __future__ import annotations

import math
from dataclasses import asdict

from beatwise.clock import Month
from beatwise.estimate import Estimate
from beatwise.hotspots.accuracy import RRI_DIRECTION, Paired
from beatwise.hotspots.shortlist.as_geojson import degrees, geojson
from beatwise.hotspots.shortlist.grid_baseline import ListScore
from beatwise.hotspots.shortlist.hotspot import Hotspot
from beatwise.hotspots.shortlist.out_of_time import OutOfTime
from beatwise.hotspots.shortlist.shortlist import MonthCoverage, Shortlist


_DIGITS = 4


def as_json(shortlist: Shortlist) -> dict[str, object]:
    """Return one area's list as JSON values: no NaN, nothing rounded that is counted."""
    question, no_data = shortlist.question, shortlist.no_data
    return {
        "area": shortlist.area.label,
        "types": [*shortlist.types, *no_data],
        "train": str(shortlist.train.span),
        "score": None if shortlist.score is None else str(shortlist.score.span),
        "unit": question.unit,
        "size_m": None if math.isnan(question.size_m) else question.size_m,
        "seed": question.seed,
        "frozen_hash": shortlist.frozen_hash,
        "hotspots": [_spot(spot, no_data) for spot in shortlist.hotspots],
        "accuracy": None if shortlist.accuracy is None else _accuracy(shortlist.accuracy),
        "ledger": shortlist.ledger,
        "count": question.count,
        "source": shortlist.source,
        "area_m2": round(shortlist.area.area_m2, 1),
        "totals": shortlist.totals | dict.fromkeys(no_data),
        "why": shortlist.why or None,
        "notes": list(shortlist.notes),
        "no_data": list(no_data),
    }


def coverage_as_json(months: MonthCoverage) -> dict[str, object]:
    """Return how many months were asked for and have data, and which are missing."""
    return {
        "asked": len(months.span),
        "present": len(months.present),
        "missing": [str(Month(month)) for month in months.missing],
    }


def _spot(spot: Hotspot, no_data: tuple[str, ...]) -> dict[str, object]:
    unknown = dict.fromkeys(no_data)
    shape = degrees(spot.geometry)
    middle = degrees(spot.geometry.centroid)
    return {
        "rank": spot.rank,
        "id": spot.id,
        "name": spot.name,
        "geometry": geojson(shape),
        "centroid": [middle.x, middle.y],
        "area_m2": round(spot.area_m2, 1),
        "across_m": round(spot.across_m, 1),
        "counts": spot.counts | unknown,
        "share": round(spot.share, _DIGITS),
        "shares": {t: round(s, _DIGITS) for t, s in spot.shares.items()} | unknown,
        "scored_counts": None if spot.scored is None else spot.scored | unknown,
        "harm": None if spot.harm is None else asdict(spot.harm),
        "persistence": {
            "hot_months": spot.hot_months,
            "of_months": spot.of_months,
            "recent": [
                {"last_months": window, "hot_months": hot, "of_months": of}
                for window, hot, of in spot.recent
            ],
        },
        "trend": {t: None if e is None else _estimate(e) for t, e in spot.trend.items()} | unknown,
        "p_value": None if spot.p_value is None else float(f"{spot.p_value:.4g}"),
        "q_value": None if spot.q_value is None else float(f"{spot.q_value:.4g}"),
        "found_again": None if math.isnan(spot.found_again) else round(spot.found_again, _DIGITS),
        "confidence": spot.confidence,
        "map_points": [{"label": p.label, "counts": p.counts | unknown} for p in spot.points],
        "top_point_share": {t: round(s, _DIGITS) for t, s in spot.top_share.items()} | unknown,
        "premises_first": spot.one_point,
        "reasons": list(spot.reasons),
    }


def _accuracy(scores: OutOfTime) -> dict[str, object]:
    gap, plain = scores.against_grid, scores.against_same_rule
    return {
        **_score(scores.ours),
        "baseline": {
            **_score(scores.grid),
            "rule": "cells of a fixed grid ranked by training counts, as much ground",
        },
        "interval": _interval(gap),
        "interval_of": "share captured, list minus baseline, month by month",
        "difference": _rounded(gap.difference.value),
        "verdict": gap.verdict,
        "same_rule": {
            **_score(scores.same_rule),
            "rule": "the list's own rule with training counts in place of the prediction",
            "interval": _interval(plain),
            "difference": _rounded(plain.difference.value),
            "verdict": plain.verdict,
        },
        "rolled_origins": scores.origins,
        "months": [
            {"month": str(Month(m.month)), "share": _rounded(m.ours), "baseline": _rounded(m.grid)}
            for m in scores.months
        ],
        "by_type": {kind: _score(score) for kind, score in scores.by_type.items()},
        "rri_direction": RRI_DIRECTION,
    }


def _score(score: ListScore) -> dict[str, object]:
    return {
        "pai": _rounded(score.pai),
        "pei": _rounded(score.pei),
        "pei_star": _rounded(score.pei_star),
        "rri": _rounded(score.rri),
        "share": _rounded(score.share),
        "area_share": round(score.area_share, 6),
    }


def _interval(paired: Paired) -> list[float | None]:
    low, high = _rounded(paired.difference.low), _rounded(paired.difference.high)
    return [low, high]


def _estimate(estimate: Estimate) -> dict[str, object]:
    return {
        "value": _rounded(estimate.value),
        "low": _rounded(estimate.low),
        "high": _rounded(estimate.high),
        "level": estimate.level,
        "unit": estimate.unit,
    }


def _rounded(value: float | None) -> float | None:
    if value is None or not math.isfinite(value):
        return None
    return round(value, _DIGITS)
