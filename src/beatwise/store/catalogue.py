"""The catalogue: one JSON file that says what a workspace holds.

Data files carry their own hash in their name and are never changed, so replacing the catalogue is
the single moment at which anything gathered becomes part of the workspace.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from beatwise.records.crime_types import ASB
from beatwise.records.provenance import Provenance
from beatwise.records.restatement import Restatement


if TYPE_CHECKING:
    from beatwise.records.ledger import LedgerLine

Tallies = Mapping[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class OffenceMonth:
    """The file that stands for one force in one month, with its line of the ledger.

    Parameters
    ----------
    rows, asb, no_location, outside, vintage
        Of the rows in ``file``.
    duplicates
        Rows that count although their Crime ID is that of another row: another place or type.
    copies
        Rows of the source left out of ``file``, for they say again what another row says.
    types
        By type the rows in ``file`` and those without a location; empty where an older Beatwise
        gathered it.
    repeats, elsewhere
        The file of positions of rows that another month or force counts, or nothing; and by type
        how many they are, and how many of them have no location.
    """

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
    copies: int = 0
    types: Tallies = field(default_factory=dict)
    repeats: str = ""
    elsewhere: Tallies = field(default_factory=dict)

    @property
    def tallies(self) -> dict[str, tuple[int, int]]:
        """What counts, by type: records, and those without a location."""
        none = (0, 0)
        return {
            kind: (rows - self.elsewhere.get(kind, none)[0], no - self.elsewhere.get(kind, none)[1])
            for kind, (rows, no) in self.types.items()
        }

    @property
    def ledger_line(self) -> LedgerLine:
        """What the ledger says of it: records that count, and how many repeats do not."""
        left_out = sum(rows for rows, _ in self.elsewhere.values())
        return {
            "force": self.force,
            "month": self.month,
            "rows": self.rows - left_out,
            "asb": self.asb - self.elsewhere.get(ASB, (0, 0))[0],
            "no_location": self.no_location - sum(no for _, no in self.elsewhere.values()),
            "outside": self.outside,
            "repeats": self.copies + left_out,
            "duplicates": self.duplicates,
            "vintage": self.vintage,
            "sha256": self.provenance.sha256,
            "restated": self.restated,
        }


@dataclass(frozen=True, slots=True)
class Item:
    """One other gathered thing: areas, streets, map-features, incidents, events or a lookup."""

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


@dataclass(frozen=True)
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

    @cached_property
    def by_force(self) -> dict[str, tuple[OffenceMonth, ...]]:
        """The months of each force, both in order: a nation has thousands, a town asks for few."""
        of_force: dict[str, list[OffenceMonth]] = {}
        for (force, _), entry in sorted(self.offences.items()):
            of_force.setdefault(force, []).append(entry)
        return {force: tuple(entries) for force, entries in of_force.items()}

    @property
    def span(self) -> range:
        """The month numbers from the first to the last gathered for any force."""
        months = [month for _, month in self.offences]
        return range(min(months), max(months) + 1) if months else range(0)

    @cached_property
    def months_mark(self) -> str:
        """A hash of the months that stand: their files' names hold their hashes."""
        names = sorted(entry.file for entry in self.offences.values())
        return hashlib.sha256("\n".join(names).encode()).hexdigest()

    @property
    def mark(self) -> str:
        """A hash of what answers come from: two catalogues alike in it give the same answers."""
        files = self.files() - {table.file for table in self.derived.values()}
        return hashlib.sha256("\n".join(sorted(files)).encode()).hexdigest()

    def of_kind(self, *kinds: str) -> list[Item]:
        """Return the items of these kinds, in the order they were gathered."""
        return [item for item in self.items.values() if item.kind in kinds]

    def files(self) -> set[str]:
        """Return every data file that stands, relative to the workspace."""
        months = self.offences.values()
        files = {m.file for m in months} | {m.repeats for m in months if m.repeats}
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
