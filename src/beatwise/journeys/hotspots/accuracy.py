"""How well each way of ranking cells foretells later months, on whatever was gathered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from beatwise.clock import MonthRange
from beatwise.compute.spread import Here, Spread
from beatwise.errors import MissingData, UsageError
from beatwise.hotspots.comparison import (
    DEFINITIONS,
    OURS,
    AccuracyTable,
    Case,
    CellCounts,
    baselines_of,
    best_kernel,
    compare,
    count,
    rolled_cases,
    verdicts,
)
from beatwise.last_few import LastFew
from beatwise.places.snapping import check_size
from beatwise.records.crime_types import crime_type
from beatwise.store.shared_workspace import SharedWorkspace


if TYPE_CHECKING:
    from beatwise.store.workspace import Workspace


def measure_accuracy(
    workspace: Workspace,
    types: Sequence[str],
    forces: Sequence[str],
    train: MonthRange,
    score: MonthRange,
    *,
    size_m: float = 200.0,
    why: str | None = None,
    spread: Spread | None = None,
    progress: Callable[[int, int, str], None] = lambda done, total, words: None,
) -> AccuracyTable:
    """Rank cells on the training months by every method and score them on later ones.

    Parameters
    ----------
    workspace
        Where the months were gathered; ``workspace.without(months)`` leaves months out.
    types, forces
        police.uk categories, and the forces to score; no force means all gathered.
    train, score
        Months to rank on, and later months to score on.
    size_m
        Side of the square cells, metres.
    why
        The reason for cells under 200 m.
    spread
        What works the forces, each by itself; none is this process. The table is the same.
    progress
        Called as ``progress(done, total, words)``.

    Raises
    ------
    MissingData
        A force has none of the months or incidents asked for.
    Refused
        Cells under 200 m without a reason.
    UsageError
        An unknown type, or scored months that do not come after the training months.

    Examples
    --------
    >>> import beatwise
    >>> train, score = map(beatwise.MonthRange.parse, ("2025-01:2025-09", "2025-10:2025-12"))
    >>> table = beatwise.measure_accuracy(beatwise.example(), ["asb"], [], train, score)
    >>> table.forces
    ('millshire',)
    """
    kinds = tuple(dict.fromkeys(crime_type(text) for text in types))
    named = tuple(dict.fromkeys(forces)) or tuple(workspace.forces())
    caveat = check_size(size_m, why=why)
    if score.first <= train.last:
        raise UsageError(
            f"the scored months {score} must all come after the training months {train}.",
            next_step="Score later months, or train on earlier ones.",
        )
    wanted = [month for period in (train, score) for month in period]
    present = {force: {month.number for month in workspace.months(force)} for force in named}
    shared, work = SharedWorkspace.of(workspace), spread or Here()
    parts = [_ForcePart(shared, force, kinds, train, score, size_m) for force in named]
    cases: list[Case] = []
    no_location: dict[str, float] = {}
    for done, (part, (of_force, lost)) in enumerate(
        zip(parts, work.run(_cases_of, parts), strict=True), start=1
    ):
        progress(done, 2 * len(parts), part.force)
        cases += of_force
        no_location[part.force] = lost
    bandwidth = float(best_kernel(cases).split()[-2])
    rolled: list[Case] = []
    again = [replace(part, bandwidth=bandwidth) for part in parts]
    for done, of_force in enumerate(work.run(_rolled_of, again), start=len(parts) + 1):
        progress(done, 2 * len(parts), f"{named[done - len(parts) - 1]}, rolled")
        rolled += of_force
    return AccuracyTable(
        train=train,
        score=score,
        size_m=size_m,
        forces=named,
        kinds=kinds,
        missing={
            force: tuple(
                month
                for month in wanted
                if month.number not in present[force] and month not in workspace.left_out
            )
            for force in named
        },
        no_location=no_location,
        caveat=caveat,
        cases=tuple(cases),
        rolled=tuple(rolled),
        verdicts={
            d: tuple(verdicts(rolled, OURS, baselines_of(rolled), definition=d) if rolled else ())
            for d in DEFINITIONS
        },
        left_out=workspace.left_out,
    )


@dataclass(frozen=True, slots=True)
class _ForcePart:
    """One force and what is asked of it; ``bandwidth`` in metres once it is known."""

    workspace: SharedWorkspace
    force: str
    kinds: tuple[str, ...]
    train: MonthRange
    score: MonthRange
    size_m: float
    bandwidth: float | None = None


def _cases_of(part: _ForcePart) -> tuple[list[Case], float]:
    """Return a force's cases, and the share of its rows without a location."""
    workspace = part.workspace.opened()
    counted, lost = _cell_counts(part)
    present = {month.number for month in workspace.months(part.force)}
    earlier, later = (
        _months_with_data(period, present, part.force) for period in (part.train, part.score)
    )
    return [compare(counted, part.force, kind, earlier, later) for kind in part.kinds], lost


def _rolled_of(part: _ForcePart) -> list[Case]:
    counted, _ = _cell_counts(part)
    bandwidth = float(part.bandwidth or 0)
    return [
        case
        for kind in part.kinds
        for case in _rolled_cases(counted, part.force, kind, len(part.train), bandwidth)
    ]


_COUNTS: LastFew[tuple[SharedWorkspace, str, float], tuple[CellCounts, float]] = LastFew(1)


def _cell_counts(part: _ForcePart) -> tuple[CellCounts, float]:
    """Count everything of one force; also the share of rows without a location.

    The last is remembered, so that one force is read once; all of a nation's would take its memory.
    """
    workspace, key = part.workspace.opened(), (part.workspace, part.force, part.size_m)
    return _COUNTS.get(key, lambda: _counts_of_force(workspace, part.force, part.size_m))


def _counts_of_force(workspace: Workspace, force: str, size_m: float) -> tuple[CellCounts, float]:
    rows = workspace.offences(forces=[force], columns=["month", "type", "easting", "northing"])
    if not len(rows):
        raise MissingData(
            "nothing of this force has been gathered.",
            place=force,
            next_step="Gather it: beatwise gather police-uk SOURCE --force NAME",
        )
    placed = rows[rows["easting"].notna()]
    x, y = (placed[name].to_numpy(float) for name in ("easting", "northing"))
    month, kind = placed["month"].to_numpy(np.int64), placed["type"].astype(str).to_numpy()
    return count(x, y, month, kind, size_m), 1 - len(placed) / len(rows)


def _months_with_data(period: MonthRange, present: set[int], force: str) -> tuple[int, ...]:
    months = tuple(month.number for month in period if month.number in present)
    if not months:
        raise MissingData(
            f"no month of {period} has been gathered.",
            place=force,
            next_step="Gather them, or ask for others; see beatwise ledger.",
        )
    return months


def _rolled_cases(
    counted: CellCounts, force: str, kind: str, length: int, bandwidth: float
) -> list[Case]:
    cases = []
    for train, score in _origins(counted, length):
        try:
            cases.append(
                compare(counted, force, kind, train, score, bandwidths=(bandwidth,), older=False)
            )
        except MissingData:  # a kind too rare to be recorded in that month
            continue
    return cases


def _origins(counted: CellCounts, length: int) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    try:
        return rolled_cases([int(month) for month in counted.months], length)
    except MissingData:  # too few months to roll
        return []
