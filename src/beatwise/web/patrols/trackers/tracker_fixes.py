"""What background trackers send, read as fixes: OwnTracks, Overland, OsmAnd and Traccar Client.

A part that is no usable position is left out: what trackers send beside positions is no error.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from beatwise.web.patrols.sync.sync_items import read_moment


KNOT, KM_H = 1852 / 3600, 1 / 3.6  # in metres a second
_UNTIL_SECONDS = 100_000_000_000  # a larger number is milliseconds


@dataclass(frozen=True, slots=True)
class Fix:
    """A position: time in UTC, degrees, and where stated metres and metres a second."""

    time: dt.datetime
    lon: float
    lat: float
    accuracy: float | None = None
    speed: float | None = None


def owntracks(body: object) -> list[Fix]:
    """Return the fixes of an OwnTracks message; speeds are km/h. Other messages hold none."""
    entries = body if isinstance(body, list) else [body]
    return [
        fix
        for entry in _objects(entries)
        if entry.get("_type") == "location" and (fix := _owntracks_fix(entry))
    ]


def overland(body: object) -> list[Fix]:
    """Return the fixes of an Overland batch; accuracy or speed below 0 is not known."""
    locations = body.get("locations") if isinstance(body, Mapping) else None
    return [fix for feature in _objects(locations) if (fix := _overland_fix(feature))]


def osmand(query: Mapping[str, str]) -> list[Fix]:
    """Return the fix of an OsmAnd request, as Traccar Client sends it: speeds are knots."""
    fix = _fix(
        query.get("timestamp"), query.get("lon"), query.get("lat"),
        query.get("accuracy"), query.get("speed"), KNOT,
    )  # fmt: skip
    return [fix] if fix else []


def traccar(body: object) -> list[Fix]:
    """Return the fix of Traccar Client 9 and later, which sends JSON; speeds are m/s."""
    location = body.get("location") if isinstance(body, Mapping) else None
    if not isinstance(location, Mapping) or not isinstance(location.get("coords"), Mapping):
        return []
    place = location["coords"]
    fix = _fix(
        location.get("timestamp"), place.get("longitude"), place.get("latitude"),
        place.get("accuracy"), place.get("speed"), 1.0,
    )  # fmt: skip
    return [fix] if fix else []


def _owntracks_fix(entry: Mapping[str, object]) -> Fix | None:
    return _fix(
        entry.get("tst"), entry.get("lon"), entry.get("lat"), entry.get("acc"), entry.get("vel"),
        KM_H,
    )  # fmt: skip


def _overland_fix(feature: Mapping[str, object]) -> Fix | None:
    geometry, about = feature.get("geometry"), feature.get("properties")
    if not isinstance(geometry, Mapping) or not isinstance(about, Mapping):
        return None
    place = geometry.get("coordinates")
    if geometry.get("type") != "Point" or not isinstance(place, list) or len(place) < 2:
        return None
    accuracy, speed = about.get("horizontal_accuracy"), about.get("speed")
    return _fix(about.get("timestamp"), place[0], place[1], accuracy, speed, 1.0)


def _objects(entries: object) -> Iterator[Mapping[str, object]]:
    if isinstance(entries, list):
        yield from (entry for entry in entries if isinstance(entry, Mapping))


def _fix(
    when: object, lon: object, lat: object, accuracy: object, speed: object, unit: float
) -> Fix | None:
    time, x, y = _moment(when), _number(lon), _number(lat)
    if time is None or x is None or y is None or abs(x) > 180 or abs(y) > 90:
        return None
    if x == 0 and y == 0:
        return None
    radius, pace = _number(accuracy), _number(speed)
    if pace is not None:
        pace *= unit
    return Fix(
        time, x, y,
        radius if radius is not None and radius >= 0 else None,
        pace if pace is not None and pace >= 0 else None,
    )  # fmt: skip


def _moment(entry: object) -> dt.datetime | None:
    """Return a time from seconds or milliseconds since 1970, or from ISO 8601 with an offset."""
    number = _number(entry)
    if number is None:
        return read_moment(entry)
    seconds = number / 1000 if number > _UNTIL_SECONDS else number
    if not 946_684_800 <= seconds < 4_102_444_800:  # the years 2000 to 2099
        return None
    return dt.datetime.fromtimestamp(seconds, dt.UTC)


def _number(entry: object) -> float | None:
    if isinstance(entry, bool) or not isinstance(entry, int | float | str):
        return None
    try:
        number = float(entry)
    except (ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None
