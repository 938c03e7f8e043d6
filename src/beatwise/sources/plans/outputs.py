"""Read back what a plan or a rota wrote: CSV, ODS, iCalendar, GPX and GeoJSON."""

from __future__ import annotations

import datetime as dt
import json
import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from pathlib import Path

from beatwise.errors import BadInput


_GPX = "{http://www.topografix.com/GPX/1/1}"


@dataclass(frozen=True, slots=True)
class ReadStop:
    """One stop as read; its place in degrees where the format holds it."""

    shift_id: str
    route: int
    order: int
    kind: str
    name: str
    begins: dt.datetime
    ends: dt.datetime
    call: str
    longitude: float | None = None
    latitude: float | None = None


@dataclass(frozen=True, slots=True)
class ReadEntry:
    """One entry of a calendar as read, times in UTC."""

    uid: str
    begins: dt.datetime
    ends: dt.datetime
    title: str


def read_table(path: Path, sheet: str | None = None) -> list[ReadStop]:
    """Return the stops of ``visits.csv``, or of the sheet of visits in ``plan.ods``."""
    from beatwise.sources.spreadsheets.reading import read_sheet

    rows = read_sheet(path, sheet=sheet).frame.to_dict("records")
    return [
        ReadStop(
            str(row["shift_id"]),
            int(float(row["route"])),
            int(float(row["order"])),
            str(row["kind"]),
            str(row["name"]),
            dt.datetime.fromisoformat(str(row["begins"])),
            dt.datetime.fromisoformat(str(row["ends"])),
            str(row["call"]),
        )
        for row in rows
    ]


def read_routes(path: Path) -> list[ReadStop]:
    """Return the stops of ``routes.geojson``."""
    document = json.loads(path.read_text(encoding="utf-8"))
    stops = []
    for feature in document["features"]:
        properties = feature["properties"]
        if feature["geometry"]["type"] != "Point":
            continue
        longitude, latitude = feature["geometry"]["coordinates"]
        stops.append(
            ReadStop(
                properties["shift_id"],
                properties["route"],
                properties["order"],
                properties["kind"],
                properties["name"],
                dt.datetime.fromisoformat(properties["begins"]),
                dt.datetime.fromisoformat(properties["ends"]),
                properties["call"],
                longitude,
                latitude,
            )
        )
    return stops


def read_gpx(path: Path) -> tuple[list[ReadStop], list[tuple[float, float]]]:
    """Return a route's stops and its track as (longitude, latitude)."""
    try:
        root = ET.fromstring(path.read_bytes())
    except ET.ParseError as error:
        raise BadInput(f"this is not GPX ({error}).", place=str(path)) from error
    title = root.findtext(f"{_GPX}metadata/{_GPX}name", "")
    shift, _, number = title.rpartition(" route ")
    stops = []
    for order, point in enumerate(root.iter(f"{_GPX}wpt"), start=1):
        kind, _, times = (point.findtext(f"{_GPX}desc") or "").partition(" ")
        begins, _, ends = times.partition("/")
        stops.append(
            ReadStop(
                shift,
                int(number),
                order,
                kind,
                point.findtext(f"{_GPX}name") or "",
                dt.datetime.fromisoformat(begins),
                dt.datetime.fromisoformat(ends),
                point.findtext(f"{_GPX}type") or "",
                float(point.attrib["lon"]),
                float(point.attrib["lat"]),
            )
        )
    track = [(float(p.attrib["lon"]), float(p.attrib["lat"])) for p in root.iter(f"{_GPX}trkpt")]
    return stops, track


def read_calendar(path: Path) -> list[ReadEntry]:
    """Return the entries of an iCalendar file whose times are in UTC."""
    text = re.sub(r"\r\n[ \t]", "", path.read_bytes().decode("utf-8"))
    entries: list[ReadEntry] = []
    entry: dict[str, str] = {}
    for line in text.split("\r\n"):
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            entry = {}
        elif line == "END:VEVENT":
            entries.append(
                ReadEntry(
                    _plain(entry["UID"]),
                    _utc(entry["DTSTART"]),
                    _utc(entry["DTEND"]),
                    _plain(entry["SUMMARY"]),
                )
            )
        else:
            entry[name] = value
    return entries


def _utc(words: str) -> dt.datetime:
    return dt.datetime.strptime(words, "%Y%m%dT%H%M%SZ").replace(tzinfo=dt.UTC)


def _plain(words: str) -> str:
    return re.sub(r"\\(.)", lambda m: "\n" if m[1] == "n" else m[1], words)
