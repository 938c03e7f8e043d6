"""Events and positions as files that ``beatwise measure`` reads."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator

from django.utils import timezone

from beatwise.accountability.roles import Person
from beatwise.publication.formats.document import Column
from beatwise.publication.formats.listing import Listing
from beatwise.web.patrols import selectors
from beatwise.web.patrols.models import PatrolEvent, PatrolShift, Ping, Programme
from beatwise.web.patrols.sync.phone_answers import moment


CHECK_INS = (
    "device", "partner", "shift", "hot_spot", "arrive", "leave", "lon", "lat", "accuracy",
    "leave_lon", "leave_lat", "leave_accuracy", "people", "open",
)  # fmt: skip
EVENTS = (
    "device", "partner", "shift", "seq", "kind", "device_time", "time", "received", "accepted",
    "reason", "payload",
)  # fmt: skip


def device_name(programme: Programme, number: int) -> str:
    """Return a phone's name in files: the same in positions and check-ins."""
    return f"phone-{number}"


def check_ins(person: Person, programme: Programme) -> Listing:
    """Return each arrival with its leaving; one that was never left ends with its shift."""
    columns = tuple(Column(name) for name in CHECK_INS)
    return Listing("check-ins", f"Check-ins of {programme}", columns, _check_ins(person, programme))


def events(person: Person, programme: Programme) -> Listing:
    """Return every item that phones handed in, also those that were set aside."""
    rows = PatrolEvent.objects.filter(phone__in=selectors.phones(person, programme))
    rows = rows.select_related("phone").order_by("phone__number", "seq", "pk")
    cells = (
        [
            device_name(programme, row.phone.number), row.phone.partner, row.shift_name, row.seq,
            row.kind, moment(row.device_time), moment(row.time), moment(row.received),
            "yes" if row.accepted else "no", row.reason or None,
            json.dumps(row.payload, sort_keys=True),
        ]
        for row in rows.iterator(chunk_size=2000)
    )  # fmt: skip
    columns = tuple(Column(name, number=name == "seq") for name in EVENTS)
    return Listing("patrol-events", f"Events of {programme}", columns, cells)


def positions(person: Person, programme: Programme, *, app: bool = True) -> Iterator[bytes]:
    """Yield positions as GeoJSON, a feature a line, in the order of phone and time.

    Without ``app`` only background trackers' positions, the grade A of ``beatwise measure``.
    """
    rows = Ping.objects.filter(patrol__in=selectors.patrols(person, programme))
    if not app:
        rows = rows.exclude(source="app")
    fields = ("phone__number", "time", "lon", "lat", "accuracy", "source", "patrol__shift__name")
    yield b'{"type":"FeatureCollection","features":[\n'
    start = b""
    rows = rows.order_by("phone__number", "time", "pk")
    for number, time, lon, lat, accuracy, source, shift in rows.values_list(*fields).iterator():
        feature = {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [lon, lat]},
            "properties": {
                "device": device_name(programme, number), "time": moment(time),
                "accuracy": accuracy, "source": source, "shift": shift,
            },
        }  # fmt: skip
        yield start + json.dumps(feature, ensure_ascii=False, separators=(",", ":")).encode()
        start = b",\n"
    yield b"\n]}\n"


def _check_ins(person: Person, programme: Programme) -> Iterator[list[str | float | None]]:
    patrols = selectors.patrols(person, programme).order_by("started", "pk")
    for patrol in patrols:
        kinds = ("arrive", "leave", "called_away", "shift_stop")
        rows = patrol.events.filter(accepted=True, kind__in=kinds).order_by("time", "seq")
        arrival: PatrolEvent | None = None
        for event in rows:
            if arrival is not None:
                left = event if event.kind == "leave" else None
                yield _row(programme, patrol, arrival, event.time, left)
            arrival = event if event.kind == "arrive" else None
        if arrival is not None:
            ends = patrol.stopped or min(timezone.now(), patrol.shift.hard_stop)
            yield _row(programme, patrol, arrival, max(ends, arrival.time), None, is_open=True)


def _row(
    programme: Programme,
    patrol: PatrolShift,
    arrival: PatrolEvent,
    leave: dt.datetime,
    left: PatrolEvent | None,
    *,
    is_open: bool = False,
) -> list[str | float | None]:
    begins, ends = arrival.payload, left.payload if left is not None else {}
    place = ("lon", "lat", "accuracy")
    return [
        device_name(programme, patrol.phone.number), patrol.shift.partner, patrol.shift.name,
        str(begins["spot"]), moment(arrival.time), moment(leave),
        *(begins.get(name) for name in place), *(ends.get(name) for name in place),
        patrol.shift.people, "yes" if is_open else "no",
    ]  # fmt: skip
