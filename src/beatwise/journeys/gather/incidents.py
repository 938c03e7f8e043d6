"""Gather a timed extract: read it by its mapping, keep what stands, account for the rest."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from beatwise.cell_text.csv_text import csv_text
from beatwise.errors import Conflict
from beatwise.journeys.gather.fingerprint import fingerprint
from beatwise.records.provenance import Provenance
from beatwise.sources.extracts.mapping import read_mapping
from beatwise.store.catalogue import Item
from beatwise.store.files import source_files
from beatwise.store.files.source_files import SourceFile, source_file
from beatwise.store.whole_file import write_whole
from beatwise.store.workspace import Workspace


if TYPE_CHECKING:
    import pandas as pd

    from beatwise.sources.extracts.incidents import ReadIncidents

KIND = "incidents"


@dataclass(frozen=True, slots=True)
class GatheredIncidents:
    """What a gather did.

    Parameters
    ----------
    source
        The extract's name, from the mapping.
    changed
        False when the same file, read in the same way, stood already.
    rows_in, rows_out
        Records in the file, and incidents kept from it.
    standing
        Incidents of this source in the workspace now.
    restated
        Incidents of earlier files that this one replaced.
    rejected, adjusted, types
        Reason or type → rows.
    set_aside
        The file that lists every rejected and adjusted row; ``None`` when there are none.
    notes
        What a reader should know.
    """

    source: str
    changed: bool
    rows_in: int
    rows_out: int
    standing: int
    restated: int
    rejected: dict[str, int]
    adjusted: dict[str, int]
    types: dict[str, int]
    set_aside: Path | None
    notes: list[str]


def gather_incidents(workspace: Workspace, path: Path, mapping_path: Path) -> GatheredIncidents:
    """Gather an extract into its source's table.

    A later file of the same source adds to it; where both hold an id, the later file's row stands.
    The same file gathered again under its own name replaces what it gave before.

    Raises ``BadInput`` when the file or its mapping cannot be read.

    Examples
    --------
    >>> import beatwise, tempfile
    >>> county = beatwise.example().path.parent / "county"
    >>> workspace = beatwise.Workspace.create(tempfile.mkdtemp(), "Ours")
    >>> extract, mapping = county / "incidents.csv", county / "incidents-mapping.toml"
    >>> done = beatwise.gather_incidents(workspace, extract, mapping)
    >>> done.rows_in == done.rows_out + sum(done.rejected.values())
    True
    """
    from beatwise.sources.extracts.incidents import read_incidents

    path, mapping_path = Path(path), Path(mapping_path)
    mapping = read_mapping(mapping_path)
    sha256 = fingerprint([path])
    files = _files(workspace, mapping.name)
    mark = f"{sha256[:16]}/{fingerprint([mapping_path])[:16]}"
    if files.get(path.name) == mark:
        return _unchanged(workspace, mapping.name)
    read = read_incidents(path, mapping)
    if "easting" in mapping.columns:
        _refuse_swapped(workspace, read.incidents, path.name)
    set_aside = write_set_aside(read.set_aside, path)
    notes = read.notes
    with workspace.writing() as transaction:
        files = _files(workspace, mapping.name)
        notes = [*notes, *_lost(workspace, mapping.name, path.name)]
        earlier = _sources(workspace, mapping.name, set(files) - {path.name})
        merged, restated = _merged(workspace, mapping.name, read, set(files) - {path.name})
        transaction.put_incidents(
            mapping.name,
            merged,
            _provenance(mapping.name, path, sha256, mapping.licence, read, merged, files, mark),
        )
        origin = source_file(workspace.path, [path, mapping_path])
        file = transaction.catalogue.items[(KIND, mapping.name)].file
        transaction.come_from(file, *earlier, origin)
    return GatheredIncidents(
        mapping.name,
        True,
        read.rows_in,
        len(read.incidents),
        len(merged),
        restated,
        read.rejected,
        read.adjusted,
        read.types,
        set_aside,
        notes,
    )


def _refuse_swapped(workspace: Workspace, rows: pd.DataFrame, source: str) -> None:
    """Refuse metres that only the other way round lie in the areas gathered."""
    from beatwise.sources.geography.coordinates import look_swapped, swapped

    if not workspace.catalogue.of_kind("areas"):
        return
    polygons = [area.geometry for area in workspace.areas()]
    if look_swapped(rows["easting"].to_numpy(), rows["northing"].to_numpy(), polygons):
        raise swapped(source, "easting and northing", "the gathered areas")


def _unchanged(workspace: Workspace, source: str) -> GatheredIncidents:
    item = workspace.catalogue.items[(KIND, source)]
    incidents = workspace.incidents(source=source)
    types = {str(k): int(v) for k, v in incidents["type"].value_counts(sort=False).items() if v}
    provenance = item.provenance
    return GatheredIncidents(
        source, False, provenance.rows_in, len(incidents), len(incidents), 0, {}, {}, types, None,
        ["This file, read by this mapping, stands already; nothing changed."],
    )  # fmt: skip


def _files(workspace: Workspace, source: str) -> dict[str, str]:
    """Return the files that stand whole for a source: name → hash of file and mapping."""
    item = workspace.catalogue.items.get((KIND, source))
    if item is None or not workspace.files.is_whole(item.file):
        return {}
    return files_of(item)


def files_of(item: Item) -> dict[str, str]:
    """Return the files that an extract's table was made of: name → hash of file and mapping."""
    lines = (line.rsplit(" ", 1) for line in item.provenance.note.splitlines())
    return {name: mark for name, mark in lines}


def _lost(workspace: Workspace, source: str, name: str) -> list[str]:
    """Say which other files a damaged table held, for their rows are not in the new one."""
    item = workspace.catalogue.items.get((KIND, source))
    if item is None or workspace.files.is_whole(item.file):
        return []
    others = sorted(set(files_of(item)) - {name})
    if not others:
        return ["The table of this source was damaged; it was made again from this file."]
    what = "it" if len(others) == 1 else "them"
    words = f"The table of this source was damaged, and it also held {', '.join(others)}"
    return [f"{words}: gather {what} again as well."]


def _sources(workspace: Workspace, source: str, names: set[str]) -> list[SourceFile]:
    """Return where the other files of a source lie on this machine."""
    item = workspace.catalogue.items.get((KIND, source))
    known = source_files.read(workspace.path).get(item.file, ()) if item else ()
    return [one for one in known if Path(one.paths[0]).name in names]


def _merged(
    workspace: Workspace, source: str, read: ReadIncidents, others: set[str]
) -> tuple[pd.DataFrame, int]:
    """Return the source's rows with the new file's, and how many earlier rows it replaced."""
    import pandas as pd

    from beatwise.records.incidents import INCIDENTS

    if not others:
        return read.incidents, 0
    earlier = workspace.incidents(source=source)
    replaced = earlier["id"].isin(read.incidents["id"])
    plain = [
        frame.astype({"type": "str", "home_office_code": "str", "source": "str"})
        for frame in (earlier[~replaced], read.incidents)
    ]
    merged = pd.concat(plain, ignore_index=True)
    return INCIDENTS.validate(merged), int(replaced.sum())


def _provenance(
    source: str,
    path: Path,
    sha256: str,
    licence: str,
    read: ReadIncidents,
    merged: pd.DataFrame,
    files: dict[str, str],
    mark: str,
) -> Provenance:
    files = {**files, path.name: mark}
    provenance = Provenance(
        KIND,
        path.name,
        sha256,
        datetime.now(UTC).isoformat(timespec="seconds"),
        licence,
        rows_in=read.rows_in,
        rows_out=len(merged),
    )
    return replace(provenance, note="\n".join(f"{name} {m}" for name, m in files.items()))


def write_set_aside(rows: pd.DataFrame, path: Path) -> Path | None:
    """Write the rows set aside to ``NAME.set-aside.csv`` beside the file; ``None`` if none were.

    An earlier list of the same file is replaced.
    """
    beside = path.with_name(f"{path.name}.set-aside.csv")
    if rows.empty and not beside.exists():
        return None
    lines = [list(rows.columns), *rows.astype(object).to_numpy().tolist()]
    try:
        write_whole(beside, csv_text(lines, line_end="\n").encode("utf-8-sig"))
    except (Conflict, OSError) as error:
        why = error.message if isinstance(error, Conflict) else error.strerror
        raise Conflict(
            f"the list of rows set aside cannot be written beside the file ({why}).",
            place=str(beside),
            next_step="Copy the file to a folder you may write in, or close the list if open.",
        ) from error
    return None if rows.empty else beside
