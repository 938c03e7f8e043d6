"""The catalogue: one JSON file that says what a workspace holds.

Data files carry their own hash in their name and are never changed, so replacing the catalogue is
the single moment at which anything gathered becomes part of the workspace.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from beatwise.records.provenance import Provenance
from beatwise.records.restatement import Restatement


if TYPE_CHECKING:
    from beatwise.records.ledger import LedgerLine


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
class Derived:
    """A table worked out from others when they were gathered, kept so that reading is quick.

    ``inputs`` is a hash of what it was worked out from: with other inputs it is out of date.
    """

    name: str
    file: str
    inputs: str


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

    ``offences`` is keyed by (force slug, month number), ``items`` by (kind, name), ``derived`` by
    name.
    """

    name: str
    created: str
    offences: Mapping[tuple[str, int], OffenceMonth] = field(default_factory=dict)
    items: Mapping[tuple[str, str], Item] = field(default_factory=dict)
    restatements: tuple[Restated, ...] = ()
    derived: Mapping[str, Derived] = field(default_factory=dict)

    def of_kind(self, *kinds: str) -> list[Item]:
        """Return the items of these kinds, in the order they were gathered."""
        return [item for item in self.items.values() if item.kind in kinds]

    def files(self) -> set[str]:
        """Return every data file that stands, relative to the workspace."""
        files = {month.file for month in self.offences.values()}
        files |= {item.file for item in self.items.values()}
        return files | {table.file for table in self.derived.values()}

    def with_month(self, entry: OffenceMonth, restated: Restated | None = None) -> Catalogue:
        """Return the catalogue with this force-month standing."""
        offences = {**self.offences, (entry.force, entry.month): entry}
        history = self.restatements + ((restated,) if restated else ())
        return replace(self, offences=offences, restatements=history)

    def with_item(self, item: Item) -> Catalogue:
        """Return the catalogue with this item standing in place of one of the same name."""
        return replace(self, items={**self.items, (item.kind, item.name): item})

    def with_derived(self, derived: Derived) -> Catalogue:
        """Return the catalogue with this derived table in place of the one of its name."""
        return replace(self, derived={**self.derived, derived.name: derived})
