"""Read outcomes from a workspace: where, when and of which type, and which months are there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import shapely
from numpy.typing import NDArray

from beatwise.clock import LONDON, Month, MonthRange
from beatwise.errors import MissingData
from beatwise.evaluation.protocol.protocol import POLICE_UK
from beatwise.journeys.home_forces.home_ground import home_ground, home_months
from beatwise.records.force_names import EVERYWHERE
from beatwise.records.incidents import start_months
from beatwise.store.workspace import Workspace


if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True, eq=False)
class Points:
    """Incidents of one type: metres, month numbers, and the months that have data at all."""

    x: NDArray[np.float64]
    y: NDArray[np.float64]
    month: NDArray[np.int64]
    present: tuple[int, ...]

    def within(self, months: MonthRange) -> tuple[list[int], list[Month]]:
        """Return the months of a range that have data, and those that have not."""
        numbers = range(months.first.number, months.last.number + 1)
        there = [number for number in numbers if number in self.present]
        return there, [Month(number) for number in numbers if number not in self.present]


def points_of(
    workspace: Workspace,
    kind: str,
    source: str,
    force: str | None,
) -> Points:
    """Return the incidents of one type, whoever recorded them, and the months of the home force.

    ``force`` is what ``force_of`` gives; a month counts where all of its forces have it.

    Raises ``MissingData`` when the workspace has none of this source.
    """
    if source != POLICE_UK:
        return _timed(workspace, kind, source)
    forces = forces_of(force, workspace)
    frame = workspace.offences(types=[kind], columns=("month", "easting", "northing"))
    present = home_months(workspace, forces)
    if not present:
        raise MissingData(
            "the workspace holds no months of street-level data.",
            place=str(workspace.path),
            next_step="Gather them: beatwise gather police-uk FOLDER",
        )
    return Points(
        frame["easting"].to_numpy(float),
        frame["northing"].to_numpy(float),
        frame["month"].to_numpy(np.int64),
        present,
    )


JOIN = " and "  # between the forces of areas that lie on the ground of several


def force_of(workspace: Workspace, areas: Iterable[tuple[str, shapely.Geometry]]) -> str | None:
    """Return the force whose months count for these areas, or several joined by ``and``.

    ``areas`` are names and shapes. Raises ``MissingData`` when one lies on ground that was not
    gathered: nothing there is a zero.
    """
    if not workspace.forces():
        return None
    grounds = [home_ground(workspace, name, shape) for name, shape in areas]
    return JOIN.join(sorted({force for ground in grounds for force in ground.forces}))


def forces_of(words: str | None, workspace: Workspace) -> list[str]:
    """Return the forces that ``force_of`` joined; without any, all that have their own ground."""
    if words is None:
        return [force for force in workspace.forces() if force not in EVERYWHERE]
    return words.split(JOIN)


def _counts(name: str, force: str | None) -> bool:
    """Say whether a force is among those that ``force_of`` gave; of none, all with ground count."""
    return name not in EVERYWHERE if force is None else name in force.split(JOIN)


def gathered(workspace: Workspace, force: str | None, months: MonthRange) -> dict[int, str]:
    """Return when each of these months was first gathered (ISO 8601, UTC), by month number.

    A month that a newer file restated was at hand since the file that stood before.
    """
    first: dict[int, str] = {}

    def note(name: str, month: int, when: str) -> None:
        if _counts(name, force) and Month(month) in months:
            first[month] = min(first.get(month, when), when)

    for (name, month), entry in workspace.catalogue.offences.items():
        note(name, month, entry.provenance.gathered)
    for restated in workspace.restatements():
        note(restated.force, restated.month, restated.was.gathered)
    return first


def hashes(workspace: Workspace, force: str | None, months: MonthRange) -> dict[str, str]:
    """Return the hash of each month's file, by month as text."""
    several = force is not None and JOIN in force
    return {
        f"{name} {Month(month)}" if several else str(Month(month)): entry.provenance.sha256
        for (name, month), entry in sorted(workspace.catalogue.offences.items())
        if _counts(name, force) and Month(month) in months
    }


@dataclass(frozen=True, slots=True, eq=False)
class DatedPoints:
    """Incidents of one type that are known to the day (London): metres and day ordinals.

    ``days_covered`` are the days on which the extract holds any incident of any type; ``undated``
    counts the incidents of this type that may have happened on more than one day.
    """

    x: NDArray[np.float64]
    y: NDArray[np.float64]
    day: NDArray[np.int64]
    days_covered: frozenset[int]
    undated: int


def dated_points_of(workspace: Workspace, kind: str, source: str) -> DatedPoints:
    """Return the incidents of one type of a timed extract. Raises ``MissingData`` for none."""
    frame = _extract(workspace, source)
    zone, epoch = str(LONDON), np.datetime64("0001-01-01")
    start, end = (
        (frame[c].dt.tz_convert(zone).dt.tz_localize(None).to_numpy("datetime64[D]") - epoch)
        .astype("timedelta64[D]").astype(np.int64) + 1
        for c in ("start", "end")
    )  # fmt: skip
    mine = _of_type(frame, kind, source)
    sure = mine & (start == end)
    left_out = {day for month in workspace.left_out for day in _days(month)}
    return DatedPoints(
        frame["easting"].to_numpy(float)[sure],
        frame["northing"].to_numpy(float)[sure],
        start[sure],
        frozenset(int(day) for day in np.unique(start)) - left_out,
        int((mine & (start != end)).sum()),
    )


def _days(month: Month) -> range:
    first, after = (date(m.year, m.month, 1).toordinal() for m in (month, month + 1))
    return range(first, after)


def _timed(workspace: Workspace, kind: str, source: str) -> Points:
    frame = _extract(workspace, source)
    month = start_months(frame)
    mine = _of_type(frame, kind, source)
    left_out = [one.number for one in workspace.left_out]
    present = np.setdiff1d(month, left_out)
    return Points(
        frame["easting"].to_numpy(float)[mine],
        frame["northing"].to_numpy(float)[mine],
        month[mine],
        tuple(present.tolist()),  # a month without any incident of any type is missing
    )


def _of_type(frame: pd.DataFrame, kind: str, source: str) -> NDArray[np.bool_]:
    """Return which rows are of this type. Raises ``MissingData`` where none is: that is no zero."""
    types = frame["type"].astype(str)
    mine: NDArray[np.bool_] = (types == kind).to_numpy()
    if not mine.any():
        types_there = ", ".join(sorted(types.unique())[:12])
        raise MissingData(
            f"the extract '{source}' holds no incident of the type '{kind}'.",
            next_step=f"Its types: {types_there}.",
        )
    return mine


def _extract(workspace: Workspace, source: str) -> pd.DataFrame:
    frame = workspace.incidents(source=source)
    if not len(frame):
        raise MissingData(
            f"the workspace holds no extract called '{source}'.",
            next_step="Gather it: beatwise gather incidents FILE --mapping FILE",
        )
    return frame
