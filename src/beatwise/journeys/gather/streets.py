"""Gather a layer of streets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from beatwise.journeys.gather.downloads import is_address, local
from beatwise.journeys.gather.fingerprint import fingerprint, stands
from beatwise.places.near_areas import NearAreas
from beatwise.records.provenance import Provenance
from beatwise.store.files.source_files import source_file
from beatwise.store.workspace import Workspace


KIND = "streets"
FEATURES = "map-features"
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
    source: Path | str,
    *,
    layer: str | None = None,
    crs: str | None = None,
    inner: str | None = None,
    licence: str | None = None,
    progress: Callable[[int, int, str], None] = lambda done, total, words: None,
) -> GatheredStreets:
    """Gather the walkable streets of a file; a layer of that name is replaced.

    ``source`` may be an http(s) address, such as that of a county's extract of OpenStreetMap, of
    which only the ground near the gathered areas is kept: streets, and for maps and names water,
    railways, parks, stations and well-known premises.

    Raises ``BadInput`` when the file is damaged, holds no walkable way, or lies elsewhere.
    """
    from beatwise.sources.geography.geofabrik import theme_layers
    from beatwise.sources.geography.streets import is_osm_file, read_streets

    path = local(workspace, str(source), progress) if is_address(str(source)) else Path(source)
    name = layer or path.name.split(".")[0]
    near = NearAreas.of(workspace.areas()) if workspace.catalogue.of_kind("areas") else None
    sha256 = fingerprint(_files(path))
    themed = not is_osm_file(path) and inner is None and bool(theme_layers(path))
    is_osm = is_osm_file(path) or themed
    note = ", ".join(
        [
            *([f"crs {crs}"] if crs else []),
            *([f"near areas {near.digest}"] if near and is_osm else []),
            *([f"from {source}"] if is_address(str(source)) else []),
        ]
    )
    if stands(workspace, KIND, name, sha256, note) and _features_whole(workspace, name):
        return _unchanged(workspace, name)
    read = read_streets(path, layer=name, crs=crs, inner=inner, near=near, progress=progress)
    provenance = Provenance(
        KIND,
        path.name,
        sha256,
        datetime.now(UTC).isoformat(timespec="seconds"),
        licence or (OSM_LICENCE if is_osm else "not stated"),
        rows_in=read.rows_in,
        rows_out=len(read.streets),
        note=note,
    )
    with workspace.writing() as transaction:
        transaction.put_streets(name, read.streets, provenance)
        if read.features or (FEATURES, name) in workspace.catalogue.items:
            features_from = replace(provenance, kind=FEATURES, rows_out=len(read.features))
            transaction.put_map_features(name, read.features, features_from)
        origin = source_file(
            workspace.path, [path], layer=name, crs=crs, inner=inner, licence=licence
        )
        for kind in (KIND, FEATURES):
            if (kind, name) in transaction.catalogue.items:
                transaction.come_from(transaction.catalogue.items[(kind, name)].file, origin)
    kilometres = round(read.length_m / 1000, 3)
    return GatheredStreets(
        name, True, read.rows_in, len(read.streets), kilometres, read.islands, read.left_out,
        read.notes,
    )  # fmt: skip


def _files(path: Path) -> list[Path]:
    """Return the files to hash: a folder of Geofabrik's Shapefiles is all of them."""
    parts = sorted(path.glob("gis_osm_*")) if path.is_dir() else []
    return parts or [path]


def _features_whole(workspace: Workspace, name: str) -> bool:
    item = workspace.catalogue.items.get((FEATURES, name))
    return item is None or workspace.files.is_whole(item.file)


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
