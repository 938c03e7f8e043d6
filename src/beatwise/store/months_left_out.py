"""Months left out on request: a catalogue as if they had not been gathered."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from beatwise.clock import Month
from beatwise.errors import UsageError
from beatwise.store.catalogue import Catalogue


def without_months(catalogue: Catalogue, months: Collection[Month]) -> Catalogue:
    """Return the catalogue as if these months had not been gathered."""
    numbers = {month.number for month in months}
    offences = {key: entry for key, entry in catalogue.offences.items() if key[1] not in numbers}
    return replace(catalogue, offences=offences)


def not_recorded(catalogue: Catalogue, months: Collection[Month]) -> list[Month]:
    """Return those of the months that no force has, in order."""
    there = {month for _, month in catalogue.offences}
    return sorted(month for month in months if month.number not in there)


def not_there(month: Month, folder: Path) -> UsageError:
    """Return the error for a month to leave out that neither a force nor an extract has."""
    return UsageError(
        f"{month} is not there, so it cannot be left out.",
        place=str(folder),
        next_step="Give --without a month that beatwise ledger shows, or one of a timed extract.",
    )
