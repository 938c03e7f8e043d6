"""The JSON of a comparison of towns: docs/reference/find-json.md."""

from __future__ import annotations

from beatwise.hotspots.towns.between_towns import BetweenTowns, Town, TownType


def as_json(between: BetweenTowns) -> dict[str, object]:
    """Return the comparison as JSON values; hours sum to what was shared."""
    return {
        "types": list(between.types),
        "hours": between.hours,
        "minimum_hours": between.minimum,
        "hours_each_hot_spot": between.hours_each,
        "train": str(between.train),
        "rule": between.rule,
        "cover_rule": between.cover_rule,
        "towns": [_town(town) for town in between.towns],
        "not_chosen": [
            {"area": town.label, "reason": town.reason}
            for town in between.towns
            if not town.gets_hours
        ],
        "sensitivity": [
            {"rule": shared.rule, "hours": dict(zip(between.labels, shared.hours, strict=True))}
            for shared in between.sensitivity
        ],
        "notes": list(between.notes),
        "not_gathered": list(between.not_gathered),
    }


def _town(town: Town) -> dict[str, object]:
    return {
        "area": town.label,
        "chosen": town.gets_hours,
        "reason": town.reason,
        "hours": town.hours,
        "hot_spots_covered": {"at_most": town.coverable, "of": town.places},
        "by_type": {
            kind: None if one is None else _type(one) for kind, one in town.by_type.items()
        },
        "harm": None,
        "patrols": list(town.patrols),
    }


def _type(one: TownType) -> dict[str, object]:
    trend = None
    if one.trend is not None and one.trend.low is not None and one.trend.high is not None:
        trend = {
            "value": round(one.trend.value, 2),
            "low": round(one.trend.low, 2),
            "high": round(one.trend.high, 2),
            "level": one.trend.level,
            "unit": one.trend.unit,
        }
    return {
        "count": one.count,
        "months": one.months,
        "a_month": round(one.a_month, 2),
        "trend": trend,
        "trend_refused": one.unplaced,
        "hot_spots": one.hot_spots,
        "in_hot_spots": one.in_hot_spots,
        "share_in_hot_spots": round(one.share, 4),
        "persistence": _rounded(one.persistence),
        "concentration": {
            "half_in_share_of_cells": _rounded(one.half_in),
            "generalised_gini": _rounded(one.gini),
            "three_busiest_map_points": round(one.top_points, 4),
        },
        "premises_first": one.premises_first,
        "learnable_fall": _rounded(one.learnable.fall),
        "dispersion": round(one.learnable.dispersion, 3),
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None or value != value else round(value, 4)
