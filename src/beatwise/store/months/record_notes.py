"""The notes beside every result about the records themselves: what is odd, lost or left out."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from beatwise.records.absent_types import absent_sentences, absent_types
from beatwise.records.force_names import force_words
from beatwise.records.odd_months.record_sentences import (
    concerning,
    left_out_sentences,
    lost_places,
    odd_marks,
    odd_sentences,
    place_sentences,
)
from beatwise.store.months.month_records import odd_months_of, tallies_of


if TYPE_CHECKING:
    from beatwise.store.workspace import Workspace


def record_notes(
    workspace: Workspace,
    force: str | None,
    types: Sequence[str],
    months: Collection[int],
    trend: Sequence[str] = (),
) -> tuple[str, ...]:
    """Say what a reader must know of a force's records of these types in these months.

    ``trend`` are words for what records without a place mean for trends. Without a force (a timed
    extract) only the months left out are told.
    """
    notes = left_out_sentences(workspace.left_out)
    if force is None:
        return tuple(notes)
    odd = concerning(odd_months_of(workspace, force), types, months)
    tallies = tallies_of(workspace, force)
    places = place_sentences(tallies, types, months)
    absent = absent_sentences(force, absent_types(tallies, types))
    return (*notes, *absent, *odd_sentences(odd), *places, *trend)


def record_marks(
    workspace: Workspace, force: str | None, types: Sequence[str], months: Collection[int]
) -> tuple[str, ...]:
    """Say the same in a line or two, for a page without room; nothing where all is in line."""
    marks = left_out_sentences(workspace.left_out)
    if force is None:
        return tuple(marks)
    odd = concerning(odd_months_of(workspace, force), types, months)
    lost = lost_places(tallies_of(workspace, force), types, months)
    return (*marks, *odd_marks(odd), *lost)


def notes_of_forces(
    workspace: Workspace, forces: Sequence[str], types: Sequence[str], months: Collection[int]
) -> tuple[str, ...]:
    """Say the same of several forces, each sentence with its force where there are several."""
    every = []
    for force in forces:
        for note in record_notes(workspace, force, types, months):
            shared = len(forces) == 1 or note in left_out_sentences(workspace.left_out)
            every.append(note if shared else f"{force_words(force)}. {note}")
    return tuple(dict.fromkeys(every))
