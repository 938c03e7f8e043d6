"""Towns of a few incidents, each with at most one hot spot."""

from __future__ import annotations

from dataclasses import replace

import shapely
from tests.unit.hotspots.shortlist.worlds import observed, shortlist, spot

from beatwise.hotspots.shortlist.shortlist import Shortlist
from beatwise.hotspots.towns.between_towns import BetweenTowns
from beatwise.hotspots.towns.compare import compare


MONTHS = (100, 101, 102, 103)


def town(label: str, inside: int, outside: int = 0, missing: tuple[int, ...] = ()) -> Shortlist:
    """Return a town with so many incidents a month in its hot spot, and in all outside it."""
    months = tuple(month for month in MONTHS if month not in missing)
    rows = [(100.0, 100.0, month, 0) for month in months for _ in range(inside)]
    rows += [(900.0, 900.0, months[0], 0)] * outside
    data = observed(*(rows or [(900.0, 900.0, 99, 0)]), months=months)
    data = replace(data, area=replace(data.area, label=label, layer=f"layer of {label}"))
    place = replace(
        spot(),
        geometry=shapely.box(0, 0, 200, 200),
        counts={"shoplifting": inside * len(months)},
        monthly={"shoplifting": (inside,) * len(months)},
        hot_months=3,
        of_months=len(months),
        top_share={"shoplifting": 1.0},
    )
    return shortlist(data, *([place] if inside else []), missing=missing)


def comparison(*towns: Shortlist, hours: float = 40, minimum: float = 6) -> BetweenTowns:
    """Compare towns of one type, other patrols being recorded in the first."""
    patrols = [("wardens",), *[()] * (len(towns) - 1)]
    return compare([{"shoplifting": one} for one in towns], patrols, hours, minimum)
