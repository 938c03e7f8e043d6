"""Files that are worked out from others: which rows repeat, and what was recorded where."""

from __future__ import annotations

from beatwise.journeys.gather.repeats import settle_repeats
from beatwise.journeys.home_forces.recorded_points import (
    RECORDED_POINTS,
    count_points,
)
from beatwise.store.workspace import Workspace


def files(workspace: Workspace) -> list[str]:
    """Return the files of a workspace that are worked out from its months."""
    repeats = {month.repeats for month in workspace.catalogue.offences.values() if month.repeats}
    return sorted(repeats | {table.file for table in workspace.catalogue.derived.values()})


def damaged(workspace: Workspace) -> list[str]:
    """Return those that are missing or are not what was written, every byte compared."""
    return [file for file in files(workspace) if workspace.files.fault(file, all_bytes=True)]


def mend(workspace: Workspace) -> list[str]:
    """Work out again what is damaged; return what was done, in words.

    Where a month is damaged too, its own mending works them out.
    """
    faulty = damaged(workspace)
    months = [entry.file for entry in workspace.catalogue.offences.values()]
    if not faulty or not all(workspace.files.is_whole(file) for file in months):
        return []
    points = count_points(workspace)
    with workspace.writing() as transaction:
        settle_repeats(transaction)
        transaction.put_derived(RECORDED_POINTS, points, workspace.catalogue.months_mark)
    return [f"{file} was worked out again." for file in faulty]
