"""What the catalogue knows of each force's months: tallies by type, and which are out of line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from beatwise.store.catalogue import OffenceMonth


if TYPE_CHECKING:
    from beatwise.records.odd_months.month_tallies import MonthTallies
    from beatwise.records.odd_months.odd_month import OddMonth
    from beatwise.store.workspace import Workspace


def tallies_of(workspace: Workspace, force: str) -> MonthTallies:
    """Return how many records a force has by month and type, and how many have no place."""
    from beatwise.records.odd_months.month_tallies import month_tallies

    entries = [entry for key, entry in workspace.catalogue.offences.items() if key[0] == force]
    return month_tallies(force, [(one.month, _tally(one, workspace.path)) for one in entries])


def odd_months_of(workspace: Workspace, force: str) -> tuple[OddMonth, ...]:
    """Return the months of a force that are out of line with those around them."""
    from beatwise.records.odd_months.detection import odd_months

    return odd_months(tallies_of(workspace, force))


def _tally(entry: OffenceMonth, folder: Path) -> dict[str, tuple[int, int]]:
    if entry.types or not entry.rows:
        return entry.tallies
    from beatwise.store.parquet_tables import tally  # gathered by an older Beatwise

    return tally(folder / entry.file)
