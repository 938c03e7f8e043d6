"""Turn what ``find`` found in a town into what its brief and report are made from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import shapely

from beatwise.clock import Month
from beatwise.hotspots.concentration import concentration
from beatwise.hotspots.shortlist.grid_baseline import ListScore
from beatwise.hotspots.shortlist.hotspot import Hotspot
from beatwise.hotspots.shortlist.out_of_time import OutOfTime
from beatwise.hotspots.shortlist.placing.training_data import map_points
from beatwise.hotspots.shortlist.reasons.placed_trend import STEADY
from beatwise.hotspots.shortlist.reasons.reasons import what
from beatwise.hotspots.shortlist.shortlist import Shortlist
from beatwise.journeys.hotspots.area_events import concerns
from beatwise.publication.findings import (
    Accuracy,
    Against,
    Concentration,
    Happening,
    LedgerRow,
    ListedHotSpot,
    MapPoint,
    MonthCount,
    PointMonths,
    ScoredMonth,
    Scores,
    TypeFindings,
)
from beatwise.records.provenance import Provenance


if TYPE_CHECKING:
    from beatwise.places.areas import Area
    from beatwise.store.workspace import Workspace


# Shares of places at which the curve is drawn: close together where it bends.
_CURVE = tuple(round(float(x), 6) for x in np.concatenate([[0.0], np.linspace(0.1, 1, 46) ** 2]))
_UNITS = {"hex": "m hexagons", "square": "m squares"}


def type_findings(shortlist: Shortlist, kind: str, unlocated: int) -> TypeFindings:
    """Return what a list says of one of its types: the same places, that type's counts."""
    observed, number = shortlist.observed, shortlist.types.index(kind)
    later = shortlist.score.present if shortlist.score else ()
    return TypeFindings(
        type=kind,
        train=shortlist.train.with_data,
        score=shortlist.score.with_data if shortlist.score else None,
        unit=shortlist.question.unit,
        size_m=shortlist.question.size_m,
        seed=shortlist.question.seed,
        frozen_hash=shortlist.frozen_hash,
        total=shortlist.totals[kind],
        scored_total=int(observed.counts(later)[number].sum()) if later else None,
        unlocated=unlocated,
        monthly=_monthly(shortlist, number),
        hot_spots=tuple(_hot_spot(spot, kind, shortlist) for spot in shortlist.hotspots),
        points=_points(shortlist, number),
        concentration=_concentration(shortlist, number),
        accuracy=_accuracy(shortlist.accuracy, kind),
        why=shortlist.why,
        notes=shortlist.notes,
        record_marks=shortlist.record_marks,
        places_moved=_places_moved(shortlist, number),
        points_by_month=_points_by_month(shortlist, number),
    )


def _places_moved(shortlist: Shortlist, number: int) -> bool:
    """Say whether the share with a place moved between the months of choosing and a year before."""
    months = {m - back for m in shortlist.train.present for back in (0, 12)}
    there = tuple(sorted(months & set(shortlist.observed.months)))
    return bool(len(there) and np.ptp(shortlist.observed.placed_in(there)[number]) > STEADY)


def _monthly(
    shortlist: Shortlist, number: int, inside: np.ndarray | None = None
) -> tuple[MonthCount, ...]:
    """Count every month from the first to the last with data; ``None`` where one is missing."""
    present = shortlist.observed.months
    counts = shortlist.observed.counts(present, inside)[number]
    by_month = dict(zip(present, counts.tolist(), strict=True))
    every = range(present[0], present[-1] + 1) if present else ()
    return tuple(MonthCount(Month(number), by_month.get(number)) for number in every)


def _hot_spot(spot: Hotspot, kind: str, shortlist: Shortlist) -> ListedHotSpot:
    inside = shapely.intersects_xy(spot.geometry, shortlist.observed.x, shortlist.observed.y)
    busiest = max(spot.points, key=lambda point: point.counts[kind], default=None)
    return ListedHotSpot(
        rank=spot.rank,
        id=spot.id,
        name=spot.name,
        geometry=spot.geometry,
        area_m2=spot.area_m2,
        count=spot.counts[kind],
        share=spot.shares[kind],
        hot_months=spot.hot_months,
        of_months=spot.of_months,
        scored_count=None if spot.scored is None else spot.scored[kind],
        monthly=_monthly(shortlist, shortlist.types.index(kind), inside),
        points=sum(point.counts[kind] > 0 for point in spot.points),
        top_point_share=spot.top_share[kind],
        top_point=busiest.label if busiest else spot.name,
        p_value=spot.p_value,
        q_value=spot.q_value,
        reasons=_own_reasons(spot, kind),
        confidence=spot.confidence,
        found_again=None if spot.found_again != spot.found_again else spot.found_again,
    )


def _own_reasons(spot: Hotspot, kind: str) -> tuple[str, ...]:
    """Return the reasons that speak of this type, or of the place whatever the type."""
    others = [what(other) for other in spot.counts if other != kind]
    return tuple(
        sentence
        for sentence in spot.reasons
        if what(kind) in sentence or not any(words in sentence for words in others)
    )


def _points(shortlist: Shortlist, number: int) -> tuple[MapPoint, ...]:
    points = map_points(shortlist.observed, shortlist.train.present)
    return tuple(
        MapPoint(float(x), float(y), int(count), str(label))
        for x, y, count, label in zip(
            points.x, points.y, points.count[:, number], points.label, strict=True
        )
        if count
    )


def _points_by_month(shortlist: Shortlist, number: int) -> tuple[PointMonths, ...]:
    present = shortlist.observed.months
    points = map_points(shortlist.observed, present)
    column = {month: at for at, month in enumerate(present)}
    every = [column.get(m) for m in range(present[0], present[-1] + 1)] if present else []
    return tuple(
        PointMonths(
            float(points.x[i]), float(points.y[i]), str(points.label[i]),
            tuple(None if at is None else int(points.monthly[i, number, at]) for at in every),
        )
        for i in range(len(points.x))
        if points.monthly[i, number].any()
    )  # fmt: skip


def _concentration(shortlist: Shortlist, number: int) -> Concentration | None:
    """Measure concentration over the cells of the fixed grid, the empty ones included."""
    observed, grid = shortlist.observed, shortlist.question.grid
    in_training = np.isin(observed.month, shortlist.train.present) & (observed.kind == number)
    cell = grid.assign(observed.x[in_training], observed.y[in_training])
    counts = np.bincount(cell[cell >= 0], minlength=len(grid))
    if not counts.sum():
        return None
    curve = concentration(counts, fractions=_CURVE, seed=shortlist.question.seed)
    return Concentration(
        places=tuple(curve.fractions.tolist()),
        incidents=tuple(curve.event_shares.tolist()),
        by_chance=tuple(curve.baseline.event_shares.tolist()),
        gini=curve.generalised_gini,
        gini_by_chance=curve.baseline.gini,
        unit_words=f"{grid.size_m:g} {_UNITS.get(grid.kind, 'm cells')}",
    )


def _accuracy(whole: OutOfTime | None, kind: str) -> Accuracy | None:
    """Return how the list did on one of its types."""
    if whole is None:
        return None
    scored = whole.of_types.get(kind, whole)
    grid, rule = scored.against_grid.difference, scored.against_same_rule.difference
    return Accuracy(
        ours=_scores("This list", scored.ours),
        against=(
            Against(_scores("Plain counts on a fixed grid", scored.grid), grid.low, grid.high),
            Against(_scores("Plain counts, same rule", scored.same_rule), rule.low, rule.high),
        ),
        months=tuple(ScoredMonth(Month(m.month), m.ours, m.grid) for m in scored.months),
        origins=scored.origins,
    )


def _scores(name: str, score: ListScore) -> Scores:
    return Scores(name, score.pai, score.pei, score.pei_star, score.rri, score.share)


def unlocated(workspace: Workspace, shortlist: Shortlist, kind: str) -> int:
    """Count the type's rows without a location, in the area's force and the months of choosing."""
    frame = workspace.offences(
        forces=[shortlist.force] if shortlist.force else None,
        months=shortlist.train.span,
        types=[kind],
        columns=["easting"],
    )
    return int(frame["easting"].isna().sum())


def ledger_rows(workspace: Workspace, forces: Sequence[str]) -> tuple[LedgerRow, ...]:
    """Return the ledger of some forces."""
    frame = workspace.ledger(forces).sort_values(["force", "month"])
    return tuple(
        LedgerRow(
            str(row["force"]), Month(int(row["month"])), bool(row["present"]), int(row["rows"]),
            int(row["no_location"]), int(row["outside"]) if row["outside"] >= 0 else None,
            int(row["duplicates"]),
            int(row["vintage"]), int(row["restated"]), int(row["repeats"]),
        )
        for row in frame.to_dict("records")
    )  # fmt: skip


def happenings(workspace: Workspace, area: Area) -> tuple[Happening, ...]:
    """Return what else happened in the area or everywhere, by date."""
    frame = workspace.events().sort_values(["start", "name"])
    rows = (row for row in frame.to_dict("records") if concerns(row, area))
    return tuple(
        Happening(
            str(row["name"]),
            str(row["kind"]),
            Month(int(row["start"])),
            Month(int(row["end"])) if row["end"] >= 0 else None,
            _words(row["area"]),
            _words(row["note"]),
        )
        for row in rows
    )


def _words(value: object) -> str:
    return value if isinstance(value, str) else ""


def sources(workspace: Workspace, forces: Sequence[str]) -> tuple[Provenance, ...]:
    """Return the sources of a town: its own forces' files, and everything that is not police.uk."""
    others = [f"-{force}-" for force in workspace.forces() if force not in forces]
    return tuple(
        item
        for item in workspace.provenance()
        if item.kind != "police-uk" or not any(other in item.source for other in others)
    )
