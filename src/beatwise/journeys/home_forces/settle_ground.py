"""Settle the ground when months or areas are gathered, in whichever order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from beatwise.errors import Conflict
from beatwise.journeys.home_forces.force_outlines import force_outlines
from beatwise.journeys.home_forces.recorded_points import (
    RECORDED_POINTS,
    count_points,
    stands,
)
from beatwise.records.ledger import NOT_CHECKED


if TYPE_CHECKING:
    import shapely

    from beatwise.store.catalogue import OffenceMonth
    from beatwise.store.workspace import Workspace


def settle_ground(workspace: Workspace, *, outlines_changed: bool = False) -> None:
    """Keep what was recorded where, and count points outside where outlines came after months.

    Does nothing when all is up to date. Where another process is writing, or the folder may only
    be read, readers work it out for themselves.

    Parameters
    ----------
    outlines_changed
        Count points outside again in every month, because other outlines now stand.
    """
    unchecked = any(e.outside == NOT_CHECKED for e in workspace.catalogue.offences.values())
    if stands(workspace) and not (unchecked or outlines_changed):
        return
    outlines = force_outlines(workspace) if unchecked or outlines_changed else {}
    entries = list(_late(workspace, outlines, outlines_changed))
    if stands(workspace) and not entries:
        return
    try:
        with workspace.writing() as transaction:
            transaction.put_derived(
                RECORDED_POINTS, count_points(workspace), workspace.catalogue.months_mark
            )
            for entry in entries:
                if entry.file in {e.file for e in transaction.catalogue.offences.values()}:
                    transaction.keep_month(entry)
    except (Conflict, OSError):
        return


def _late(
    workspace: Workspace, outlines: Mapping[str, shapely.Geometry], every: bool
) -> Iterator[OffenceMonth]:
    """Return the months whose points outside were not counted with these outlines."""
    for entry in workspace.catalogue.offences.values():
        if entry.force in outlines and (every or entry.outside == NOT_CHECKED):
            import pyarrow.parquet as pq

            from beatwise.sources.police_uk.quality import outside

            [path] = workspace.files.paths([entry.file])
            rows = pq.read_table(path, columns=["easting", "northing"])
            yield replace(entry, outside=outside(rows, outlines[entry.force]))
