"""In which area each row of recorded offences lies, and how many lie in each."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from beatwise.clock import Month
from beatwise.errors import MissingData
from beatwise.journeys.home_forces.home_ground import force_ground, partly_gathered
from beatwise.places.home.force_ground import EVERYWHERE, Ground, Method
from beatwise.records.absent_types import absent_types
from beatwise.records.area_counts import AreaCounts, count_areas
from beatwise.store.months.month_records import tallies_of


if TYPE_CHECKING:
    import pandas as pd

    from beatwise.places.lsoa import Changes
    from beatwise.store.workspace import Workspace

STRAY_SHARE = 0.02  # of a month's rows, in areas that no other month of the force names


@dataclass(frozen=True, slots=True)
class RowAreas:
    """The area of each row, (n,) text, empty where it has none.

    ``fates`` says of which rows (n,) something was so: ``moved`` and ``by_point`` of rows that have
    an area, the others of rows that have none. ``labels`` names areas where codes do not.
    ``grounds`` says whose ground each area lies on, None where only its rows can tell.
    """

    area: np.ndarray
    fates: dict[str, np.ndarray]
    labels: dict[str, str] = field(default_factory=dict)
    grounds: dict[str, Ground] | None = None

    @property
    def not_gathered(self) -> dict[str, Ground]:
        """The areas on ground that was not gathered: nothing there is a zero."""
        grounds = self.grounds or {}
        return {area: ground for area, ground in grounds.items() if ground.home is None}

    @property
    def partly_gathered(self) -> dict[str, str]:
        """What to say of areas that only partly lie on gathered ground."""
        grounds = (self.grounds or {}).items()
        notes = {area: partly_gathered(ground) for area, ground in grounds if ground.home}
        return {area: words for area, words in notes.items() if words}


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
        _refuse_unlike_codes(rows, published, vintages)
        codes = published.astype(object)
        grounds = _by_boundaries(workspace, rows, codes)
        return RowAreas(codes, _fates(published, published), grounds=grounds)
    codes = published.astype(object)
    changes = lsoa_changes(workspace)
    old = old & ~np.isin(published, only_2021(np.unique(published).tolist()))
    east, north = rows["easting"].to_numpy(), rows["northing"].to_numpy()
    polygons = _polygons(workspace, changes, np.unique(published[old]).tolist())
    done = to_2021(published[old], east[old], north[old], changes, polygons)
    codes[old] = done.codes
    grounds = _by_boundaries(workspace, rows, codes)
    return RowAreas(codes, _fates(published, codes.astype(str), changes), grounds=grounds)


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
    ground = force_ground(workspace)
    grounds = {area.id: ground.of(area.geometry) for area in areas}
    return RowAreas(codes, fates, {area.id: area.label for area in areas}, grounds)


def count_rows(
    rows: pd.DataFrame,
    row_areas: RowAreas,
    published: Collection[tuple[str, int]],
    kinds: Sequence[str],
) -> AreaCounts:
    """Count the rows that have an area by area, month and type; see ``count_areas``.

    An area counts where every force whose ground it lies on is among those ``published``.
    """
    in_areas = row_areas.area != ""
    counted = rows[in_areas]
    forces = {force for force, _ in published}
    home = None
    if row_areas.grounds is not None:
        grounds = row_areas.grounds.items()
        home = {a: g.forces for a, g in grounds if g.forces and forces.issuperset(g.forces)}
    return count_areas(
        row_areas.area[in_areas],
        counted["force"].to_numpy(),
        counted["month"].to_numpy(),
        counted["type"].to_numpy(),
        published,
        kinds,
        home=home,
        everywhere=EVERYWHERE,
    )


def without_absent_types(workspace: Workspace, table: pd.DataFrame) -> pd.DataFrame:
    """Return counts (``force``, ``type``) without types that a force's files lack altogether."""
    absent = {
        (force, kind)
        for force in table["force"].unique().tolist()
        for kind in absent_types(tallies_of(workspace, force), table["type"].unique().tolist())
    }
    if not absent:
        return table
    lines = zip(table["force"].astype(str), table["type"].astype(str), strict=True)
    return table[[line not in absent for line in lines]]


def _by_boundaries(
    workspace: Workspace, rows: pd.DataFrame, codes: np.ndarray
) -> dict[str, Ground] | None:
    """Return whose ground each code's map points lie on, where force boundaries tell."""
    boundaries = force_ground(workspace).boundaries
    if not boundaries.forces:
        return None
    middle = rows[["easting", "northing"]].groupby(codes).mean()
    middle = middle[(middle.index != "") & middle["easting"].notna()]
    force = boundaries.at(middle["easting"].to_numpy(), middle["northing"].to_numpy())
    there = set(workspace.forces()) - EVERYWHERE
    return {
        str(code): Ground(
            (slug,) if slug in there else (),
            () if slug in there or not slug else (slug,),
            float(slug in there),
            Method.BOUNDARIES,
        )
        for code, slug in zip(middle.index, force, strict=True)
    }


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


def _refuse_unlike_codes(
    rows: pd.DataFrame, codes: np.ndarray, vintages: Mapping[tuple[str, int], int]
) -> None:
    """Refuse months whose few codes show no vintage and are not those of the months of 2021.

    Areas were drawn again between the two: either code would have a nought where the other counts.
    """
    number = rows["month"].to_numpy()
    for force in sorted({force for force, _ in vintages} - EVERYWHERE):
        mine = (rows["force"] == force).to_numpy() & (codes != "")
        new, bare = (
            [month for (name, month), vintage in vintages.items() if (name, vintage) == (force, v)]
            for v in (2021, 0)
        )
        known = np.unique(codes[mine & np.isin(number, new)])
        for month in sorted(bare) if len(known) else []:
            of_month = codes[mine & (number == month)]
            if np.sum(~np.isin(of_month, known)) > STRAY_SHARE * len(of_month):
                raise MissingData(
                    f"the LSOA codes of {force} in {Month(month)} are not those of its months with "
                    "codes of 2021, and the lookup from 2011 has not been gathered.",
                    place="lsoa11-lsoa21",
                    next_step="Gather it with: beatwise gather lookup FILE",
                )
