"""How well each way of ranking cells foretells later months, on whatever was gathered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from beatwise.clock import MonthRange
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
from beatwise.places.snapping import check_size
from beatwise.records.offences import crime_type


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
    grounds = {force: _cell_counts(workspace, force, size_m) for force in named}
    wanted = [month for period in (train, score) for month in period]
    present = {force: {month.number for month in workspace.months(force)} for force in named}
    runs = [(force, kind) for force in named for kind in kinds]
    cases = []
    for done, (force, kind) in enumerate(runs):
        progress(done, 2 * len(runs), f"{force}: {kind}")
        earlier, later = (
            _months_with_data(train, present[force], force),
            _months_with_data(score, present[force], force),
        )
        cases.append(compare(grounds[force][0], force, kind, earlier, later))
    bandwidth = float(best_kernel(cases).split()[-2])
    rolled: list[Case] = []
    for done, (force, kind) in enumerate(runs, start=len(runs)):
        progress(done, 2 * len(runs), f"{force}: {kind}, rolled")
        rolled += _rolled_cases(grounds[force][0], force, kind, len(train), bandwidth)
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
        no_location={force: lost for force, (_, lost) in grounds.items()},
        caveat=caveat,
        cases=tuple(cases),
        rolled=tuple(rolled),
        verdicts={
            d: tuple(verdicts(rolled, OURS, baselines_of(rolled), definition=d) if rolled else ())
            for d in DEFINITIONS
        },
        left_out=workspace.left_out,
    )


def _cell_counts(workspace: Workspace, force: str, size_m: float) -> tuple[CellCounts, float]:
    """Count everything of one force; also the share of rows without a location."""
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
