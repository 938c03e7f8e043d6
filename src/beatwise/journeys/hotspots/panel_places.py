"""In which area each row of a panel lies."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from beatwise.errors import MissingData


if TYPE_CHECKING:
    import pandas as pd

    from beatwise.places.lsoa import Changes
    from beatwise.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class RowAreas:
    """The area of each row, (n,) text, empty where it has none.

    ``fates`` says of which rows (n,) something was so: ``moved`` and ``by_point`` of rows that have
    an area, the others of rows that have none. ``labels`` names areas where codes do not.
    """

    area: np.ndarray
    fates: dict[str, np.ndarray]
    labels: dict[str, str] = field(default_factory=dict)


def on_2021_codes(workspace: Workspace, rows: pd.DataFrame) -> RowAreas:
    """Place rows by their LSOA code, translating codes of 2011 by the gathered lookup.

    A split area's row goes to the part that holds its point when polygons of 2021 were gathered;
    what cannot be settled has no area. Raises ``MissingData`` when codes are of 2011 and there is
    no lookup.
    """
    from beatwise.journeys.gather.lookup import LSOA_LOOKUP, lsoa_changes
    from beatwise.places.lsoa import only_2021, to_2021

    published = rows["lsoa"].astype(object).fillna("").to_numpy().astype(str)
    vintages = {key: entry.vintage for key, entry in workspace.catalogue.offences.items()}
    old = _in_months(rows, {key for key, vintage in vintages.items() if vintage != 2021})
    if ("lookup", LSOA_LOOKUP) not in workspace.catalogue.items:
        _refuse_untranslated(rows, {key for key, vintage in vintages.items() if vintage == 2011})
        return RowAreas(published.astype(object), _fates(published, published))
    codes = published.astype(object)
    changes = lsoa_changes(workspace)
    old = old & ~np.isin(published, only_2021(np.unique(published).tolist()))
    east, north = rows["easting"].to_numpy(), rows["northing"].to_numpy()
    polygons = _polygons(workspace, changes, np.unique(published[old]).tolist())
    done = to_2021(published[old], east[old], north[old], changes, polygons)
    codes[old] = done.codes
    return RowAreas(codes, _fates(published, codes.astype(str), changes))


def in_layer(workspace: Workspace, rows: pd.DataFrame, layer: str) -> RowAreas:
    """Place rows by their point in the areas of a layer, the first of several that hold it.

    Raises ``MissingData`` when the layer was not gathered.
    """
    import shapely

    areas = workspace.areas(layer)
    x, y = rows["easting"].to_numpy(), rows["northing"].to_numpy()
    located = np.isfinite(x) & np.isfinite(y)
    distinct, inverse = np.unique(x[located] + 1j * y[located], return_inverse=True)
    points = shapely.points(distinct.real, distinct.imag)
    tree = shapely.STRtree([area.geometry for area in areas])
    point, which = tree.query(points, predicate="intersects")
    first = np.full(len(points), len(areas))
    np.minimum.at(first, point, which)
    ids = np.array([*(area.id for area in areas), ""], dtype=object)
    codes = np.full(len(rows), "", dtype=object)
    codes[located] = ids[first[inverse]]
    several = np.zeros(len(rows), dtype=bool)
    several[located] = (np.bincount(point, minlength=len(points)) > 1)[inverse]
    fates = {
        "in_several": several,
        "without_place": ~located,
        "outside_the_layer": located & (codes == ""),
    }
    return RowAreas(codes, fates, {area.id: area.label for area in areas})


def _fates(
    published: np.ndarray, codes: np.ndarray, changes: Changes | None = None
) -> dict[str, np.ndarray]:
    has_code, placed = published != "", codes != ""
    words, inverse = np.unique(published, return_inverse=True)
    split = np.array([changes is not None and len(changes.went_to.get(w, ())) > 1 for w in words])
    split = split[inverse]
    return {
        "moved": has_code & placed & (published != codes),
        "by_point": has_code & placed & split,
        "without_place": ~has_code,
        "unsettled": has_code & ~placed & split,
        "unknown": has_code & ~placed & ~split,
    }


def _polygons(workspace: Workspace, changes: Changes, codes: list[str]) -> dict[str, object]:
    parts = {
        p for code in codes for p in changes.went_to.get(code, ()) if len(changes.went_to[code]) > 1
    }
    if not parts or not workspace.catalogue.of_kind("areas"):
        return {}
    return {area.id: area.geometry for area in workspace.areas() if area.id in parts}


def _in_months(rows: pd.DataFrame, months: set[tuple[str, int]]) -> np.ndarray:
    keys = rows["force"].astype(str) + " " + rows["month"].astype(str)
    return keys.isin([f"{force} {month}" for force, month in months]).to_numpy()


def _refuse_untranslated(rows: pd.DataFrame, months: set[tuple[str, int]]) -> None:
    if _in_months(rows, months).any():
        raise MissingData(
            "some months have LSOA codes of 2011, and the lookup to 2021 has not been gathered.",
            place="lsoa11-lsoa21",
            next_step="Gather it with: beatwise gather lookup FILE",
        )
