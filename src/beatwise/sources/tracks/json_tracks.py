"""Tracks in JSON: GeoJSON, OwnTracks, Overland and Traccar, told apart by what they hold."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pandas as pd

from beatwise.errors import BadInput
from beatwise.sources.tracks.track_columns import positions
from beatwise.sources.tracks.track_file import TrackFile, track_file


Json = Mapping[str, object]
_TIMES = ("coordTimes", "times", "timestamps")  # of the points of a line, as exporters write them


def read_json_tracks(path: Path, device: str | None = None) -> TrackFile:
    """Read positions from a JSON document, or from one JSON value a line.

    ``device`` names the device where the file does not. Raises ``BadInput`` where the text is not
    JSON, with the line, or holds no positions.
    """
    values = _values(path)
    kind, rows = _rows(values)
    if not rows:
        raise BadInput(
            "the file holds no positions.",
            place=path.name,
            next_step="Give GeoJSON, or what OwnTracks, Overland or Traccar wrote.",
        )
    frame = pd.DataFrame(rows)
    return track_file(kind, positions(frame, path.name, device=device or path.stem))


def _values(path: Path) -> list[object]:
    text = path.read_text(encoding="utf-8-sig", errors="replace").strip()
    try:
        whole = json.loads(text)
    except ValueError:
        return list(_lines(path, text))
    return whole if isinstance(whole, list) else [whole]


def _lines(path: Path, text: str) -> Iterator[object]:
    """Yield the values of a file with one a line; OwnTracks' recorder writes two columns before."""
    for number, line in enumerate(text.splitlines(), start=1):
        words = line.strip()
        begin = words.find("{")
        if not words or begin < 0:
            continue
        try:
            yield json.loads(words[begin:])
        except ValueError as error:
            raise BadInput(
                f"this is not JSON ({error}).",
                place=f"{path.name}, line {number}",
                next_step="Copy the file again: it may have been cut short.",
            ) from error


def _rows(values: Sequence[object]) -> tuple[str, list[dict[str, object]]]:
    rows: list[dict[str, object]] = []
    kind = "JSON"
    for value in values:
        if not isinstance(value, Mapping):
            continue
        if value.get("_type") == "location":
            kind = "OwnTracks"
            rows.append(_owntracks(value))
        elif isinstance(value.get("locations"), list):
            kind = "Overland"
            rows += [r for f in _mappings(value["locations"]) for r in _feature(f)]
        elif value.get("type") in ("FeatureCollection", "Feature"):
            kind = "GeoJSON"
            features = value.get("features", [value])
            rows += [r for f in _mappings(features) for r in _feature(f)]
        elif isinstance(value.get("positions"), list):
            kind = "Traccar"
            rows += [dict(row) for row in _mappings(value["positions"])]
        elif "latitude" in value and "longitude" in value:
            kind = "Traccar"
            rows.append(_traccar(value))
    return kind, rows


def _mappings(values: object) -> Iterator[Json]:
    if isinstance(values, list):
        yield from (value for value in values if isinstance(value, Mapping))


def _owntracks(value: Json) -> dict[str, object]:
    topic = str(value.get("topic") or "").split("/")
    device = "/".join(topic[-2:]) if len(topic) > 2 else value.get("tid")
    return {
        "device": device,
        "time": value.get("tst"),
        "lat": value.get("lat"),
        "lon": value.get("lon"),
        "accuracy": value.get("acc"),
    }


def _traccar(value: Json) -> dict[str, object]:
    row = {k: v for k, v in value.items() if not isinstance(v, Mapping | list)}
    return {"device": row.pop("deviceId", row.pop("uniqueId", None)), **row}


def _feature(feature: Json) -> Iterator[dict[str, object]]:
    geometry, properties = feature.get("geometry"), feature.get("properties")
    if not isinstance(geometry, Mapping):
        return
    about = dict(properties) if isinstance(properties, Mapping) else {}
    kind, coordinates = geometry.get("type"), geometry.get("coordinates")
    if kind == "Point":
        yield _point(about, coordinates, about.get("time"))
    elif kind == "LineString" and isinstance(coordinates, list):
        nested = about.pop("coordinateProperties", None)
        holder = {**about, **(nested if isinstance(nested, Mapping) else {})}
        times = next((holder[name] for name in _TIMES if name in holder), None)
        simple = {k: v for k, v in about.items() if not isinstance(v, list | Mapping)}
        for at, place in enumerate(coordinates):
            time = times[at] if isinstance(times, list) and at < len(times) else _fourth(place)
            yield _point(simple, place, time)


def _point(about: Json, coordinates: object, time: object) -> dict[str, object]:
    simple = {k: v for k, v in about.items() if not isinstance(v, list | Mapping)}
    at = coordinates if isinstance(coordinates, list) and len(coordinates) >= 2 else (None, None)
    if time is not None:
        simple["time"] = time
    return {**simple, "longitude": at[0], "latitude": at[1]}


def _fourth(place: object) -> object:
    return place[3] if isinstance(place, list) and len(place) > 3 else None
