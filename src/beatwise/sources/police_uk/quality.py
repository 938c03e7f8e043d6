"""The ledger's line for one force-month: what the file lacks."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import shapely

from beatwise.errors import BadInput
from beatwise.places import lsoa
from beatwise.records.crime_types import ASB
from beatwise.records.ledger import NOT_CHECKED


OUTSIDE_MARGIN_M = 1000.0  # force boundaries are generalised and snap points lie across them


@dataclass(frozen=True, slots=True)
class Quality:
    """Counts over the rows of one force-month.

    ``types`` gives by type its rows and, of them, those without a location.
    """

    rows: int
    asb: int
    no_location: int
    outside: int
    types: dict[str, tuple[int, int]]
    vintage: int


def quality(
    rows: pa.Table,
    source: str,
    changes: lsoa.Changes | None = None,
    force_area: shapely.Geometry | None = None,
) -> Quality:
    """Count what is missing or odd in the rows of one force-month.

    ``outside`` is -1 when no outline of the force is known. Raises ``BadInput`` when the rows mix
    LSOA codes of 2011 and 2021 (which only the lookup can show).
    """
    codes = [code for code in pc.unique(rows["lsoa"].cast(pa.string())).to_pylist() if code]
    _refuse_mixed(codes, changes, source)
    return Quality(
        rows=len(rows),
        asb=_count(rows, "type", ASB),
        no_location=rows["easting"].null_count,
        outside=outside(rows, force_area),
        types=by_type(rows),
        vintage=lsoa.vintage(codes, changes),
    )


def by_type(rows: pa.Table) -> dict[str, tuple[int, int]]:
    """Return by type, in order of name, the rows and those without a location."""
    placed = pc.cast(pc.is_valid(rows["easting"]), pa.int64())
    plain = pa.table({"type": rows["type"].cast(pa.string()), "placed": placed})
    groups = plain.group_by("type").aggregate([("placed", "sum"), ("placed", "count")]).to_pylist()
    return {
        group["type"]: (group["placed_count"], group["placed_count"] - group["placed_sum"])
        for group in sorted(groups, key=lambda group: group["type"])
    }


def outside(rows: pa.Table, force_area: shapely.Geometry | None) -> int:
    """Count rows whose point lies more than 1 km outside the force's outline; -1 without one."""
    if force_area is None:
        return NOT_CHECKED
    x = rows["easting"].to_numpy()
    y = rows["northing"].to_numpy()
    known = np.isfinite(x)
    wide = force_area.buffer(OUTSIDE_MARGIN_M)
    shapely.prepare(wide)
    return int((~shapely.contains_xy(wide, x[known], y[known])).sum())


def _count(rows: pa.Table, column: str, word: str) -> int:
    return int(pc.sum(pc.equal(rows[column].cast(pa.string()), word)).as_py() or 0)


def _refuse_mixed(codes: list[str], changes: lsoa.Changes | None, source: str) -> None:
    old = changes.only_2011(codes) if changes else []
    new = lsoa.only_2021(codes)
    if old and new:
        raise BadInput(
            f"the file mixes LSOA codes of 2011 (such as {old[0]}) and of 2021 ({new[0]}).",
            place=source,
            next_step="Split it into the months it was made from and gather those.",
        )
