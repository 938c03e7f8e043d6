"""Programmes, phones and shifts, read: each person only what their role and area let them."""

from __future__ import annotations

import datetime as dt

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from beatwise.accountability import roles
from beatwise.accountability.roles import OWN_AREA, Person
from beatwise.errors import BadInput, MissingData, Refused
from beatwise.web.pages.clean import sure_row
from beatwise.web.patrols.models import (
    HotSpot,
    Notice,
    PaperRow,
    PatrolShift,
    Phone,
    PlanShift,
    Programme,
)


NONE = "there is no such {} here."


def own_area(person: object) -> str | None:
    """Return the beat or partner that a person is bound to; ``None`` for who sees everything."""
    if roles.role_of(person).sees != OWN_AREA:
        return None
    return str(getattr(person, "area", "") or "")


def _bound(person: Person, beat: str, partner: str) -> Q:
    area = own_area(person)
    if area is None:
        return Q()
    return (Q(**{beat: area}) | Q(**{partner: area})) if area else Q(pk__in=())


def programmes() -> QuerySet[Programme]:
    """Return every programme, by name."""
    return Programme.objects.all()


def programme(key: int) -> Programme:
    """Return one programme; raise ``MissingData``."""
    return sure_row(Programme.objects.filter(pk=key), NONE.format("programme"), "Open Patrols.")


def shifts(person: Person, of: Programme) -> QuerySet[PlanShift]:
    """Return the plan's shifts that a person may see."""
    rows = of.shifts.filter(_bound(person, "beat", "partner"), dropped=False)
    return rows.select_related("programme")


def shifts_between(
    person: Person, of: Programme, begins: dt.datetime, ends: dt.datetime
) -> QuerySet[PlanShift]:
    """Return the shifts that overlap a span of time."""
    return shifts(person, of).filter(begins__lt=ends, ends__gt=begins)


def patrols(person: Person, of: Programme) -> QuerySet[PatrolShift]:
    """Return the shifts as they were walked, that a person may see."""
    rows = PatrolShift.objects.filter(
        _bound(person, "shift__beat", "shift__partner"), shift__programme=of
    )
    return rows.select_related("phone", "shift__programme")


def patrol(person: Person, key: int) -> PatrolShift:
    """Return one shift as it was walked; another area's does not exist for a person."""
    rows = PatrolShift.objects.filter(_bound(person, "shift__beat", "shift__partner"), pk=key)
    rows = rows.select_related("phone", "shift__programme")
    return sure_row(rows, NONE.format("patrol"), "Open Patrols.")


def paper(person: Person, of: Programme) -> QuerySet[PaperRow]:
    """Return what paper tells of, that a person may see."""
    return of.paper.filter(_bound(person, "beat", "partner")).select_related("shift")


def phones(person: Person, of: Programme) -> QuerySet[Phone]:
    """Return a programme's phones: who is bound to an area sees those of its partners."""
    area = own_area(person)
    if area is None:
        return of.phones.all()
    return of.phones.filter(partner__in=partners(person, of))


def phone(person: Person, key: int) -> Phone:
    """Return one phone that a person may see."""
    row = Phone.objects.select_related("programme").filter(pk=key).first()
    if row is None or not phones(person, row.programme).filter(pk=key).exists():
        raise MissingData(NONE.format("phone"), next_step="Open the programme's phones.")
    return row


def partners(person: Person, of: Programme) -> list[str]:
    """Return the partners whose shifts a person may see, by name."""
    return sorted(set(shifts(person, of).values_list("partner", flat=True)))


def check_partner(person: Person, of: Programme, name: str) -> None:
    """Raise ``Refused`` unless a partner walks shifts of the programme that this person sees."""
    names = partners(person, of)
    if name not in names:
        raise Refused(
            f"'{name}' walks no shift of this plan that you see.",
            place="partner",
            next_step=f"Choose one of: {', '.join(names) or 'none yet'}.",
        )


def spots(of: Programme, day: dt.date | None = None) -> list[HotSpot]:
    """Return the hot spots as they were on a day (today): the last outline up to it."""
    upto = day or timezone.localdate()
    latest: dict[str, HotSpot] = {}
    for row in of.spots.order_by("valid_from"):
        if row.valid_from <= upto or row.name not in latest:
            latest[row.name] = row
    return sorted(latest.values(), key=lambda row: (row.beat, row.title))


def visible_spots(person: Person, of: Programme, day: dt.date | None = None) -> list[HotSpot]:
    """Return the hot spots of the beats that a person may see."""
    if own_area(person) is None:
        return spots(of, day)
    beats = set(shifts(person, of).values_list("beat", flat=True))
    return [spot for spot in spots(of, day) if spot.beat in beats]


def notices(person: Person, of: Programme) -> QuerySet[Notice]:
    """Return the open notices that a person may see, newest first."""
    rows = of.notices.filter(closed_at=None)
    if own_area(person) is None:
        return rows
    beats = set(shifts(person, of).values_list("beat", flat=True))
    return rows.filter(beat__in=beats)


def open_notices(person: Person) -> QuerySet[Notice]:
    """Return the open notices of every programme that a person may see, newest first."""
    rows = Notice.objects.filter(closed_at=None).order_by("-at")
    if own_area(person) is None:
        return rows
    bound = PlanShift.objects.filter(_bound(person, "beat", "partner"), dropped=False)
    own = bound.filter(programme=OuterRef("programme"), beat=OuterRef("beat"))
    return rows.filter(Exists(own))


def notice_of(person: Person, programme: Programme, key: int) -> Notice:
    """Return an open notice that a person may see; raise ``BadInput``."""
    row = notices(person, programme).filter(pk=key).first()
    if row is None:
        raise BadInput("this notice is closed already.", next_step="Reload the page.")
    return row
