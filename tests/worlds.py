"""The tiny worlds that tests share: four street corners in one week, and a small county.

Pure functions: they return values and touch no files.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import pandas as pd

from beatwise.clock import Month
from beatwise.records.incidents import INCIDENTS
from beatwise.records.offences import OFFENCES
from beatwise.simulation import County, CountySpec, county


# Four corners of a square 200 m wide, in British National Grid metres.
CORNERS = {
    "Market Place": (505_000.0, 352_000.0),
    "Mill Lane": (505_200.0, 352_000.0),
    "Bridge Street": (505_000.0, 352_200.0),
    "Castle Street": (505_200.0, 352_200.0),
}
WEEK = Month.parse("2025-06")


def four_corners_week() -> pd.DataFrame:
    """Return 11 incidents of the week from Monday 2 June 2025, as ``INCIDENTS``.

    Market Place: a shoplifting at 14:00 London time on each of the seven days. Mill Lane: two
    anti-social behaviour incidents, Friday and Saturday at 21:00. Bridge Street: one burglary,
    Monday 22:00 to Tuesday 06:00. Castle Street: one shoplifting whose place is not known, Sunday
    at noon. London is an hour ahead of UTC all week.
    """
    day = pd.Timestamp("2025-06-02", tz="UTC")
    hours = pd.Timedelta(hours=1)
    rows = [("Market Place", day + 24 * n * hours + 13 * hours, 0, "shoplifting") for n in range(7)]
    rows += [("Mill Lane", day + (24 * n + 20) * hours, 0, "anti-social-behaviour") for n in (4, 5)]
    rows += [("Bridge Street", day + 21 * hours, 8, "burglary")]
    rows += [("", day + (24 * 6 + 11) * hours, 0, "shoplifting")]
    nowhere = (np.nan, np.nan)
    codes = {"shoplifting": "46", "burglary": "28E"}
    return INCIDENTS.validate(
        pd.DataFrame(
            {
                "id": [f"W{n + 1:02d}" for n in range(len(rows))],
                "start": [start for _, start, _, _ in rows],
                "end": [start + length * hours for _, start, length, _ in rows],
                "easting": [CORNERS.get(corner, nowhere)[0] for corner, *_ in rows],
                "northing": [CORNERS.get(corner, nowhere)[1] for corner, *_ in rows],
                "type": [kind for *_, kind in rows],
                "home_office_code": [codes.get(kind) for *_, kind in rows],
                "source": "four-corners",
            }
        )
    )


def four_corners_month() -> pd.DataFrame:
    """Return the same 11 incidents as police.uk would publish them, as ``OFFENCES``."""
    week = four_corners_week()
    asb = week["type"] == "anti-social-behaviour"
    labels = {xy: f"On or near {name}" for name, xy in CORNERS.items()}
    points = zip(week["easting"], week["northing"], strict=True)
    return OFFENCES.validate(
        pd.DataFrame(
            {
                "crime_id": week["id"].where(~asb),
                "month": WEEK.number,
                "force": "millshire",
                "type": week["type"],
                "easting": week["easting"],
                "northing": week["northing"],
                "location": [labels.get(point) for point in points],
                "lsoa": np.where(week["easting"].notna(), "E01900001", None),
                "outcome": None,
            }
        )
    )


@cache
def small_county(seed: int = 1, effect: float = 0.0, displacement: float = 0.0) -> County:
    """Return two towns over eighteen months, patrolled in the last six; made once a test run."""
    return county(CountySpec(towns=2, months=18, effect=effect, displacement=displacement), seed)
