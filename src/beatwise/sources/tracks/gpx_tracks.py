"""GPX: the tracks of walking apps and hand-held receivers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pandas as pd

from beatwise.errors import BadInput
from beatwise.sources.tracks.track_columns import positions
from beatwise.sources.tracks.track_file import TrackFile, track_file


_METRES_A_HDOP = 5.0  # a receiver's usual error at a horizontal dilution of 1
_NEXT = "Export the track again as GPX 1.1 with times."


def read_gpx(path: Path) -> TrackFile:
    """Read the track points of a GPX 1.0 or 1.1 file; waypoints and planned routes are none.

    The device is the track's name, or the file's where it has none. An accuracy is worked out from
    the horizontal dilution, where there is one, at 5 m each.

    Raises ``BadInput`` where the file is not GPX, is cut short or has no point with a time.
    """
    rows = list(_points(path))
    frame = pd.DataFrame(rows, columns=["device", "time", "lat", "lon", "accuracy"])
    if not len(frame):
        raise BadInput("the file has no track points.", place=path.name, next_step=_NEXT)
    if not frame["time"].notna().any():
        raise BadInput("no track point has a time.", place=path.name, next_step=_NEXT)
    return track_file("GPX", positions(frame, path.name, device=path.stem))


def _points(path: Path) -> Iterator[tuple[object, ...]]:
    name: str = path.stem
    depth: list[str] = []
    try:
        for event, element in ET.iterparse(path, events=("start", "end")):
            tag = re.sub(r"^\{.*\}", "", element.tag)
            if event == "start":
                depth.append(tag)
                if tag == "trk":
                    name = path.stem
                continue
            depth.pop()
            if tag == "name" and depth[-1:] == ["trk"]:
                name = (element.text or "").strip() or path.stem
            elif tag == "trkpt":
                parts = {re.sub(r"^\{.*\}", "", child.tag): child.text for child in element}
                yield name, parts.get("time"), element.get("lat"), element.get("lon"), _m(parts)
                element.clear()
    except ET.ParseError as error:
        raise BadInput(
            f"this is not well-formed GPX ({error}).",
            place=path.name,
            next_step="Copy the file again: it may have been cut short.",
        ) from error


def _m(parts: dict[str, str | None]) -> float | None:
    try:
        return float(parts.get("hdop") or "") * _METRES_A_HDOP
    except ValueError:
        return None
