"""Read one file and write it down, ready to stand; quick to see that it stands already."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING

from beatwise import __version__
from beatwise.errors import BadInput
from beatwise.journeys.home_forces.force_outlines import force_outlines
from beatwise.records.provenance import Provenance
from beatwise.sources.police_uk import content
from beatwise.sources.police_uk.members import Member
from beatwise.store.catalogue import OffenceMonth
from beatwise.store.files.source_files import source_file
from beatwise.store.files.staged_months import StagedMonths
from beatwise.store.transaction import Transaction
from beatwise.store.workspace import Workspace


if TYPE_CHECKING:
    import shapely

    from beatwise.places.lsoa import Changes


LICENCE = "Open Government Licence v3.0"


@dataclass(frozen=True, slots=True)
class Staged:
    """One force-month on disk, not yet standing; ``entry`` None when the same bytes stand."""

    entry: OffenceMonth | None


class Stager:
    """Stages files for one transaction; ``stage`` may be called from several threads."""

    def __init__(self, workspace: Workspace, transaction: Transaction, wanted: Collection[str]):
        self._workspace = workspace
        self._transaction = transaction
        self._wanted = wanted
        self.damaged = _damaged(workspace)
        self._standing = _standing(workspace, self.damaged)
        self._gathered = datetime.now(UTC).isoformat(timespec="seconds")
        self.notes: list[str] = []
        self._one_reads = Lock()
        self._staged = StagedMonths(workspace.path, _rule(workspace, wanted))

    def stage(self, member: Member) -> list[Staged]:
        """Read, count and write one file; one entry for each force and month in it."""
        text = content.read(member)
        if text.sha256 in self._standing:
            return [Staged(None)]
        if months := self._staged_before(member, text.sha256):
            return months
        from beatwise.sources.police_uk.copies import distinct
        from beatwise.sources.police_uk.quality import quality
        from beatwise.sources.police_uk.reader import read

        with self._one_reads:  # the first thread reads them, the others wait for it
            changes, force_areas = self.changes, self.force_areas
        parts = read(text)
        if not parts:
            self._no_rows(member)
        staged, notes = [], list[str]()
        while parts:  # each is given back once it is written
            part = parts.pop(0)
            if self._wanted and part.force not in self._wanted:
                continue
            once = distinct(part.rows)
            counts = quality(once.rows, member.source, changes, force_areas.get(part.force))
            provenance = Provenance(
                "police-uk", member.source, text.sha256, self._gathered, LICENCE,
                rows_in=counts.rows + once.copies, rows_out=counts.rows,
            )  # fmt: skip
            entry = OffenceMonth(
                force=part.force, month=part.month, file="", restated=0, provenance=provenance,
                copies=once.copies, duplicates=once.references, **asdict(counts),
            )  # fmt: skip
            entry = self._transaction.stage_month(once.rows, entry)
            self._note_origin(member, entry)
            staged.append(Staged(entry))
            notes += _of_reporters(member, part.force, part.reporters)
        self.notes += notes
        if staged and not notes:  # what is said of a file is not noted, so it is read again
            self._staged.add(text.sha256, [one.entry for one in staged if one.entry])
        return staged

    def _staged_before(self, member: Member, sha256: str) -> list[Staged]:
        """Take over what a killed gather wrote of a source file, where all of it is whole."""
        months = self._staged.of(sha256)
        if not all(self._workspace.files.is_whole(entry.file) for entry in months):
            return []
        for entry in months:
            self._transaction.new_files.append(entry.file)
            self._note_origin(member, entry)
        return [Staged(entry) for entry in months]

    def _note_origin(self, member: Member, entry: OffenceMonth) -> None:
        if member.path is not None:
            origin = source_file(self._workspace.path, [member.path], force=entry.force)
            self._transaction.come_from(entry.file, origin)

    def _no_rows(self, member: Member) -> None:
        if member.force is None:
            raise BadInput(
                "the file has a first row and nothing below it.",
                place=member.source,
                next_step="Leave it out; the month then shows as missing, never as zero.",
            )
        self.notes.append(f"{member.source} has no rows: the month counts as missing, not as zero.")

    @cached_property
    def force_areas(self) -> dict[str, shapely.Geometry]:
        """Outlines of forces by slug, when a layer of police force areas was gathered."""
        return force_outlines(self._workspace)

    @cached_property
    def changes(self) -> Changes | None:
        """The 2011 to 2021 LSOA lookup, when it was gathered."""
        from beatwise.journeys.gather.lookup import LSOA_LOOKUP, lsoa_changes

        has = ("lookup", LSOA_LOOKUP) in self._workspace.catalogue.items
        return lsoa_changes(self._workspace) if has else None


def _of_reporters(member: Member, force: str, reporters: Collection[str]) -> list[str]:
    if not reporters:
        return []
    names = ", ".join(reporters)
    words = f"its name says {force}, and rows are reported by {names}. The name decides; check that"
    return [f"{member.source}: {words} it is right."]


def _rule(workspace: Workspace, wanted: Collection[str]) -> str:
    """Return a hash of what decides how a file is written: lookups, outlines, forces, version."""
    files = sorted(item.file for item in workspace.catalogue.of_kind("lookup", "areas"))
    words = [__version__, *sorted(wanted), *files]
    return hashlib.sha256("\n".join(words).encode()).hexdigest()


def _damaged(workspace: Workspace) -> frozenset[str]:
    """Return the files of months that are missing or are not what was gathered."""
    files = (entry.file for entry in workspace.catalogue.offences.values())
    return frozenset(file for file in files if not workspace.files.is_whole(file))


def _standing(workspace: Workspace, damaged: frozenset[str]) -> set[str]:
    """Return the hashes of the source files of which every month stands whole."""
    entries = workspace.catalogue.offences.values()
    to_read = {entry.provenance.sha256 for entry in entries if entry.file in damaged}
    return {entry.provenance.sha256 for entry in entries} - to_read
