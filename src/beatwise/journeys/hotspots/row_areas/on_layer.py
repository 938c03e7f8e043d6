"""Place rows by their point in the areas of a gathered layer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
import shapely
from numpy.typing import NDArray

from beatwise.journeys.home_forces.home_ground import force_ground
from beatwise.journeys.hotspots.row_areas.row_areas import RowAreas
from beatwise.places.home.force_ground import Ground
from beatwise.records.coded_column import CodedColumn


if TYPE_CHECKING:
    import pyarrow as pa

    from beatwise.store.catalogue import OffenceMonth
    from beatwise.store.workspace import Workspace


_POINT = ("easting", "northing")


class OnLayer:
    """Each row is in the first area of the layer that holds its point; see ``AreaRule``.

    Raises ``MissingData`` when the layer was not gathered.
    """

    def __init__(self, workspace: Workspace, layer: str):
        self._workspace = workspace
        self._areas = workspace.areas(layer)
        self.labels = {area.id: area.label for area in self._areas}
        self._tree = shapely.STRtree([area.geometry for area in self._areas])
        self._points: dict[str, _Points] = {}

    def check(self, entries: Sequence[OffenceMonth]) -> None:
        """Every month can be placed."""

    def columns(self, entries: Sequence[OffenceMonth]) -> tuple[str, ...]:
        """Return the point."""
        return _POINT

    def alike(self, entry: OffenceMonth) -> None:
        """All months of a force are."""

    def of_months(self, first: OffenceMonth, rows: pa.Table) -> RowAreas:
        """Place the rows of months; a force's points are looked up once."""
        x, y = (rows[name].to_numpy() for name in _POINT)
        located = np.isfinite(x) & np.isfinite(y)
        points = self._points.setdefault(first.force, _Points(self._tree))
        area, many = points.areas_at(x[located] + 1j * y[located])
        codes = np.full(len(x), len(self._areas))
        codes[located] = area
        several = np.zeros(len(x), dtype=bool)
        several[located] = many
        fates = {
            "in_several": several,
            "without_place": ~located,
            "outside_the_layer": located & (codes == len(self._areas)),
        }
        return RowAreas(CodedColumn.of(codes, [*(area.id for area in self._areas), ""]), fates)

    def grounds(self, middles: Mapping[str, NDArray[np.float64]]) -> dict[str, Ground]:
        """Return whose ground each area of the layer lies on."""
        ground = force_ground(self._workspace)
        return {area.id: ground.of(area.geometry) for area in self._areas}


class _Points:
    """Points met so far in order, (n,) complex metres, with the area and whether several hold it.

    The months of a force are at nearly the same points: each is looked up in the layer once.
    """

    def __init__(self, tree: shapely.STRtree):
        self._tree = tree
        self._known = np.zeros(0, dtype=complex)
        self._first = np.zeros(0, dtype=np.int64)
        self._several = np.zeros(0, dtype=bool)

    def areas_at(
        self, points: NDArray[np.complex128]
    ) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
        """Return for points (n,) the first area, past the last one for none, and if several."""
        distinct, inverse = np.unique(points, return_inverse=True)
        self._learn(distinct[~self._are_known(distinct)])
        at = self._known.searchsorted(distinct)[inverse]
        return self._first[at], self._several[at]

    def _are_known(self, distinct: NDArray[np.complex128]) -> NDArray[np.bool_]:
        if not len(self._known):
            return np.zeros(len(distinct), dtype=bool)
        at = self._known.searchsorted(distinct).clip(max=len(self._known) - 1)
        return self._known[at] == distinct

    def _learn(self, new: NDArray[np.complex128]) -> None:
        if not len(new):
            return
        places = shapely.points(new.real, new.imag)
        point, which = self._tree.query(places, predicate="intersects")
        first = np.full(len(new), len(self._tree))
        np.minimum.at(first, point, which)
        several = np.bincount(point, minlength=len(new)) > 1
        known = np.concatenate([self._known, new])
        order = np.argsort(known, kind="stable")
        self._known = known[order]
        self._first = np.concatenate([self._first, first])[order]
        self._several = np.concatenate([self._several, several])[order]
