"""Count a record once, though several months or forces publish it.

A Crime ID counts in the first month that has it; of two forces with it in that month, in the one
that polices ground rather than a railway, then in the first by name. The rule looks at what stands
in the workspace, never at the order in which it came, and is applied afresh at every gather.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from beatwise.clock import Month
from beatwise.store.catalogue import OffenceMonth
from beatwise.store.files.file_seals import FileSeals
from beatwise.store.transaction import Transaction


if TYPE_CHECKING:
    from pathlib import Path

NO_GROUND = ("btp",)  # forces that police no ground of their own
COPIED = 0.95  # of a month's Crime IDs; below it the month has records of its own that count
LEAST_COPIED = 20
AT_ONCE = 5_000_000  # IDs held in memory together: about 300 MB while they are sorted
Positions = NDArray[np.int64]


def settle_repeats(transaction: Transaction, at_once: int = AT_ONCE) -> list[str]:
    """Note, for each month, which of its rows another month or force counts already.

    Returns what to say of months that look like copies of others of their force.

    A month whose file is damaged waits until it is mended: it is neither read nor changed.
    """
    seals = FileSeals(transaction.folder)
    months = transaction.catalogue.offences.values()
    entries = sorted((e for e in months if seals.is_whole(e.file)), key=_rank)
    left_out = repeated_rows(transaction.folder, entries, at_once)
    for at, entry in enumerate(entries):
        rows = left_out.get(at, np.zeros(0, np.int64))
        if len(rows) or entry.repeats:
            transaction.keep_repeats(entry, rows, _by_type(transaction.folder, entry, rows))
    return _copies(transaction.folder, entries, left_out)


def _copies(
    folder: Path, entries: Sequence[OffenceMonth], left_out: dict[int, Positions]
) -> list[str]:
    """Say which months have nearly all their records from another of their force.

    Most often one file is the other under another date; which is the copy cannot be told, and
    records of anti-social behaviour have no Crime ID to be known by, so they count in both.
    """
    from beatwise.sources.police_uk.id_keys import NONE

    notes = []
    for at, rows in left_out.items():
        entry = entries[at]
        keys = _keys(folder / entry.file)
        known = int((keys != NONE).sum())
        if len(rows) < LEAST_COPIED or len(rows) < COPIED * known:
            continue
        for other in entries[:at]:
            if other.force != entry.force:
                continue
            same = int(np.isin(keys[rows], _keys(folder / other.file)).sum())
            if same >= max(LEAST_COPIED, COPIED * known):
                notes.append(
                    f"{entry.force}: {same:,} of the {known:,} Crime IDs of {Month(entry.month)} "
                    f"are those of {Month(other.month)}: one may be a copy of the other. ASB "
                    "records have no IDs and count in both. Download both again, or leave "
                    f"{Month(entry.month)} out with --without."
                )
                break
    return notes


def repeated_rows(
    folder: Path, entries: Sequence[OffenceMonth], at_once: int = AT_ONCE
) -> dict[int, Positions]:
    """Return the rows to leave out of each file, ascending, by its place in ``entries``.

    ``entries`` are in order of precedence. Memory is bounded by ``at_once`` IDs: more of them are
    looked at in several passes, each over one part of the numbers that stand for IDs.
    """
    passes = max(1, -(-sum(entry.rows for entry in entries) // at_once))
    positions: dict[int, list[Positions]] = {}
    for part in range(passes):
        for at, rows in _one_pass(folder, entries, part, passes).items():
            positions.setdefault(at, []).append(rows)
    return {at: np.sort(np.concatenate(rows)) for at, rows in positions.items()}


def _one_pass(
    folder: Path, entries: Sequence[OffenceMonth], part: int, passes: int
) -> dict[int, Positions]:
    from beatwise.sources.police_uk.id_keys import NONE

    keys, owners, positions = [], [], []
    for at, entry in enumerate(entries):
        of_file = _keys(folder / entry.file)
        mine = of_file != NONE
        if passes > 1:
            mine &= (of_file >> np.uint64(1)) % np.uint64(passes) == part
        rows = np.flatnonzero(mine)
        keys.append(of_file[rows])
        owners.append(np.full(len(rows), at, np.int32))
        positions.append(rows.astype(np.int32))
    if not keys:
        return {}
    return _not_first(np.concatenate(keys), np.concatenate(owners), np.concatenate(positions))


def _not_first(
    keys: NDArray[np.uint64], owners: NDArray[np.int32], positions: NDArray[np.int32]
) -> dict[int, Positions]:
    """Return by file the rows whose ID a file before it has; ``owners`` are ascending."""
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    first = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]]))[: len(keys)]
    number = np.diff(np.append(first, len(keys)))
    owners = owners[order]
    later = owners != np.repeat(owners[first], number)
    rows, files = positions[order][later].astype(np.int64), owners[later]
    return {int(at): rows[files == at] for at in np.unique(files)}


def _keys(path: Path) -> NDArray[np.uint64]:
    """Return the number of each row's ID; months gathered by an older Beatwise lack the column."""
    import pyarrow.parquet as pq

    from beatwise.sources.police_uk.id_keys import KEY, id_keys

    file = pq.ParquetFile(path)
    if KEY in file.schema_arrow.names:
        return file.read(columns=[KEY], use_threads=False)[KEY].to_numpy()
    return id_keys(file.read(columns=["crime_id"], use_threads=False)["crime_id"])


def _by_type(folder: Path, entry: OffenceMonth, rows: Positions) -> dict[str, tuple[int, int]]:
    import pyarrow.parquet as pq

    from beatwise.sources.police_uk.quality import by_type

    if not len(rows):
        return {}
    columns = pq.ParquetFile(folder / entry.file).read(["type", "easting"], use_threads=False)
    return by_type(columns.take(rows))


def _rank(entry: OffenceMonth) -> tuple[int, bool, str]:
    return entry.month, entry.force in NO_GROUND, entry.force


def with_tallies(transaction: Transaction) -> None:
    """Count by type the months that an older Beatwise gathered without that."""
    from beatwise.store.files.parquet_tables import tally

    seals = FileSeals(transaction.folder)
    for entry in list(transaction.catalogue.offences.values()):
        if not entry.types and entry.rows and seals.is_whole(entry.file):
            types = tally(transaction.folder / entry.file)
            transaction.keep_month(replace(entry, types=types))
