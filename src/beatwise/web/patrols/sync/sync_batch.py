"""A request of a phone taken in: one transaction, an answer for each item, nothing taken twice.

The phone's row is locked, so that two requests of one phone take turns; phones do not wait for
each other. Items are taken in the order of their ``seq``. What is accepted is on the disk when the
answer is sent; a fix that is refused leaves no trace of where it was.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence

from django.db import transaction
from django.utils import timezone

from beatwise.web.patrols.models import PatrolEvent, PatrolShift, Phone, Ping, PlanShift
from beatwise.web.patrols.sync import shift_rules
from beatwise.web.patrols.sync.clock_offset import SendingClock
from beatwise.web.patrols.sync.shift_rules import ShiftSpan
from beatwise.web.patrols.sync.sync_items import Item, Unfit


Answer = dict[str, object]
APP = "app"


def take(phone: Phone, items: Sequence[Item | Unfit], clock: SendingClock) -> list[Answer] | None:
    """Store what may be stored and return an answer for each item, in the order they came.

    ``None`` when the phone was revoked meanwhile. With any exception nothing was stored.
    """
    with transaction.atomic():
        row = Phone.objects.select_for_update().get(pk=phone.pk)
        if row.revoked_at is not None:
            return None
        batch = SyncBatch(phone, items, clock)
        batch.take_all()
        batch.store()
        Phone.objects.filter(pk=phone.pk).update(last_contact=clock.received)
    return batch.answers_in_order()


class SyncBatch:
    """One request while it is worked on."""

    def __init__(self, phone: Phone, items: Sequence[Item | Unfit], clock: SendingClock):
        self.phone, self.items, self.clock = phone, items, clock
        self.answers: dict[int, Answer] = {}
        self.known = _known(item.id for item in items if item.id is not None)
        names = {item.shift for item in items if isinstance(item, Item)}
        self.shifts = {s.name: s for s in _shifts(phone, names)}
        rows = PatrolShift.objects.filter(phone=phone, shift__in=self.shifts.values())
        self.patrols = {row.shift_id: row for row in rows.select_for_update()}
        self.events: list[PatrolEvent] = []
        self.pings: list[Ping] = []
        self.stopped: list[PatrolShift] = []

    def take_all(self) -> None:
        """Work through the items in the order of their ``seq``."""
        for at, item in enumerate(self.items):
            if isinstance(item, Unfit):
                self.answers[at] = _rejected(item.id, item.reason, item.message)
        fit = [(at, item) for at, item in enumerate(self.items) if isinstance(item, Item)]
        for at, item in sorted(fit, key=lambda pair: (pair[1].seq, pair[0])):
            self.answers[at] = self._take(item)

    def store(self) -> None:
        """Write what was accepted, and what was set aside for good."""
        for patrol in self.patrols.values():
            patrol.last_contact = self.clock.received
            patrol.save()
        for event in self.events:  # patrols that are new have their keys only now
            event.patrol = event.patrol
        PatrolEvent.objects.bulk_create(self.events)
        # Two fixes of one moment are one position: their events are both there.
        Ping.objects.bulk_create(self.pings, ignore_conflicts=True)
        for patrol in self.stopped:  # a fix may have come before the stop that it lies after
            if patrol.stopped is not None:
                Ping.objects.filter(patrol=patrol, time__gt=patrol.stopped).delete()

    def answers_in_order(self) -> list[Answer]:
        """Return the answers in the order of the items."""
        return [self.answers[at] for at in range(len(self.items))]

    def _take(self, item: Item) -> Answer:
        before = self.known.get(item.id)
        if before is not None:
            return self._known_before(item, before)
        time = self.clock.settle(item)
        shift = self.shifts.get(item.shift)
        reason = self._refusal(item, time, shift)
        if reason in shift_rules.AGAIN:  # not remembered: it may be accepted later
            return _rejected(item.id, reason)
        event = self._event(item, time, reason)
        if reason:
            return _rejected(item.id, reason)
        assert shift is not None
        event.patrol = self._apply(item, time, shift)
        return {"id": str(item.id), "status": "accepted"}

    def _known_before(self, item: Item, before: PatrolEvent) -> Answer:
        if before.phone_id != self.phone.pk or before.digest != item.digest:
            return _rejected(item.id, shift_rules.ID_REUSED)
        if before.accepted:
            return {"id": str(item.id), "status": "duplicate"}
        return _rejected(item.id, before.reason)

    def _refusal(self, item: Item, time: dt.datetime, shift: PlanShift | None) -> str:
        if shift is None:
            return shift_rules.NO_SHIFT
        patrol = self.patrols.get(shift.pk)
        span = ShiftSpan(shift.start_from, shift.hard_stop)
        if patrol is not None:
            span.started, span.stopped = patrol.started, patrol.stopped
        return shift_rules.refusal(item.kind, time, span, self.clock.received)

    def _event(self, item: Item, time: dt.datetime, reason: str) -> PatrolEvent:
        """Note an item; where a fix was is kept as a ping or not at all."""
        positions = ("lon", "lat", "accuracy", "speed", "heading")
        bare = item.kind == "fix" or reason
        payload = {k: v for k, v in item.payload.items() if not (bare and k in positions)}
        event = PatrolEvent(
            uuid=item.id, phone=self.phone, shift_name=item.shift, seq=item.seq,
            device_time=item.at, time=time, received=self.clock.received, kind=item.kind,
            payload=payload, digest=item.digest, accepted=not reason, reason=reason,
        )  # fmt: skip
        self.events.append(event)
        self.known[item.id] = event
        return event

    def _apply(self, item: Item, time: dt.datetime, shift: PlanShift) -> PatrolShift:
        patrol = self.patrols.get(shift.pk)
        if item.kind == "shift_start":
            patrol = self._start(patrol, shift, time, item)
        assert patrol is not None  # the rules refuse everything else before a start
        if item.kind == "shift_stop":
            patrol.stopped = max(patrol.started, min(time, shift.hard_stop))
            patrol.stopped_by = PatrolShift.PHONE
            self.stopped.append(patrol)
            patrol.welfare = ""
        elif item.kind == "fix":
            self._ping(patrol, item, time)
        if item.kind != "fix":  # a phone sends fixes by itself; anything else is a person's doing
            patrol.welfare_ok = max(patrol.welfare_ok or time, time)
            if patrol.welfare_ok == time:
                patrol.welfare = ""
        return patrol

    def _start(
        self, patrol: PatrolShift | None, shift: PlanShift, time: dt.datetime, item: Item
    ) -> PatrolShift:
        """Start a shift, or go on with one: its start stays the first, and it is open again."""
        if patrol is None:
            route = item.payload.get("route", 1)
            patrol = PatrolShift(phone=self.phone, shift=shift, started=time, route=route)
            patrol.last_contact = self.clock.received
            patrol.save()
            self.patrols[shift.pk] = patrol
        patrol.started = min(patrol.started, time)
        if patrol.stopped is not None and time >= patrol.stopped:
            patrol.stopped, patrol.stopped_by = None, ""
        return patrol

    def _ping(self, patrol: PatrolShift, item: Item, time: dt.datetime) -> None:
        place = item.payload
        self.pings.append(
            Ping(
                phone=self.phone, patrol=patrol, time=time, lon=place["lon"], lat=place["lat"],
                accuracy=place.get("accuracy"), speed=place.get("speed"), source=APP,
                received=self.clock.received,
            )
        )  # fmt: skip
        patrol.last_fix = max(patrol.last_fix or time, time)


def digest_of(ids: Iterable[uuid.UUID]) -> str:
    """Return the digest of ids by which a phone compares its outbox with the office."""
    import hashlib

    return hashlib.sha256("\n".join(sorted(map(str, ids))).encode()).hexdigest()


def _known(ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, PatrolEvent]:
    return {row.uuid: row for row in PatrolEvent.objects.filter(uuid__in=list(ids))}


def _shifts(phone: Phone, names: Iterable[str]) -> Iterable[PlanShift]:
    rows = PlanShift.objects.select_related("programme").filter(name__in=list(names))
    return rows.filter(programme=phone.programme_id, partner=phone.partner)


def _rejected(key: uuid.UUID | None, reason: str, message: str = "") -> Answer:
    return {
        "id": None if key is None else str(key),
        "status": "rejected",
        "reason": reason,
        "again": reason in shift_rules.AGAIN,
        "message": message or shift_rules.MESSAGES[reason],
    }


def now() -> dt.datetime:
    """Return the office's time, to the microsecond, as it is stored."""
    return timezone.now()
