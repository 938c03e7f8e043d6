"""Read from a workspace what was recorded in one area."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from beatwise.clock import Month, MonthRange
from beatwise.errors import MissingData, UsageError
from beatwise.hotspots.shortlist.placing.training_data import Observed
from beatwise.journeys.home_forces.home_ground import home_ground, home_months
from beatwise.journeys.home_forces.rows_near import rows_near
from beatwise.places.areas import Area
from beatwise.records.absent_types import absent_sentences, absent_types
from beatwise.records.crime_types import crime_type
from beatwise.records.incidents import start_months
from beatwise.store.months.month_records import tallies_of


if TYPE_CHECKING:
    import pandas as pd

    from beatwise.places.home.force_ground import Ground
    from beatwise.store.workspace import Workspace


@dataclass(frozen=True, slots=True, eq=False)
class AreaIncidents:
    """The incidents in an area, and which force or extract they came from.

    ``force`` is the area's home force and ``ground`` whose ground it lies on; None for an extract.
    ``no_data`` are types asked for that the home force's files lack: not among those observed.
    """

    observed: Observed
    source: str
    force: str | None
    ground: Ground | None = None
    no_data: tuple[str, ...] = ()


def asked_types(workspace: Workspace, words: Sequence[str], source: str | None) -> tuple[str, ...]:
    """Return the slugs of the types asked for, each once.

    An extract may have types of its own. Raises ``UsageError`` for a type that nobody knows.
    """
    if not words:
        raise UsageError("no type was given.", next_step="Say which: --type shoplifting")
    own: set[str] = set()
    if source is not None:
        own = set(workspace.incidents(source=source)["type"].astype(str))
    slugs = [word if word in own else crime_type(word) for word in words]
    return tuple(dict.fromkeys(slugs))


def observe(
    workspace: Workspace, area: Area, types: tuple[str, ...], source: str | None = None
) -> AreaIncidents:
    """Return the incidents of ``types`` inside ``area``, all months at hand.

    A type that the home force's files lack is not observed, so that no count of it is a zero.

    police.uk's street files by default; ``source`` names a timed extract instead. The two are never
    mixed: they are separate series. Months at hand are those of the area's home force: others that
    record there add incidents, never months. Raises ``MissingData`` for an area on ground that was
    not gathered, and where the home force's files lack all the types.
    """
    if source is not None:
        return _from_extract(workspace, area, types, source)
    if not workspace.forces():
        raise no_months()
    ground = home_ground(workspace, area.label, area.geometry)
    no_data = _absent(workspace, ground.forces[0], types)
    types = tuple(kind for kind in types if kind not in no_data)
    months = home_months(workspace, ground.forces)
    near = rows_near(workspace, types, area.geometry.bounds)
    rows = near.at(_inside(area, near.x, near.y))
    observed = Observed(
        area=area,
        types=types,
        months=months,
        x=rows.x,
        y=rows.y,
        month=rows.month.astype(np.int64),
        kind=rows.kind.astype(np.int64),
        label=rows.names,
        placed=_placed(workspace, ground.home, types, months),
    )
    known = _only_known_months(observed)
    return AreaIncidents(known, "data.police.uk", ground.home, ground, no_data)


def _absent(workspace: Workspace, force: str, types: Sequence[str]) -> tuple[str, ...]:
    """Return the types that the home force's files lack; a question of no other is refused."""
    absent = absent_types(tallies_of(workspace, force), types)
    if len(absent) == len(types):
        raise MissingData(
            " ".join(absent_sentences(force, absent)),
            next_step="Gather files that have the type, or ask for another one.",
        )
    return absent


def _placed(
    workspace: Workspace, force: str | None, types: tuple[str, ...], months: tuple[int, ...]
) -> np.ndarray | None:
    """Return the share of the force's records that have a place, shape (types, months)."""
    if force is None:
        return None
    tallies = tallies_of(workspace, force)
    placed = 1 - tallies.no_place / np.maximum(tallies.rows, 1)
    share = {
        (int(month), kind): float(placed[at, column])
        for at, month in enumerate(tallies.months)
        for column, kind in enumerate(tallies.types)
    }
    return np.array([[share.get((month, kind), 1.0) for month in months] for kind in types])


def asked_months(
    observed: Observed, span: MonthRange, what: str
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the months of a range that have data, and those that have not.

    Raises ``MissingData`` when none has.
    """
    numbers = range(span.first.number, span.last.number + 1)
    there = tuple(m for m in numbers if m in set(observed.months))
    if not observed.months:
        raise no_months()
    if not there:
        raise MissingData(
            f"none of the {what} months {span} has data for {observed.area.label}.",
            next_step=f"There is data for {Month(observed.months[0])} to "
            f"{Month(observed.months[-1])}; beatwise ledger shows every month.",
        )
    return there, tuple(m for m in numbers if m not in set(there))


def no_months() -> MissingData:
    """Return the error for a workspace without any month."""
    return MissingData(
        "no month of police records has been gathered.",
        next_step="Gather some: beatwise gather police-uk SOURCE",
    )


def _from_extract(
    workspace: Workspace, area: Area, types: tuple[str, ...], source: str
) -> AreaIncidents:
    every = workspace.incidents(source=source)
    frame = every[every["type"].isin(types)].reset_index(drop=True)
    if not len(frame):
        raise MissingData(
            f"the extract '{source}' holds no incidents of these types.",
            next_step="Gather it with: beatwise gather incidents FILE --mapping FILE",
        )
    month = start_months(frame)
    left_out = [one.number for one in workspace.left_out]
    there = np.setdiff1d(start_months(every), left_out)  # none of any type: missing, not zero
    x, y = frame["easting"].to_numpy(float), frame["northing"].to_numpy(float)
    here = _inside(area, x, y)
    observed = Observed(
        area=area,
        types=types,
        months=tuple(there.tolist()),
        x=x[here],
        y=y[here],
        month=month[here],
        kind=_kinds(frame["type"], types)[here],
        label=np.full(int(here.sum()), "", dtype=object),
        exact=True,
        code=frame["home_office_code"].astype(object).to_numpy()[here],
    )
    return AreaIncidents(_only_known_months(observed), source, None)


def _inside(area: Area, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    shapely.prepare(area.geometry)
    known = np.isfinite(x) & np.isfinite(y)
    inside = np.zeros(len(x), bool)
    inside[known] = shapely.intersects_xy(area.geometry, x[known], y[known])
    return inside


def _kinds(column: pd.Series, types: tuple[str, ...]) -> np.ndarray:
    words = column.astype(str).to_numpy()
    kind = np.full(len(words), -1, np.int64)
    for at, slug in enumerate(types):
        kind[words == slug] = at
    return kind


def _only_known_months(observed: Observed) -> Observed:
    """Leave out rows of other forces in months that the area's own force has not."""
    known = np.isin(observed.month, observed.months)
    if known.all():
        return observed
    return Observed(
        observed.area,
        observed.types,
        observed.months,
        observed.x[known],
        observed.y[known],
        observed.month[known],
        observed.kind[known],
        observed.label[known],
        observed.exact,
        None if observed.code is None else observed.code[known],
        placed=observed.placed,
    )
