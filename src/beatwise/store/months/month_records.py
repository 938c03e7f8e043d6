"""What the catalogue knows of each force's months: tallies by type, and which are out of line."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from beatwise.store.catalogue import Catalogue, OffenceMonth


if TYPE_CHECKING:
    from beatwise.records.odd_months.month_tallies import MonthTallies
    from beatwise.records.odd_months.odd_month import OddMonth
    from beatwise.store.workspace import Workspace


@dataclass(slots=True)
class _ForceRecords:
    """What was worked out for one catalogue: a hundred towns ask for the same force."""

    catalogue: Catalogue
    tallies: dict[str, MonthTallies] = field(default_factory=dict)
    odd: dict[str, tuple[OddMonth, ...]] = field(default_factory=dict)


_records: WeakKeyDictionary[Workspace, _ForceRecords] = WeakKeyDictionary()


def tallies_of(workspace: Workspace, force: str) -> MonthTallies:
    """Return how many records a force has by month and type, and how many have no place."""
    from beatwise.records.odd_months.month_tallies import month_tallies

    tallies = _records_of(workspace).tallies
    if force not in tallies:
        entries = workspace.catalogue.by_force.get(force, ())
        by_month = [(one.month, _tally(one, workspace.path)) for one in entries]
        tallies[force] = month_tallies(force, by_month)
    return tallies[force]


def odd_months_of(workspace: Workspace, force: str) -> tuple[OddMonth, ...]:
    """Return the months of a force that are out of line with those around them."""
    from beatwise.records.odd_months.detection import odd_months

    odd = _records_of(workspace).odd
    if force not in odd:
        odd[force] = odd_months(tallies_of(workspace, force))
    return odd[force]


def _records_of(workspace: Workspace) -> _ForceRecords:
    """Return what is known of the workspace as it stands; a new gather begins afresh."""
    records = _records.get(workspace)
    if records is None or records.catalogue is not workspace.catalogue:
        records = _records[workspace] = _ForceRecords(workspace.catalogue)
    return records


def _tally(entry: OffenceMonth, folder: Path) -> dict[str, tuple[int, int]]:
    if entry.types or not entry.rows:
        return entry.tallies
    from beatwise.store.files.parquet_tables import tally  # gathered by an older Beatwise

    return tally(folder / entry.file)
