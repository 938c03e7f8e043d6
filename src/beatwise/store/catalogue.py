"""The catalogue: one JSON file that says what a workspace holds.

Data files carry their own hash in their name and are never changed, so replacing the catalogue is
the single moment at which anything gathered becomes part of the workspace.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from beatwise.errors import BadInput, MissingData
from beatwise.records.provenance import Provenance
from beatwise.records.restatement import Restatement


if TYPE_CHECKING:
    from beatwise.records.ledger import LedgerLine

CATALOGUE_FILE = "catalogue.json"
FORMAT = 1
_REPLACE_TRIES = 100  # Windows refuses to replace a file that a reader holds open for a moment
_REPLACE_WAIT_SECONDS = 0.02


@dataclass(frozen=True, slots=True)
class OffenceMonth:
    """The file that stands for one force in one month, with its line of the ledger."""

    force: str
    month: int
    file: str
    rows: int
    asb: int
    no_location: int
    outside: int
    duplicates: int
    vintage: int
    restated: int
    provenance: Provenance

    @property
    def ledger_line(self) -> LedgerLine:
        """What the ledger says of it."""
        return {
            "force": self.force,
            "month": self.month,
            "rows": self.rows,
            "asb": self.asb,
            "no_location": self.no_location,
            "outside": self.outside,
            "duplicates": self.duplicates,
            "vintage": self.vintage,
            "sha256": self.provenance.sha256,
            "restated": self.restated,
        }


@dataclass(frozen=True, slots=True)
class Item:
    """One other gathered thing: ``areas``, ``streets``, ``incidents``, ``events`` or ``lookup``."""

    kind: str
    name: str
    file: str
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Restated:
    """What a newer archive changed in one force and month."""

    force: str
    month: int
    was: Provenance
    now: Provenance
    changes: Restatement


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything that stands in a workspace.

    ``offences`` is keyed by (force slug, month number), ``items`` by (kind, name).
    """

    name: str
    created: str
    offences: Mapping[tuple[str, int], OffenceMonth] = field(default_factory=dict)
    items: Mapping[tuple[str, str], Item] = field(default_factory=dict)
    restatements: tuple[Restated, ...] = ()

    def of_kind(self, *kinds: str) -> list[Item]:
        """Return the items of these kinds, in the order they were gathered."""
        return [item for item in self.items.values() if item.kind in kinds]

    def files(self) -> set[str]:
        """Return every data file that stands, relative to the workspace."""
        return {m.file for m in self.offences.values()} | {i.file for i in self.items.values()}

    def with_month(self, entry: OffenceMonth, restated: Restated | None = None) -> Catalogue:
        """Return the catalogue with this force-month standing."""
        offences = {**self.offences, (entry.force, entry.month): entry}
        history = self.restatements + ((restated,) if restated else ())
        return replace(self, offences=offences, restatements=history)

    def with_item(self, item: Item) -> Catalogue:
        """Return the catalogue with this item standing in place of one of the same name."""
        return replace(self, items={**self.items, (item.kind, item.name): item})


def load(folder: Path) -> Catalogue:
    """Read the catalogue of a workspace folder.

    Raises ``MissingData`` when there is none and ``BadInput`` when it cannot be understood.
    """
    path = folder / CATALOGUE_FILE
    try:
        document = json.loads(path.read_bytes())
        return _read(document)
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError) as error:
        raise MissingData(
            "there is no workspace here.",
            place=str(folder),
            next_step=f'Make one with: beatwise init {folder} --name "..."; or give --workspace.',
        ) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadInput(
            f"the catalogue cannot be understood ({type(error).__name__}: {error}).",
            place=str(path),
            next_step="Use the Beatwise that wrote it, or gather again into a new workspace.",
        ) from error


def save(catalogue: Catalogue, folder: Path) -> None:
    """Put the catalogue in place in one step: written beside, flushed, then renamed over."""
    part = folder / f"{CATALOGUE_FILE}.part"
    with part.open("w", encoding="utf-8", newline="\n") as stream:
        json.dump(_document(catalogue), stream, ensure_ascii=False, indent=1)
        stream.flush()
        os.fsync(stream.fileno())
    replace_file(part, folder / CATALOGUE_FILE)


def replace_file(part: Path, path: Path) -> None:
    """Rename ``part`` over ``path``, waiting up to two seconds for a reader to let go of it."""
    for attempt in range(_REPLACE_TRIES):
        try:
            part.replace(path)
            return
        except PermissionError:
            if attempt == _REPLACE_TRIES - 1:
                raise
            time.sleep(_REPLACE_WAIT_SECONDS)


def _document(catalogue: Catalogue) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "name": catalogue.name,
        "created": catalogue.created,
        "offences": [asdict(catalogue.offences[key]) for key in sorted(catalogue.offences)],
        "items": [asdict(item) for item in catalogue.items.values()],
        "restatements": [asdict(restated) for restated in catalogue.restatements],
    }


def _read(document: dict[str, Any]) -> Catalogue:
    if document["format"] != FORMAT:
        raise ValueError(f"format {document['format']}, this Beatwise reads {FORMAT}")
    months = [OffenceMonth(**_traced(entry)) for entry in document["offences"]]
    items = [Item(**_traced(entry)) for entry in document["items"]]
    return Catalogue(
        name=document["name"],
        created=document["created"],
        offences={(entry.force, entry.month): entry for entry in months},
        items={(item.kind, item.name): item for item in items},
        restatements=tuple(
            Restated(
                force=entry["force"],
                month=entry["month"],
                was=Provenance(**entry["was"]),
                now=Provenance(**entry["now"]),
                changes=Restatement(**entry["changes"]),
            )
            for entry in document["restatements"]
        ),
    )


def _traced(entry: dict[str, Any]) -> dict[str, Any]:
    return {**entry, "provenance": Provenance(**entry["provenance"])}
