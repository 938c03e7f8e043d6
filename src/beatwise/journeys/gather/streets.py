"""Gather a layer of streets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from beatwise.journeys.gather.fingerprint import fingerprint, stands
from beatwise.records.provenance import Provenance
from beatwise.store.source_files import source_file
from beatwise.store.workspace import Workspace


KIND = "streets"
OSM_LICENCE = "Open Database License 1.0, © OpenStreetMap contributors"


@dataclass(frozen=True, slots=True)
class GatheredStreets:
    """What a gather did: the layer, ways in, segments out, what was left out, and notes."""

    layer: str
    changed: bool
    rows_in: int
    rows_out: int
    length_km: float
    islands: int
    left_out: dict[str, int]
    notes: list[str]


def gather_streets(
    workspace: Workspace,
    path: Path,
    *,
    layer: str | None = None,
    crs: str | None = None,
    inner: str | None = None,
    licence: str | None = None,
    progress: Callable[[int, int, str], None] = lambda done, total, words: None,
) -> GatheredStreets:
    """Gather the walkable streets of a file; a layer of that name is replaced.

    Raises ``BadInput`` when the file is damaged, holds no walkable way, or lies elsewhere.
    """
    from beatwise.sources.geography.streets import read_streets

    path = Path(path)
    name = layer or path.name.split(".")[0]
    sha256 = fingerprint([path])
    note = f"crs {crs}" if crs else ""
    if stands(workspace, KIND, name, sha256, note):
        return _unchanged(workspace, name)
    read = read_streets(path, layer=name, crs=crs, inner=inner, progress=progress)
    provenance = Provenance(
        KIND,
        path.name,
        sha256,
        datetime.now(UTC).isoformat(timespec="seconds"),
        licence or (OSM_LICENCE if ".osm" in path.name or path.suffix == ".pbf" else "not stated"),
        rows_in=read.rows_in,
        rows_out=len(read.streets),
        note=note,
    )
    with workspace.writing() as transaction:
        transaction.put_streets(name, read.streets, provenance)
        origin = source_file(
            workspace.path, [path], layer=name, crs=crs, inner=inner, licence=licence
        )
        transaction.come_from(transaction.catalogue.items[(KIND, name)].file, origin)
    kilometres = round(read.length_m / 1000, 3)
    return GatheredStreets(
        name, True, read.rows_in, len(read.streets), kilometres, read.islands, read.left_out,
        read.notes,
    )  # fmt: skip


def _unchanged(workspace: Workspace, name: str) -> GatheredStreets:
    from beatwise.places.junctions import islands

    streets = workspace.streets(name)
    standing = workspace.catalogue.items[(KIND, name)].provenance
    return GatheredStreets(
        name,
        False,
        standing.rows_in,
        len(streets),
        round(sum(street.length_m for street in streets) / 1000, 3),
        islands(streets),
        {},
        ["This file, read in this way, stands already; nothing changed."],
    )
