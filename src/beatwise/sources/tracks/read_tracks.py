"""Read a file of tracks, whatever wrote it: told by its first bytes, never by its name."""

from __future__ import annotations

from pathlib import Path

from beatwise.errors import BadInput
from beatwise.sources.tracks.gpx_tracks import read_gpx
from beatwise.sources.tracks.json_tracks import read_json_tracks
from beatwise.sources.tracks.table_tracks import TrackMapping, read_geoparquet, read_table_tracks
from beatwise.sources.tracks.track_file import TrackFile


def read_tracks(path: Path, mapping: TrackMapping | None = None) -> TrackFile:
    """Return the positions of a GPX, GeoJSON, OwnTracks, Overland, Traccar, CSV or Parquet file.

    Raises ``BadInput`` naming the file, and the place in it, when it cannot be read.
    """
    if not path.is_file():
        raise BadInput(
            "there is no such file.", place=str(path), next_step="Check the path and its spelling."
        )
    with path.open("rb") as file:
        start = file.read(512).removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"PAR1"):
        return read_geoparquet(path, mapping)
    if start.startswith(b"<") and b"<html" not in start.lower():
        return read_gpx(path)
    device = None if mapping is None else mapping.device
    if start.startswith((b"{", b"[")) or b"\t{" in start:
        return read_json_tracks(path, device)
    return read_table_tracks(path, mapping)
