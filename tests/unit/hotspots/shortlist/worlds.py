"""A hot spot to freeze and read back, and small towns to find hot spots in."""

from __future__ import annotations

import numpy as np
import shapely

from beatwise.clock import Month, MonthRange
from beatwise.hotspots.shortlist.hotspot import Hotspot, PointInside
from beatwise.hotspots.shortlist.placing.choose import Question
from beatwise.hotspots.shortlist.placing.training_data import Observed
from beatwise.hotspots.shortlist.shortlist import MonthCoverage, Shortlist
from beatwise.places.areas import Area
from beatwise.places.cells import cut
from beatwise.places.neighbours import edge_sharing, queen


def spot() -> Hotspot:
    """A square hot spot in Market Place."""
    return Hotspot(
        rank=1,
        id="hs-50500-35200",
        name="On or near Market Place",
        geometry=shapely.box(504_900.12, 351_900.34, 505_100.56, 352_100.78),
        counts={"shoplifting": 12},
        shares={"shoplifting": 0.5},
        scored=None,
        monthly={"shoplifting": (6, 6)},
        share=0.5,
        hot_months=2,
        of_months=2,
        recent=(),
        trend={"shoplifting": None},
        found_again=float("nan"),
        points=(PointInside(505_000.0, 352_000.0, "On or near Market Place", {"shoplifting": 12}),),
        top_share={"shoplifting": 1.0},
        p_value=0.01,
        q_value=0.02,
        confidence="low",
        reasons=("12 shoplifting records.",),
    )


def observed(
    *rows: tuple[float, float, int, int],
    months: tuple[int, ...] = (100, 101, 102, 103),
    types: tuple[str, ...] = ("shoplifting",),
    size_m: float = 2_000.0,
) -> Observed:
    """Return incidents (x, y, month, type) in a square town with its corner at the origin."""
    town = Area("T", "Town", "towns", shapely.box(0, 0, size_m, size_m))
    x, y, month, kind = (np.array(column) for column in zip(*rows, strict=True))
    return Observed(
        area=town,
        types=types,
        months=months,
        x=x.astype(float),
        y=y.astype(float),
        month=month.astype(np.int64),
        kind=kind.astype(np.int64),
        label=np.array([f"On or near {east:g}" for east in x]),
    )


def question(data: Observed, count: int = 2, size_m: float = 200.0) -> Question:
    """Return the question for so many squares of the town."""
    grid = cut(data.area.geometry, "square", size_m)
    return Question(
        unit="square",
        size_m=size_m,
        units=grid,
        grid=grid,
        neighbours=queen(grid),
        walkable=edge_sharing(grid),
        count=count,
    )


def shortlist(data: Observed, *spots: Hotspot, missing: tuple[int, ...] = ()) -> Shortlist:
    """Return a list of these hot spots, trained on all the months of the data."""
    months = sorted({*data.months, *missing})
    span = MonthRange(Month(months[0]), Month(months[-1]))
    return Shortlist(
        area=data.area,
        types=data.types,
        train=MonthCoverage(span, data.months, missing),
        score=None,
        question=question(data),
        source="data.police.uk",
        force="millshire",
        observed=data,
        hotspots=spots,
        accuracy=None,
        notes=(),
        ledger={},
        document={},
        frozen_hash="ab",
    )
