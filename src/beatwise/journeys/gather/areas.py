"""Gather a layer of areas."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from beatwise.journeys.gather.downloads import is_address, local_layer
from beatwise.journeys.gather.fingerprint import fingerprint, stands
from beatwise.journeys.home_forces.force_outlines import is_force_area
from beatwise.journeys.home_forces.settle_ground import settle_ground
from beatwise.records.provenance import Provenance
from beatwise.store.files.source_files import source_file
from beatwise.store.workspace import Workspace


KIND = "areas"
NOT_STATED = "not stated"
LICENCE_HINT = (
    "The licence is not stated, and reports will say so. These areas bear ONS codes: if the file "
    'is as ONS published it, gather it again with --licence "OGL v3.0".'
)


@dataclass(frozen=True, slots=True)
class GatheredAreas:
    """What a gather did: the layer, its files, rows, areas set aside by name, and notes."""

    layer: str
    changed: bool
    files: int
    rows_in: int
    rows_out: int
    set_aside: dict[str, str]
    notes: list[str]


def gather_areas(
    workspace: Workspace,
    sources: Sequence[Path | str],
    label: str,
    *,
    id_field: str | None = None,
    layer: str | None = None,
    crs: str | None = None,
    inner: str | None = None,
    licence: str = NOT_STATED,
    progress: Callable[[int, int, str], None] = lambda done, total, words: None,
) -> GatheredAreas:
    """Gather files, or folders of files, as one layer; a layer of that name is replaced.

    A source may be the http(s) address of a file or of an ArcGIS feature layer. Raises ``BadInput``
    naming file and feature when they cannot be read as areas.

    Examples
    --------
    >>> import beatwise, tempfile
    >>> towns = beatwise.example().path.parent / "county" / "areas" / "towns.geojson"
    >>> workspace = beatwise.Workspace.create(tempfile.mkdtemp(), "Ours")
    >>> beatwise.gather_areas(workspace, [towns], "name", layer="towns").rows_out
    1
    """
    from beatwise.places.area_names import known_rules
    from beatwise.sources.geography.areas import read_areas
    from beatwise.sources.geography.layers import files_in

    paths = [local_layer(workspace, str(source), progress) for source in sources]
    files = files_in(paths)
    name = layer or paths[0].stem
    sha256 = fingerprint(files)
    start = f"label {label}, id {id_field or label}" + (f", crs {crs}" if crs else "")
    end = "".join(f", from {source}" for source in sources if is_address(str(source)))
    item = workspace.catalogue.items.get((KIND, name))
    same = any(
        stands(workspace, KIND, name, sha256, f"{start}, names {rule}{end}")
        for rule in known_rules()
    )
    if same and item and licence in (NOT_STATED, item.provenance.licence):
        standing = item.provenance
        notes = ["These files, read in this way, stand already; nothing changed."]
        return GatheredAreas(
            name, False, len(files), standing.rows_in, standing.rows_out, {}, notes
        )
    read = read_areas(paths, label, id_field=id_field, layer=name, crs=crs, inner=inner)
    notes = [*read.notes, *_replaces(workspace, name, files)]
    if licence == NOT_STATED and read.ons_codes:
        notes.append(LICENCE_HINT)
    provenance = Provenance(
        KIND,
        files[0].name if len(files) == 1 else f"{paths[0].name} ({len(files)} files)",
        sha256,
        datetime.now(UTC).isoformat(timespec="seconds"),
        licence,
        rows_in=read.rows_in,
        rows_out=len(read.areas),
        note=f"{start}, names {read.name_rule}{end}",
    )
    with workspace.writing() as transaction:
        transaction.put_areas(name, read.areas, provenance)
        read_with = {"label": label, "id_field": id_field, "crs": crs, "inner": inner}
        origin = source_file(workspace.path, sources, layer=name, licence=licence, **read_with)
        transaction.come_from(transaction.catalogue.items[(KIND, name)].file, origin)
    settle_ground(workspace, outlines_changed=any(is_force_area(area.id) for area in read.areas))
    return GatheredAreas(
        name, True, len(files), read.rows_in, len(read.areas), read.set_aside, notes
    )


def _replaces(workspace: Workspace, name: str, files: Sequence[Path]) -> list[str]:
    item = workspace.catalogue.items.get((KIND, name))
    if item is None:
        return []
    return [f"The layer '{name}' gathered from {item.provenance.source} was replaced."]
