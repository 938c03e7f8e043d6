"""Check a workspace: its catalogue, every byte of its files, their provenance, its frozen lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from beatwise.clock import Month
from beatwise.errors import BadInput
from beatwise.journeys.upkeep import mending, restated_lists, worked_out
from beatwise.journeys.upkeep.file_contents import fault_in_contents
from beatwise.journeys.upkeep.restated_lists import ListCheck
from beatwise.store.catalogue import Item, OffenceMonth
from beatwise.store.files import source_files
from beatwise.store.files.file_seals import mending_command
from beatwise.store.transaction import DATA
from beatwise.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class FileFault:
    """A file that is not what was gathered: what it holds, what is wrong, and what mends it."""

    kind: str
    name: str
    file: str
    source: str
    fault: str
    command: str


@dataclass(slots=True)
class WorkspaceCheck:
    """What a check found.

    Parameters
    ----------
    workspace, name
        The folder, and what the workspace is called ("" where the catalogue cannot be read).
    counts
        Kind → files that stand.
    catalogue
        What is wrong with the catalogue; None when nothing is.
    files
        Each file that is not what was gathered.
    lists
        The frozen lists found, each with the sources that were restated since.
    strays
        Files among the data that are not part of it; they are never removed.
    mended
        What was mended, in words; empty without ``mend``.
    not_mended
        Why something could not be mended, in words.
    """

    workspace: Path
    name: str = ""
    counts: dict[str, int] = field(default_factory=dict)
    catalogue: str | None = None
    files: list[FileFault] = field(default_factory=list)
    lists: list[ListCheck] = field(default_factory=list)
    strays: list[str] = field(default_factory=list)
    mended: list[str] = field(default_factory=list)
    not_mended: list[str] = field(default_factory=list)

    @property
    def whole(self) -> bool:
        """Whether nothing is damaged; a list from months since restated is not damage."""
        return not (self.catalogue or self.files or any(one.fault for one in self.lists))


def check_workspace(
    folder: Path, *, mend: bool = False, lists: Sequence[Path] = ()
) -> WorkspaceCheck:
    """Check every byte of a workspace; with ``mend`` gather again what is damaged.

    ``lists`` names frozen lists, or folders of them, beside those in the workspace's own folder.
    Raises ``MissingData`` when there is no workspace, and ``Conflict`` when it is to be mended and
    another process writes.

    Examples
    --------
    >>> import beatwise
    >>> from beatwise.journeys.upkeep.workspace_check import check_workspace
    >>> check_workspace(beatwise.example().path).whole
    True
    """
    report = WorkspaceCheck(folder)
    if mend:
        report.mended += mending.mend_catalogue(folder)
    try:
        workspace = Workspace.open(folder)
    except BadInput as error:
        report.catalogue = f"{error.message} {error.next_step}"
        return report
    if mend:
        report.mended += worked_out.mend(workspace)
        workspace = Workspace.open(folder)
    faults = _faults(workspace)
    if mend and faults:
        report.not_mended = mending.mend_files(workspace, [entry for entry, _ in faults])
        damaged = {_name(entry): entry for entry, _ in faults}
        workspace = Workspace.open(folder)
        report.mended += worked_out.mend(workspace)
        workspace = Workspace.open(folder)
        faults = _faults(workspace)
        for name in {_name(entry) for entry, _ in faults}:
            damaged.pop(name, None)
        report.mended += [_mended(name, entry) for name, entry in damaged.items()]
    report.name = workspace.name
    report.counts = _counts(workspace)
    sources = source_files.read(folder)
    report.files = [_file_fault(workspace, sources, *fault) for fault in faults]
    report.files += [_worked_out_fault(workspace, file) for file in worked_out.damaged(workspace)]
    report.lists = restated_lists.check_lists(workspace, lists)
    report.strays = _strays(workspace)
    return report


def _faults(workspace: Workspace) -> list[tuple[OffenceMonth | Item, str]]:
    faults = []
    for entry in _entries(workspace):
        fault = workspace.files.fault(entry.file, all_bytes=True)
        fault = fault or fault_in_contents(workspace.path / entry.file, entry)
        if fault:
            faults.append((entry, fault))
    return faults


def _entries(workspace: Workspace) -> list[OffenceMonth | Item]:
    months = workspace.catalogue.offences
    return [*(months[key] for key in sorted(months)), *workspace.catalogue.items.values()]


def _counts(workspace: Workspace) -> dict[str, int]:
    counts: dict[str, int] = {}
    for entry in _entries(workspace):
        kind = mending.kind_of(entry)
        counts[kind] = counts.get(kind, 0) + 1
    return counts


def _file_fault(
    workspace: Workspace,
    sources: dict[str, tuple[source_files.SourceFile, ...]],
    entry: OffenceMonth | Item,
    fault: str,
) -> FileFault:
    return FileFault(
        kind=mending.kind_of(entry),
        name=_name(entry),
        file=entry.file,
        source=entry.provenance.source,
        fault=fault,
        command=mending.command(workspace.path, entry, sources.get(entry.file, ())),
    )


def _worked_out_fault(workspace: Workspace, file: str) -> FileFault:
    return FileFault(
        kind="worked out",
        name=file,
        file=file,
        source="the months that were gathered",
        fault=workspace.files.fault(file) or "",
        command=mending_command(workspace.path),
    )


def _name(entry: OffenceMonth | Item) -> str:
    if isinstance(entry, OffenceMonth):
        return f"{entry.force} {Month(entry.month)}"
    return f"{entry.kind} '{entry.name}'"


def _mended(name: str, entry: OffenceMonth | Item) -> str:
    return f"{name} was gathered again from {entry.provenance.source}."


def _strays(workspace: Workspace) -> list[str]:
    standing = workspace.catalogue.files()
    names = (
        path.relative_to(workspace.path).as_posix()
        for path in sorted((workspace.path / DATA).rglob("*"))
        if not path.is_dir()
    )
    return [name for name in names if name not in standing]
