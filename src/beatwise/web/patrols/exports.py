"""Events and positions as files that ``beatwise measure`` reads."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator

from django.db.models import Max
from django.utils import timezone

from beatwise.accountability.roles import Person
from beatwise.publication.formats.document import Column
from beatwise.publication.formats.listing import Listing
from beatwise.web.patrols import selectors
from beatwise.web.patrols.live.phone_check_ins import PhoneCheckIn, check_ins_of
from beatwise.web.patrols.live.time_away import times_away
from beatwise.web.patrols.models import PatrolEvent, PatrolShift, Ping, Programme
from beatwise.web.patrols.phone_words import phone_words
from beatwise.web.patrols.sync.phone_answers import moment


# The columns that ``sources.delivery`` reads, with ``shift`` and ``open`` for people.
CHECK_INS = (
    "device", "partner", "shift", "hot_spot", "arrive", "leave",
    "arrive_longitude", "arrive_latitude", "arrive_accuracy_m",
    "leave_longitude", "leave_latitude", "leave_accuracy_m", "people", "open",
)  # fmt: skip
SHIFTS = ("device", "partner", "shift", "beat", "start", "end", "people")
HOURS = ("day", "partner", "hot_spot", "beat", "hours")
ABSTRACTIONS = ("day", "hours", "reason", "partner", "note")
DEVICES = ("device", "partner", "people")
EVENTS = (
    "device", "partner", "shift", "seq", "kind", "device_time", "time", "received", "accepted",
    "reason", "payload",
)  # fmt: skip


def device_name(programme: Programme, number: int) -> str:
    """Return a phone's name in files: the same in positions and check-ins."""
    return f"phone-{number}"


def check_ins(person: Person, programme: Programme) -> Listing:
    """Return each arrival with its leaving, and the visits of paper sheets, without a place.

    One that was never left ends when its phone was last heard of.
    """
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


def hours_returns(person: Person, programme: Programme) -> Listing:
    """Return the hours that supervisors returned on paper."""
    columns = tuple(Column(name, number=name == "hours") for name in HOURS)
    cells = (
        [line.day, line.partner, line.spot or None, None if line.spot else line.beat, line.hours]
        for line in selectors.paper(person, programme).exclude(hours=None)
    )
    return Listing("hours-return", f"Hours returned of {programme}", columns, cells)


def abstractions(person: Person, programme: Programme) -> Listing:
    """Return the person-hours for which patrols were called away, by day and reason."""
    words = phone_words()
    columns = tuple(Column(name, number=name == "hours") for name in ABSTRACTIONS)
    cells = (
        [
            timezone.localdate(away.begins), round(away.hours * patrol.shift.people, 4),
            words.abstraction[away.reason], patrol.shift.partner, words.called_away[away.reason],
        ]
        for patrol in selectors.patrols(person, programme).order_by("started", "pk")
        for away in times_away(patrol)
    )  # fmt: skip
    return Listing("abstractions", f"Hours taken away from {programme}", columns, cells)


def shifts(person: Person, programme: Programme) -> Listing:
    """Return each shift as a phone started and stopped it; one that is still out ends now."""
    cells = (
        [
            device_name(programme, row.phone.number), row.shift.partner, row.shift.name,
            row.shift.beat, moment(row.started), moment(_end(row)), row.shift.people,
        ]
        for row in selectors.patrols(person, programme).order_by("started", "pk")
        if _end(row) > row.started
    )  # fmt: skip
    columns = tuple(Column(name, number=name == "people") for name in SHIFTS)
    return Listing("shifts", f"Shifts of {programme} as they were walked", columns, cells)


def devices(person: Person, programme: Programme) -> Listing:
    """Return the phones with their partners; ``people`` is the most that a shift of theirs had."""
    rows = selectors.phones(person, programme).annotate(most=Max("patrol_shifts__shift__people"))
    cells = (
        [device_name(programme, row.number), row.partner, row.most or 1]
        for row in rows.order_by("number")
    )
    columns = tuple(Column(name, number=name == "people") for name in DEVICES)
    return Listing("devices", f"Phones of {programme}", columns, cells)


def _end(patrol: PatrolShift) -> dt.datetime:
    return patrol.stopped or min(timezone.now(), patrol.shift.hard_stop)


def _check_ins(person: Person, programme: Programme) -> Iterator[list[str | float | None]]:
    for patrol in selectors.patrols(person, programme).order_by("started", "pk"):
        for one in check_ins_of(patrol):
            yield _row(programme, patrol, one)
    for line in selectors.paper(person, programme).filter(hours=None):
        yield [
            f"paper-{line.shift_id or line.beat}", line.partner,
            line.shift.name if line.shift else None, line.spot, moment(line.begins),
            moment(line.ends), *[None] * 6, line.people, "no",
        ]  # fmt: skip


def _row(programme: Programme, patrol: PatrolShift, one: PhoneCheckIn) -> list[str | float | None]:
    place = ("lon", "lat", "accuracy")
    return [
        device_name(programme, patrol.phone.number), patrol.shift.partner, patrol.shift.name,
        one.spot, moment(one.begins), moment(one.ends),
        *(one.arrival.get(name) for name in place), *(one.leaving.get(name) for name in place),
        patrol.shift.people, "yes" if one.is_open else "no",
    ]  # fmt: skip
