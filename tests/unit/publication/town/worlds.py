"""A small invented town, found by hand: four map points, three hot spots, a year with two gaps."""

from __future__ import annotations

from dataclasses import replace

import shapely

from beatwise.clock import Month, MonthRange
from beatwise.publication.findings import (
    Accuracy,
    Against,
    Backdrop,
    Concentration,
    Happening,
    LedgerRow,
    ListedHotSpot,
    MapPoint,
    MonthCount,
    PointMonths,
    ScoredMonth,
    Scores,
    TownFindings,
    TypeFindings,
)
from beatwise.records.crime_types import ASB
from beatwise.records.provenance import Provenance


EAST, NORTH = 505_000.0, 352_000.0
YEAR = MonthRange.parse("2025-01:2025-12")
TRAIN = MonthRange.parse("2025-01:2025-09")
SCORE = MonthRange.parse("2025-10:2025-12")
MISSING = (Month.parse("2025-03"), Month.parse("2025-04"))


def counts(*values: int) -> tuple[MonthCount, ...]:
    """Return a year of counts; March and April have no data whatever is given."""
    return tuple(
        MonthCount(month, None if month in MISSING else value)
        for month, value in zip(YEAR, values, strict=True)
    )


def point_months(east: float, label: str, *values: int) -> PointMonths:
    """Return a map point with a year of counts."""
    months = tuple(m.count for m in counts(*values))
    return PointMonths(EAST + east, NORTH + 60, label, months)


def hot_spot(rank: int, name: str, count: int, *, top: float, east: float = 0.0) -> ListedHotSpot:
    """Return a 200 m square some way east of the corner."""
    square = shapely.box(EAST + east, NORTH, EAST + east + 200, NORTH + 200)
    return ListedHotSpot(
        rank=rank,
        id=f"square-{rank}",
        name=f"On or near {name}",
        geometry=square,
        area_m2=40_000.0,
        count=count,
        share=count / 60,
        hot_months=6,
        of_months=7,
        scored_count=4,
        monthly=counts(*([count // 9] * 12)),
        points=3,
        top_point_share=top,
        top_point=f"On or near {name}",
        p_value=0.001,
        q_value=0.01,
        reasons=(
            f"{count} recorded incidents in the months of choosing.",
            "Screening: not tested.",
        ),
        confidence="moderate",
        found_again=0.7,
    )


def found(kind: str) -> TypeFindings:
    """Return what was found for one type."""
    return TypeFindings(
        type=kind,
        train=TRAIN,
        score=SCORE,
        unit="square",
        size_m=200.0,
        seed=7,
        frozen_hash="3f" * 32,
        total=60,
        scored_total=20,
        unlocated=2,
        monthly=counts(5, 6, 0, 0, 7, 9, 11, 12, 10, 8, 7, 5),
        hot_spots=(
            hot_spot(1, "Market Place", 27, top=0.81),
            hot_spot(2, "Mill Lane", 18, top=0.4, east=200),
            hot_spot(3, "Bridge Street", 9, top=0.5, east=900),
        ),
        points=(
            MapPoint(EAST + 50, NORTH + 60, 22, "On or near Market Place"),
            MapPoint(EAST + 250, NORTH + 60, 18, "On or near Mill Lane"),
            MapPoint(EAST + 950, NORTH + 90, 9, "On or near Bridge Street"),
            MapPoint(EAST + 400, NORTH + 500, 1, "=HYPERLINK(evil)"),
        ),
        points_by_month=(
            point_months(50, "On or near Market Place", 3, 4, 0, 0, 4, 5, 6, 0, 0, 4, 4, 2),
            point_months(250, "On or near <Mill> Lane", 2, 2, 0, 0, 3, 4, 5, 12, 10, 4, 3, 3),
        ),
        concentration=Concentration(
            places=(0.0, 0.25, 0.5, 1.0),
            incidents=(0.0, 0.7, 0.9, 1.0),
            by_chance=(0.0, 0.4, 0.7, 1.0),
            gini=0.6,
            gini_by_chance=0.3,
            unit_words="200 m squares",
        ),
        accuracy=Accuracy(
            ours=Scores("This list", 9.0, 0.9, 0.88, 1.1, 0.45),
            against=(
                Against(
                    Scores("Plain counts on a fixed grid", 8.0, 0.8, 0.8, 1.0, 0.4), -0.02, 0.12
                ),
                Against(Scores("Plain counts, same rule", 8.9, 0.9, 0.9, 1.0, 0.44), None, None),
            ),
            months=(ScoredMonth(Month.parse("2025-10"), 0.5, None),),
            origins=4,
        ),
    )


def town(**changes: object) -> TownFindings:
    """Return the whole town, with changes."""
    outline = shapely.box(EAST - 300, NORTH - 300, EAST + 1300, NORTH + 900)
    made = TownFindings(
        area="Little Snoring-by-the-Water",
        area_km2=1.92,
        backdrop=Backdrop(
            outline,
            (shapely.box(EAST - 300, NORTH - 300, EAST + 300, NORTH + 900),),
            (shapely.LineString([(EAST - 200, NORTH + 10), (EAST + 1200, NORTH + 40)]),),
        ),
        types=(found(ASB), found("shoplifting")),
        happenings=(
            Happening("Shop radio", "cctv", Month.parse("2025-05"), None, "", "=not a formula"),
        ),
        ledger=tuple(
            LedgerRow("westshire", m, m not in MISSING, 800, 12, 0, 0, 2021, 0) for m in YEAR
        ),
        sources=(
            Provenance(
                "police-uk", "2025-01-westshire-street.csv", "ab" * 32, "2026-01-15T09:00:00Z",
                "Open Government Licence v3.0", 800, 788,
            ),
            Provenance(
                "areas", "towns.geojson", "cd" * 32, "2026-01-15T09:00:00Z", "not stated", 7, 7
            ),
        ),
    )  # fmt: skip
    return replace(made, **changes)  # type: ignore[arg-type]


def nothing(kind: str) -> TypeFindings:
    """Return a type without a single incident."""
    empty = counts(*([0] * 12))
    return replace(
        found(kind), total=0, scored_total=0, unlocated=0, monthly=empty, hot_spots=(), points=(),
        concentration=None, accuracy=None,
    )  # fmt: skip


def one_month(kind: str) -> TypeFindings:
    """Return a type known for one month, never scored."""
    month = Month.parse("2025-06")
    spots = tuple(
        replace(
            spot, monthly=(MonthCount(month, 3),), hot_months=1, of_months=1, scored_count=None,
            q_value=None, p_value=None,
        )
        for spot in found(kind).hot_spots
    )  # fmt: skip
    return replace(
        found(kind), train=MonthRange(month, month), score=None, scored_total=None,
        monthly=(MonthCount(month, 60),), hot_spots=spots, accuracy=None,
    )  # fmt: skip
