"""A risk fitted on the whole force, behind the sliding cell, against nearly plain counts.

    python -m benchmarks.soak_force_risk

The towns and origins of ``soak_placement``, the same sliding cell; only what a map point should
expect differs. The table stands in ``docs/methods/selection.md``. About two minutes.
"""

from __future__ import annotations

import functools

import numpy as np

from beatwise.clock import MonthRange
from beatwise.hotspots.accuracy import paired_difference
from beatwise.hotspots.prediction import predict
from beatwise.hotspots.shortlist.out_of_time import share_held
from beatwise.hotspots.shortlist.placing.choose import choose_by
from beatwise.hotspots.shortlist.placing.expected_risk import (
    NEARBY_M,
    expected_rates,
    mean_shares,
    near,
)
from beatwise.hotspots.shortlist.placing.training_data import MapPoints, map_points
from beatwise.journeys.hotspots.area_incidents import asked_months, observe
from beatwise.journeys.hotspots.shortlist_question import question_for
from benchmarks.soak_placement import DATA, ORIGINS, TYPES, _gathered, _within


class ForceRisk:
    """The fitted risk of every map point of a force, kept for its towns."""

    def __init__(self, workspace):
        rows = workspace.offences(columns=("easting", "northing", "force", "type", "month"))
        self.rows = rows[rows["easting"].notna()]
        self.fitted = functools.cache(self._fitted)

    def of(self, points: MapPoints, force: str, kind: str, months: tuple, context: bool):
        """Return the risk at a town's map points as shares, shape (m,)."""
        known = self.fitted(force, kind, months, context)
        at = zip(np.round(points.x), np.round(points.y), strict=True)
        risk = np.array([known.get(place, 0.0) for place in at])
        return risk / max(risk.sum(), 1e-12)

    def _fitted(self, force: str, kind: str, months: tuple, context: bool) -> dict:
        rows = self.rows[(self.rows["force"] == force) & self.rows["month"].isin(months)]
        places = np.round(rows[["easting", "northing"]].to_numpy(float))
        places, place = np.unique(places, axis=0, return_inverse=True)
        month = np.searchsorted(months, rows["month"].to_numpy())
        ours = (rows["type"] == kind).to_numpy()

        def counted(kept: np.ndarray) -> np.ndarray:
            flat = place[kept] * len(months) + month[kept]
            size = len(places) * len(months)
            return np.bincount(flat, minlength=size).reshape(len(places), -1)

        around = {"other kinds": counted(~ours)} if context else None
        neighbours = near(*places.T, NEARBY_M)
        risk = predict(counted(ours), np.array(months), neighbours, context=around).risk
        return dict(zip(map(tuple, places), risk, strict=True))


def run() -> list[dict]:
    """Return each risk's mean share captured and its paired difference from the one in use."""
    workspace = _gathered(DATA)
    rows = workspace.offences(types=TYPES, columns=("easting", "northing", "force"))
    towns = [area for area in workspace.areas("towns") if _within(workspace, rows, area)]
    risks = ForceRisk(workspace)
    results = []
    for kind in TYPES:
        cases = [(a.label, held) for a in towns for held in _held(workspace, risks, a, kind)]
        labels = np.array([label for label, _ in cases])
        used = np.array([held["in use"] for _, held in cases])
        for name in cases[0][1]:
            held = np.array([case[name] for _, case in cases])
            gap = paired_difference(held, used, groups=labels).difference
            low, high = gap.low or 0.0, gap.high or 0.0
            results.append(
                {
                    "work": f"share of later {kind} that lists hold, risk: {name}",
                    "ours": round(float(used.mean()), 4),
                    "peer": round(float(held.mean()), 4),
                    "ratio": None,
                    "memory_mb": None,
                    "target": "the risk in use holds no less",
                    "met": low <= 0,
                    "note": f"{gap.value:+.4f} ({low:+.4f} to {high:+.4f}) against it; "
                    f"{len(set(labels))} towns, {len(cases)} lists",
                }
            )
    return results


def _held(workspace, risks: ForceRisk, area, kind: str):
    seen = observe(workspace, area, (kind,))
    observed = seen.observed
    question, _ = question_for(
        workspace, observed, "hex", None, count=5, seed=0, why=None, layer=None
    )
    for train, score in ORIGINS:
        early, _ = asked_months(observed, MonthRange.parse(train), "training")
        late, _ = asked_months(observed, MonthRange.parse(score), "scored")
        if observed.counts(early).sum() < 20 or observed.counts(late).sum() < 10:
            continue
        points, limits = map_points(observed, early), question.limits(observed, len(early))
        older = tuple(month for month in observed.months if month <= early[-1])
        used = mean_shares(expected_rates(points, early))
        oldest = risks.of(points, seen.force, kind, older, True)
        variants = {
            "in use": used,
            "plain counts": mean_shares(points.count),
            "force, context": risks.of(points, seen.force, kind, early, True),
            "force, no context": risks.of(points, seen.force, kind, early, False),
            "force, older months": oldest,
            "half and half": (used + oldest) / 2,
        }
        lists = {n: choose_by(observed, points, r, question, limits) for n, r in variants.items()}
        if all(lists.values()):
            yield {n: share_held([c.geometry for c in s], observed, late) for n, s in lists.items()}


if __name__ == "__main__":
    for row in run():
        print(row["work"], row["peer"], row["note"], sep="; ")
