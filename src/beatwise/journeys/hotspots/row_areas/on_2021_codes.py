"""Place rows by their LSOA code, those of 2011 translated to 2021."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from beatwise.errors import MissingData
from beatwise.journeys.gather.lookup import LSOA_LOOKUP, lsoa_changes
from beatwise.journeys.home_forces.force_outlines import force_boundaries
from beatwise.journeys.hotspots.row_areas.row_areas import RowAreas
from beatwise.journeys.hotspots.row_areas.unlike_codes import refuse_unlike_codes
from beatwise.places.home.force_ground import Ground, Method
from beatwise.places.lsoa import Changes, only_2021, to_2021
from beatwise.records.coded_column import NOTHING, CodedColumn
from beatwise.records.force_names import EVERYWHERE
from beatwise.store.months.month_tables import coded


if TYPE_CHECKING:
    import pyarrow as pa
    import shapely

    from beatwise.store.catalogue import OffenceMonth
    from beatwise.store.workspace import Workspace


class On2021Codes:
    """Each row is in the area of its code of 2021, codes of 2011 by the lookup; see ``AreaRule``.

    A split area's row goes to the part that holds its point when polygons of 2021 were gathered;
    what cannot be settled has no area.
    """

    def __init__(self, workspace: Workspace):
        self._workspace = workspace
        self._translates = ("lookup", LSOA_LOOKUP) in workspace.catalogue.items
        self._changes = lsoa_changes(workspace) if self._translates else Changes({})
        self._boundaries = force_boundaries(workspace)
        self.labels: Mapping[str, str] = {}

    def check(self, entries: Sequence[OffenceMonth]) -> None:
        """Raise ``MissingData`` when there are codes of 2011 and no lookup.

        It does so before any of their rows is read where the catalogue can tell.
        """
        if not self._translates:
            _refuse_untranslated(entries)
            refuse_unlike_codes(self._workspace, entries)

    def columns(self, entries: Sequence[OffenceMonth]) -> tuple[str, ...]:
        """Return the codes, and the points where those decide."""
        located = any(map(self.alike, entries)) or self._boundaries.forces
        return ("lsoa", "easting", "northing") if located else ("lsoa",)

    def alike(self, entry: OffenceMonth) -> bool:
        """Say whether a month may have codes of 2011."""
        return self._translates and entry.vintage != 2021

    def of_months(self, first: OffenceMonth, rows: pa.Table) -> RowAreas:
        """Place the rows of months of either kind of codes."""
        published = coded(rows, "lsoa")
        area = published
        if self.alike(first):
            area = self._translated(published, rows)
        middles = _middles(area, rows) if self._boundaries.forces else None
        return RowAreas(area, self._fates(published, area), middles)

    def grounds(self, middles: Mapping[str, NDArray[np.float64]]) -> dict[str, Ground] | None:
        """Return whose ground each code's map points lie on, where force boundaries tell."""
        if not self._boundaries.forces:
            return None
        codes = sorted(code for code, sums in middles.items() if sums[2])
        sums = np.array([middles[code] for code in codes]).reshape(-1, 3)
        x, y = (sums[:, :2] / sums[:, 2:]).T
        there = set(self._workspace.forces()) - EVERYWHERE
        return {
            code: Ground(
                (slug,) if slug in there else (),
                () if slug in there or not slug else (slug,),
                float(slug in there),
                Method.BOUNDARIES,
            )
            for code, slug in zip(codes, self._boundaries.at(x, y), strict=True)
        }

    def _translated(self, published: CodedColumn, rows: pa.Table) -> CodedColumn:
        new = set(only_2021(published.words))
        words = np.array(published.words, dtype=object)
        unplaced = np.full(len(words), np.nan)
        moved = to_2021(words, unplaced, unplaced, self._changes).codes
        whole = [w if w in new else str(code) for w, code in zip(words, moved, strict=True)]
        split = np.array([*(w in self._split and w not in new for w in words), False])
        in_parts = np.flatnonzero(split[published.codes])
        if not (len(in_parts) and self._polygons):
            return CodedColumn.of(published.codes, whole)
        x, y = (rows[name].to_numpy()[in_parts] for name in ("easting", "northing"))
        old = words[published.codes[in_parts]]
        parts = to_2021(old, x, y, self._changes, self._polygons).codes
        codes = published.codes.copy()
        names, at = np.unique(parts.astype(str), return_inverse=True)
        codes[in_parts] = len(whole) + at
        return CodedColumn.of(codes, [*whole, *names.tolist(), ""])

    @cached_property
    def _polygons(self) -> dict[str, shapely.Geometry]:
        """The 2021 polygons of the parts of every area that was split."""
        wanted = {part for old in self._split for part in self._changes.went_to[old]}
        if not wanted or not self._workspace.catalogue.of_kind("areas"):
            return {}
        return {a.id: a.geometry for a in self._workspace.areas() if a.id in wanted}

    def _fates(self, published: CodedColumn, area: CodedColumn) -> dict[str, NDArray[np.bool_]]:
        now = published.codes
        if area is not published:
            number = {word: at for at, word in enumerate(published.words)}
            again = [number.get(word, len(number)) for word in area.words]
            now = np.array([*again, NOTHING])[area.codes]
        split = np.array([*(word in self._split for word in published.words), False])
        split = split[published.codes]
        has_code, placed = published.codes >= 0, area.codes >= 0
        return {
            "moved": has_code & placed & (now != published.codes),
            "by_point": has_code & placed & split,
            "without_place": ~has_code,
            "unsettled": has_code & ~placed & split,
            "unknown": has_code & ~placed & ~split,
        }

    @cached_property
    def _split(self) -> frozenset[str]:
        """The codes of 2011 whose area went to several of 2021."""
        return frozenset(old for old, parts in self._changes.went_to.items() if len(parts) > 1)


def _middles(area: CodedColumn, rows: pa.Table) -> NDArray[np.float64]:
    x, y = (rows[name].to_numpy() for name in ("easting", "northing"))
    has = (area.codes >= 0) & np.isfinite(x)
    at, size = area.codes[has], len(area.words)
    sums = [np.bincount(at, weights, size) for weights in (x[has], y[has], None)]
    return np.stack(sums, axis=1)


def _refuse_untranslated(entries: Sequence[OffenceMonth]) -> None:
    if any(entry.vintage == 2011 for entry in entries):
        raise MissingData(
            "some months have LSOA codes of 2011, and the lookup to 2021 has not been gathered.",
            place="lsoa11-lsoa21",
            next_step="Gather it with: beatwise gather lookup FILE",
        )
