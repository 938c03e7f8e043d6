"""Gather what else happened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from beatwise.errors import MissingData, UsageError
from beatwise.journeys.gather.fingerprint import fingerprint, stands
from beatwise.records.provenance import Provenance
from beatwise.store.files.source_files import source_file
from beatwise.store.workspace import Workspace


KIND = "events"


@dataclass(frozen=True, slots=True)
class GatheredEvents:
    """What a gather did: the list's name, rows, kind → events, and notes."""

    source: str
    changed: bool
    rows_in: int
    rows_out: int
    kinds: dict[str, int]
    notes: list[str]


def gather_events(workspace: Workspace, path: Path) -> GatheredEvents:
    """Gather a list of events; a list from a file of that name is replaced.

    Raises ``BadInput`` naming the row that cannot be read.
    """
    from beatwise.sources.extracts.events import read_events

    path = Path(path)
    name, sha256 = path.stem, fingerprint([path])
    read = read_events(path)
    notes = [*read.notes, *_unknown_areas(workspace, read.events["area"].dropna().unique())]
    if stands(workspace, KIND, name, sha256, ""):
        notes = ["This file stands already; nothing changed.", *notes]
        return GatheredEvents(name, False, read.rows_in, len(read.events), read.kinds, notes)
    provenance = Provenance(
        KIND,
        path.name,
        sha256,
        datetime.now(UTC).isoformat(timespec="seconds"),
        "not stated",
        rows_in=read.rows_in,
        rows_out=len(read.events),
    )
    with workspace.writing() as transaction:
        transaction.put_events(name, read.events, provenance)
        origin = source_file(workspace.path, [path])
        transaction.come_from(transaction.catalogue.items[(KIND, name)].file, origin)
    return GatheredEvents(name, True, read.rows_in, len(read.events), read.kinds, notes)


def _unknown_areas(workspace: Workspace, labels: list[str]) -> list[str]:
    """Say which areas the events name that the workspace does not know, or knows twice."""
    notes = []
    for label in labels:
        try:
            workspace.area(str(label))
        except (MissingData, UsageError) as error:
            notes.append(f"Area '{label}': {error.message} {error.next_step or ''}".strip())
    return notes
