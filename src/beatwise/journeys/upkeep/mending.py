"""Mend a workspace: gather again what is damaged, from the same bytes, where they still are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from beatwise.errors import BadInput, UserError
from beatwise.journeys.gather.downloads import is_address, local_layer
from beatwise.journeys.gather.fingerprint import fingerprint
from beatwise.journeys.gather.incidents import files_of, gather_incidents
from beatwise.journeys.gather.police_uk import gather_police_uk
from beatwise.sources.police_uk import content
from beatwise.sources.police_uk.members import find
from beatwise.store import catalogue_file
from beatwise.store.catalogue import Item, OffenceMonth
from beatwise.store.files import source_files
from beatwise.store.files.file_seals import quoted
from beatwise.store.files.source_files import SourceFile
from beatwise.store.workspace import Workspace
from beatwise.store.workspace_lock import one_writer


_OPTION_WORDS = {
    "label": "--label",
    "id_field": "--id",
    "layer": "--layer",
    "crs": "--crs",
    "inner": "--from-layer",
    "licence": "--licence",
    "force": "--force",
}
# What others are read with comes first: outlines and the lookup before months.
_ORDER = ("areas", "lookup", "streets", "map-features", "events", "incidents", "police-uk")


def kind_of(entry: OffenceMonth | Item) -> str:
    """Return the kind of an entry; ``beatwise gather`` has a word for each, but map features."""
    return "police-uk" if isinstance(entry, OffenceMonth) else entry.kind


def _command_word(entry: OffenceMonth | Item) -> str:
    kind = kind_of(entry)
    return "streets" if kind == "map-features" else kind


def command(folder: Path, entry: OffenceMonth | Item, sources: Sequence[SourceFile]) -> str:
    """Return the command that gathers an entry again; capitals where a path is not known."""
    ending = f"--workspace {quoted(folder)}"
    if not sources:
        name = entry.provenance.source.partition("!")[0]
        return f"beatwise gather {_command_word(entry)} {quoted(name)} … {ending}"
    words = (_words(folder, _command_word(entry), source) for source in sources)
    return " && ".join(f"beatwise gather {one} {ending}" for one in words)


def mend_catalogue(folder: Path) -> list[str]:
    """Put the catalogue's copy in its place where the catalogue is damaged; say what was done."""
    with one_writer(folder):
        try:
            catalogue_file.load(folder)
        except BadInput as error:
            copy = catalogue_file.copied(folder)
            if copy is None:
                return catalogue_file.renew_copy(folder)
            aside = catalogue_file.replace_damaged(copy, folder)
            words = f"The catalogue was put back from its copy: {error.message}"
            return [f"{words} It now lies in {aside.name}." if aside else words]
        return []


def mend_files(workspace: Workspace, entries: Iterable[OffenceMonth | Item]) -> list[str]:
    """Gather entries again from their sources; return why some could not be, in words."""
    sources = source_files.read(workspace.path)
    failed: list[str] = []
    for entry in sorted(entries, key=lambda entry: _ORDER.index(kind_of(entry))):
        if workspace.files.is_whole(entry.file):
            continue  # it came with another of the same source a moment ago
        known = sources.get(entry.file, ())
        try:
            why = _why_not(workspace, entry, known)
            if why is None:
                _gather_again(workspace, entry, known)
        except UserError as error:
            why = str(error)
        if why:
            failed.append(f"{entry.file}: {why}")
    return failed


def _why_not(
    workspace: Workspace, entry: OffenceMonth | Item, sources: Sequence[SourceFile]
) -> str | None:
    """Say why the sources of an entry do not give it again, None when they do."""
    if not sources:
        return f"it is not known where {entry.provenance.source} lies. Gather it again."
    paths = [_paths(workspace, source) for source in sources]
    for path in (path for group in paths for path in group):
        if not path.exists():
            return f"its source {path} is no longer there. Gather it again from elsewhere."
    if not _same_bytes(entry, paths):
        return f"its source {paths[0][0]} has changed since. Gather it again if it is right now."
    return None


def _same_bytes(entry: OffenceMonth | Item, paths: list[list[Path]]) -> bool:
    from beatwise.sources.geography.layers import files_in

    wanted = entry.provenance.sha256
    if isinstance(entry, OffenceMonth):
        members = find(paths[0]).members
        return any(
            content.read(member).sha256 == wanted
            for member in members
            if member.force in (None, entry.force) and member.month in (None, entry.month)
        )
    if entry.kind == "incidents":
        marks = {
            path.name: f"{fingerprint([path])[:16]}/{fingerprint([mapping])[:16]}"
            for path, mapping in paths
        }
        return marks == files_of(entry)
    return fingerprint(files_in(paths[0]) if entry.kind == "areas" else paths[0]) == wanted


def _gather_again(
    workspace: Workspace, entry: OffenceMonth | Item, sources: Sequence[SourceFile]
) -> None:
    from beatwise.journeys.gather.areas import NOT_STATED, gather_areas
    from beatwise.journeys.gather.events import gather_events
    from beatwise.journeys.gather.lookup import gather_lsoa_lookup
    from beatwise.journeys.gather.streets import gather_streets

    first = sources[0]
    paths, options = _paths(workspace, first), first.options
    if isinstance(entry, OffenceMonth):
        gather_police_uk(workspace, paths, [entry.force])
    elif entry.kind == "areas":
        gather_areas(
            workspace,
            [p if is_address(p) else source_files.resolve(workspace.path, p) for p in first.paths],
            options["label"],
            id_field=options.get("id_field"),
            layer=entry.name,
            crs=options.get("crs"),
            inner=options.get("inner"),
            licence=options.get("licence", NOT_STATED),
        )
    elif entry.kind in ("streets", "map-features"):
        gather_streets(
            workspace,
            paths[0],
            layer=entry.name,
            crs=options.get("crs"),
            inner=options.get("inner"),
            licence=options.get("licence"),
        )
    elif entry.kind == "events":
        gather_events(workspace, paths[0])
    elif entry.kind == "lookup":
        gather_lsoa_lookup(workspace, paths[0])
    else:
        for source in sources:
            file, mapping = _paths(workspace, source)
            gather_incidents(workspace, file, mapping)


def _paths(workspace: Workspace, source: SourceFile) -> list[Path]:
    return [
        local_layer(workspace, path, lambda done, total, words: None)
        if is_address(path)
        else source_files.resolve(workspace.path, path)
        for path in source.paths
    ]


def _words(folder: Path, kind: str, source: SourceFile) -> str:
    paths = [p if is_address(p) else quoted(source_files.resolve(folder, p)) for p in source.paths]
    if kind == "incidents":
        paths = [paths[0], "--mapping", paths[1]]
    options = [
        word
        for name, value in source.options.items()
        for word in (_OPTION_WORDS[name], quoted(value))
    ]
    return " ".join([kind, *paths, *options])
