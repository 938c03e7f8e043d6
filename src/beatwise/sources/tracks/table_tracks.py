"""Tracks in tables: CSV, workbooks and radio exports, and GeoParquet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import shapely

from beatwise.clock import LONDON
from beatwise.errors import BadInput
from beatwise.fields import read_document
from beatwise.sources.spreadsheets.reading import read_sheet
from beatwise.sources.tracks.track_columns import ROLES, positions
from beatwise.sources.tracks.track_file import TrackFile, track_file


@dataclass(frozen=True, slots=True)
class TrackMapping:
    """Which column of a table is which: ``columns`` is role → column's name.

    ``zone`` is the clock of times without a zone; ``device`` names the device of every row where
    the table has no such column.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    zone: ZoneInfo = LONDON
    device: str | None = None
    sheet: str | None = None


def read_track_mapping(path: Path) -> TrackMapping:
    """Read a mapping of tracks from TOML; raise ``BadInput`` naming the line at fault."""
    with read_document(path, place=path.name, noun="mapping") as fields:
        fields.only("columns", "time_zone", "device", "sheet")
        columns = fields.optional_table("columns")
        columns.only(*ROLES)
        return TrackMapping(
            {role: columns.text(role) for role in ROLES if columns.has(role)},
            fields.attempt("time_zone", lambda: _zone(fields.text("time_zone", "")), LONDON),
            fields.text("device", "") or None,
            fields.text("sheet", "") or None,
        )


def read_table_tracks(path: Path, mapping: TrackMapping | None = None) -> TrackFile:
    """Read a CSV, workbook or radio export; raise ``BadInput`` naming file, row and column."""
    ours = mapping or TrackMapping()
    sheet = read_sheet(path, sheet=ours.sheet)
    return _track_file("table", sheet.frame, path, ours, sheet.notes)


def read_geoparquet(path: Path, mapping: TrackMapping | None = None) -> TrackFile:
    """Read points from GeoParquet, such as SMART or EarthRanger exports write."""
    try:
        frame = pq.read_table(path).to_pandas()
    except (pa.ArrowInvalid, OSError) as error:
        raise BadInput(
            f"this Parquet file cannot be read ({error}).",
            place=path.name,
            next_step="Copy it again: it may have been cut short.",
        ) from error
    if "geometry" in frame:
        points = shapely.from_wkb(frame.pop("geometry").to_numpy(object), on_invalid="ignore")
        is_point = shapely.get_type_id(points) == 0
        frame["longitude"] = shapely.get_x(points)
        frame["latitude"] = shapely.get_y(points)
        frame = frame[is_point | pd.isna(points)]
    return _track_file("GeoParquet", frame.reset_index(drop=True), path, mapping or TrackMapping())


def _track_file(
    kind: str,
    frame: pd.DataFrame,
    path: Path,
    mapping: TrackMapping,
    notes: list[str] | None = None,
) -> TrackFile:
    rows = positions(
        frame,
        path.name,
        device=mapping.device or path.stem,
        mapping=mapping.columns,
        zone=mapping.zone,
    )
    return track_file(kind, rows, notes or [])


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name) if name else LONDON
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise BadInput(f"'{name}' is not a time zone, such as Europe/London.") from error
