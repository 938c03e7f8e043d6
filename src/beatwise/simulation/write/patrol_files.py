"""Patrols as delivered: visits, GPS pings, and the dated events of the county."""

from __future__ import annotations

from collections.abc import Iterator

from beatwise.places.projection import to_degrees
from beatwise.simulation.county import County, TownHistory
from beatwise.simulation.write.lines import csv, utc


VISIT_HEADER = ("hot_spot", "shift", "people", "start", "end", "minutes", "grade")
PING_HEADER = ("person", "shift", "time", "latitude", "longitude", "accuracy_m", "speed_m_s")
EVENT_HEADER = ("name", "kind", "start", "end", "area", "easting", "northing", "note")


def patrol_files(county: County) -> Iterator[tuple[str, bytes]]:
    """Yield the visits as walked, the pings as recorded, and the events."""
    visits = [_visit_rows(history) for history in county.histories]
    yield "patrols/visits.csv", csv(VISIT_HEADER, _joined(visits, len(VISIT_HEADER)))
    pings = [_ping_rows(history) for history in county.histories]
    yield "patrols/pings.csv", csv(PING_HEADER, _joined(pings, len(PING_HEADER)))
    events = [_event_rows(county, history) for history in county.histories]
    yield "events.csv", csv(EVENT_HEADER, _joined(events, len(EVENT_HEADER)))


def _visit_rows(history: TownHistory) -> list[list[str]]:
    walked = history.visits
    shifts = [walked.shifts[i] for i in walked.shift]
    return [
        [history.hot_spots[i].id for i in walked.spot],
        [shift.id for shift in shifts],
        [" ".join(shift.people) for shift in shifts],
        utc(walked.start),
        utc(walked.end),
        [str(m) for m in ((walked.end - walked.start) // 60).tolist()],
        ["A" if shift.tracked else "C" for shift in shifts],
    ]


def _ping_rows(history: TownHistory) -> list[list[str]]:
    track = history.pings
    lon, lat = to_degrees(track.x, track.y)
    return [
        track.person.tolist(),
        track.shift.tolist(),
        utc(track.second),
        [f"{v:.6f}" for v in lat.tolist()],
        [f"{v:.6f}" for v in lon.tolist()],
        [f"{v:.0f}" for v in track.accuracy_m.tolist()],
        [f"{v:.2f}" for v in track.speed_m_s.tolist()],
    ]


def _event_rows(county: County, history: TownHistory) -> list[list[str]]:
    """Patrols at each patrolled hot spot; a camera and a reporting campaign that change nothing."""
    name, span, months = history.town.name, county.spec.span, county.spec.months
    start = str(span.first + county.spec.before)
    rows = [
        [f"Foot patrols at {hot.id}", "patrol", start, "", name, *_point(hot.x, hot.y), ""]
        for hot in history.hot_spots
        if hot.patrolled and county.spec.patrol_month_count
    ]
    middle = str(span.first + months // 2)
    centre = _point(history.town.outline.x, history.town.outline.y)
    if history.town.name[0] in "PL":
        rows.append([f"Town centre cameras in {name}", "cctv", middle, "", name, *centre, ""])
    else:
        end = str(span.first + min(months // 2 + 2, months - 1))
        what = f"Report it week in {name} shops"
        rows.append([what, "reporting", middle, end, name, "", "", "retailers"])
    return [list(column) for column in zip(*rows, strict=True)]


def _point(x: float, y: float) -> tuple[str, str]:
    return f"{x:.0f}", f"{y:.0f}"


def _joined(parts: list[list[list[str]]], columns: int) -> list[list[str]]:
    return [[text for part in parts for text in part[i]] for i in range(columns)]
