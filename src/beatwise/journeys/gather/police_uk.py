"""Gather street-level files from data.police.uk into a workspace: all of them, or nothing."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path

from beatwise.errors import BadInput
from beatwise.journeys.gather import month_replacement
from beatwise.journeys.gather.files_to_read import choose
from beatwise.journeys.gather.repeats import settle_repeats, with_tallies
from beatwise.journeys.gather.staging import Staged, Stager
from beatwise.journeys.home_forces.settle_ground import settle_ground
from beatwise.plurals import counted
from beatwise.sources.police_uk.forces import force_slug
from beatwise.sources.police_uk.members import find
from beatwise.store.catalogue import OffenceMonth, Restated
from beatwise.store.files import staged_months
from beatwise.store.transaction import Transaction
from beatwise.store.workspace import Workspace


Progress = Callable[[int, int, str], None]
THREADS = 2


@dataclass(slots=True)
class Gathered:
    """What a gather did: months that are new, unchanged, restated or kept out, and notes."""

    added: list[OffenceMonth] = field(default_factory=list)
    restated: list[Restated] = field(default_factory=list)
    unchanged: int = 0
    notes: list[str] = field(default_factory=list)

    @property
    def rows(self) -> int:
        """Rows in the months that now stand because of this gather."""
        return sum(entry.rows for entry in self.added)


def gather_police_uk(
    workspace: Workspace,
    sources: Sequence[Path],
    forces: Iterable[str] = (),
    progress: Progress = lambda done, total, words: None,
) -> Gathered:
    """Gather every street file in ``sources``; ``forces`` (names or slugs) keeps only those.

    The file gathered later stands, and what it changed is recorded, unless it is known to be older:
    its bytes were replaced before, or it comes from a dated archive (``2025-06.zip``) older than
    the one that stands. The workspace changes once, at the end. Raises ``BadInput`` for the first
    file that cannot be read, with nothing changed.

    Examples
    --------
    >>> import beatwise, tempfile
    >>> county = beatwise.example().path.parent / "county"
    >>> workspace = beatwise.Workspace.create(tempfile.mkdtemp(), "Ours")
    >>> done = beatwise.gather_police_uk(workspace, [county / "police-uk"])
    >>> len(done.added), done.unchanged
    (24, 0)
    """
    files = find(sources)
    wanted = {force_slug(force) for force in forces}
    members, notes = choose(files, wanted)
    gathered = Gathered(notes=notes)
    with workspace.writing() as transaction, staged_months.until_the_end(workspace.path):
        stager = Stager(workspace, transaction, wanted)
        with closing(_staged(stager, members, progress)) as batches:  # no thread outlives an error
            for staged in (one for batch in batches for one in batch):
                _stand(staged, workspace, stager, transaction, gathered)
        gathered.notes += stager.notes
        with_tallies(transaction)
        if transaction.catalogue is not workspace.catalogue:
            gathered.notes += settle_repeats(transaction)
        gathered.notes += _repeats(transaction, gathered)
    settle_ground(workspace)
    return gathered


def _repeats(transaction: Transaction, gathered: Gathered) -> list[str]:
    """Say how many rows of the months that now stand repeat a record that counts already."""
    standing = [transaction.catalogue.offences[one.force, one.month] for one in gathered.added]
    number = sum(entry.ledger_line["repeats"] for entry in standing)
    if not number:
        return []
    verb = "repeats" if number == 1 else "repeat"
    return [
        f"{counted(number, 'row')} {verb} a record counted already: left out; see beatwise ledger."
    ]


def _staged(
    stager: Stager, members: list, progress: Progress
) -> Generator[list[Staged], None, None]:
    """Read and write the files on two threads, a few at a time, in the order given."""
    with ThreadPoolExecutor(THREADS) as pool:
        waiting = []
        try:
            for done, member in enumerate(members):
                waiting.append(pool.submit(stager.stage, member))
                progress(done, len(members), member.source)
                if len(waiting) > THREADS:
                    yield waiting.pop(0).result()
            while waiting:
                yield waiting.pop(0).result()
        finally:
            for future in waiting:
                future.cancel()


def _stand(
    staged: Staged,
    workspace: Workspace,
    stager: Stager,
    transaction: Transaction,
    gathered: Gathered,
) -> None:
    """Let a staged month stand, unless what stands already is the same or newer."""
    entry = staged.entry
    if entry is None:
        gathered.unchanged += 1
        return
    before = workspace.catalogue.offences.get((entry.force, entry.month))
    if transaction.catalogue.offences.get((entry.force, entry.month)) is not before:
        raise BadInput(
            f"two files hold {month_replacement.words(entry)}.",
            place=entry.provenance.source,
            next_step="Give only the newer one.",
        )
    if before is None:
        transaction.keep_month(entry)
        gathered.added.append(entry)
    elif before.file in stager.damaged:
        _mend(entry, before, workspace, transaction, gathered)
    elif before.provenance.sha256 == entry.provenance.sha256:
        gathered.unchanged += 1  # read only because another month of the same file was damaged
    elif note := month_replacement.why_kept_out(entry.provenance, before, workspace.restatements()):
        gathered.notes.append(f"{month_replacement.words(entry)}: {note}")
    else:
        entry, restated = month_replacement.restate(workspace, before, entry)
        transaction.keep_month(entry, restated)
        gathered.added.append(entry)
        gathered.restated.append(restated)


def _mend(
    entry: OffenceMonth,
    before: OffenceMonth,
    workspace: Workspace,
    transaction: Transaction,
    gathered: Gathered,
) -> None:
    """Let a month stand in place of one whose file is damaged, and say so."""
    words = month_replacement.words(entry)
    if before.provenance.sha256 == entry.provenance.sha256:
        entry = replace(entry, restated=before.restated)
        note = "its file was damaged and was made again from the same source."
    elif (
        note := month_replacement.why_kept_out(entry.provenance, before, workspace.restatements())
        or ""
    ):
        gathered.notes.append(f"{words}: {note} The file that stands is damaged.")
        return
    else:
        note = "its file was damaged, so nobody can say what the new one changed."
    transaction.keep_month(entry)
    gathered.added.append(entry)
    gathered.notes.append(f"{words}: {note}")
