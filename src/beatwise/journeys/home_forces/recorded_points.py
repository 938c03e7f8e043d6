"""How many rows each force has at each map point, kept so that reading is quick."""

from __future__ import annotations

from typing import TYPE_CHECKING

from beatwise.records.force_names import EVERYWHERE


if TYPE_CHECKING:
    import pyarrow as pa

    from beatwise.places.home.recorded_ground import PointRows
    from beatwise.store.workspace import Workspace

RECORDED_POINTS = "recorded-points"


def stands(workspace: Workspace) -> bool:
    """Say whether the kept table is that of the months that stand."""
    table = workspace.catalogue.derived.get(RECORDED_POINTS)
    return table is not None and table.inputs == workspace.catalogue.months_mark


def count_points(workspace: Workspace) -> pa.Table:
    """Count rows of all types by force and map point; columns force, easting, northing, rows.

    Rows without a place, and of forces that record everywhere, are left out.
    """
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    names = ["easting", "northing"]
    tables = []
    for force in workspace.forces():
        if force in EVERYWHERE:
            continue
        files = [e.file for e in workspace.catalogue.offences.values() if e.force == force]
        paths = workspace.files.paths(sorted(files))
        parts = [pq.read_table(path, columns=names) for path in paths]
        placed = pa.concat_tables(parts)
        placed = placed.filter(pc.is_finite(placed["easting"]))
        counted = (
            placed.group_by(names).aggregate([([], "count_all")]).rename_columns([*names, "rows"])
        )
        column = pa.array([force] * len(counted), pa.string())
        tables.append(
            counted.sort_by([(n, "ascending") for n in names]).append_column("force", column)
        )
    return pa.concat_tables(tables) if tables else _no_points()


def _no_points() -> pa.Table:
    import pyarrow as pa

    empty = pa.schema(
        {
            "easting": pa.float64(),
            "northing": pa.float64(),
            "rows": pa.int64(),
            "force": pa.string(),
        }
    )
    return empty.empty_table()


def point_rows(workspace: Workspace) -> PointRows:
    """Return the kept table, or count again where it is out of date."""
    import numpy as np
    import pyarrow as pa

    from beatwise.places.home.recorded_ground import PointRows

    table = _kept_table(workspace) if stands(workspace) else count_points(workspace)
    coded = table["force"].combine_chunks()
    if not pa.types.is_dictionary(coded.type):
        coded = coded.dictionary_encode()
    names = np.array(coded.dictionary.to_pylist(), dtype=str)
    forces, place = np.unique(names, return_inverse=True)
    force = place[coded.indices.to_numpy()]
    x, y, rows = (table[name].to_numpy() for name in ("easting", "northing", "rows"))
    return PointRows(tuple(forces.tolist()), force.astype(np.int64), x, y, rows.astype(np.int64))


def _kept_table(workspace: Workspace) -> pa.Table:
    import pyarrow.parquet as pq

    file = workspace.catalogue.derived[RECORDED_POINTS].file
    if not workspace.files.is_whole(file):  # a writer has replaced it, or it is damaged
        return count_points(workspace)
    path = workspace.path / file
    return pq.ParquetFile(path, read_dictionary=["force"]).read(use_threads=False)
