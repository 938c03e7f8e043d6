"""A plan is taken in: its hot spots, shifts and routes, in longitude and latitude.

A plan that is taken in again changes what lies ahead. A shift that a phone has started, or of which
a paper sheet was typed in, stays as it was, and a hot spot that is drawn anew is another version of
it from that day on: what was walked is measured by the outline of its day.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence

from django.utils import timezone

from beatwise.accountability import roles
from beatwise.accountability.roles import Person
from beatwise.errors import BadInput, Refused
from beatwise.planning.plan import Base, PatrolPlan, PlannedShift, PlanStop, Route, Spot
from beatwise.planning.plan_json import from_json
from beatwise.web.history import audit
from beatwise.web.pages.form_data.plain_json import plain_json
from beatwise.web.patrols.degrees import line_in_degrees, point_in_degrees
from beatwise.web.patrols.models import HotSpot, PlanShift, Programme


NEXT_STEP = "Give the plan.json that beatwise plan wrote."
LARGEST = 30_000_000


def take_in(*, content: bytes, by: Person, partners: Mapping[str, str] | None = None) -> Programme:
    """Take a ``plan.json`` in; ``partners`` says who walks a beat or a shift, by its name.

    By default it is the plan's provider.

    Raises ``BadInput`` when it is no plan, or one with faults; ``Refused`` for a role that may not.
    """
    if not roles.may(by, "patrols.manage"):
        raise Refused("your role does not import plans.", next_step="Ask a governance officer.")
    plan = read_plan(content)
    hash_of_plan = hashlib.sha256(content).hexdigest()
    _check_beats(plan, partners or {})
    with audit.changing():
        row = Programme.objects.select_for_update().filter(name=plan.name).first()
        facts = {"provider": plan.provider, "first": plan.first, "last": plan.last}
        if row is None:
            row = Programme(name=plan.name)
        row.provider, row.first, row.last = plan.provider, plan.first, plan.last
        row.plan_hash, row.taken_in = hash_of_plan, timezone.now()
        row.save()
        _set_spots(row, plan.spots)
        count = _set_shifts(row, plan, partners or {})
        after = {**facts, "sha256": hash_of_plan, "shifts": count, "hot spots": len(plan.spots)}
        audit.write("programme.plan", row.thing, by=by, after=after)
    return row


def read_plan(content: bytes) -> PatrolPlan:
    """Return the plan in a file; raise ``BadInput``."""
    if len(content) > LARGEST:
        raise BadInput(f"a plan has at most {LARGEST:,} bytes.", place="plan", next_step=NEXT_STEP)
    try:
        document = plain_json(content)
    except (ValueError, RecursionError):
        raise BadInput("this is not JSON.", place="plan", next_step=NEXT_STEP) from None
    if not isinstance(document, dict):
        raise BadInput("this is not a plan.", place="plan", next_step=NEXT_STEP)
    try:
        plan = from_json(document, "plan")
    except BadInput as error:
        raise BadInput(error.message, place="plan", next_step=NEXT_STEP) from None
    if not plan.name.strip() or len(plan.name) > 120 or len(plan.provider) > 120:
        raise BadInput("the plan's name is missing or long.", place="name", next_step=NEXT_STEP)
    faulty = next((shift for shift in plan.shifts if shift.faults), None)
    if faulty is not None:
        raise BadInput(
            f"the plan's own checker found a fault: {faulty.faults[0]}",
            place=f"shift {faulty.id}",
            next_step="Plan again; a plan with faults cannot be walked.",
        )
    return plan


def _check_beats(plan: PatrolPlan, partners: Mapping[str, str]) -> None:
    beats = {shift.beat for shift in plan.shifts}
    unknown = sorted(set(partners) - beats - {shift.id for shift in plan.shifts})
    if unknown:
        raise BadInput(
            f"the plan has no beat or shift '{unknown[0]}'.",
            place="partner",
            next_step=f"Its beats are: {', '.join(sorted(beats))}.",
        )


def _set_spots(programme: Programme, spots: Sequence[Spot]) -> None:
    latest = {row.name: row for row in programme.spots.order_by("valid_from")}
    today = timezone.localdate()
    for spot in spots:
        before = latest.get(spot.id)
        row = before if before is not None and before.valid_from == today else None
        fresh = _spot(programme, spot, programme.first if before is None else today)
        if before is not None and _same(before, fresh):
            continue
        if row is not None:
            fresh.pk, fresh._state.adding = row.pk, False
        fresh.save()


def _spot(programme: Programme, spot: Spot, day: dt.date) -> HotSpot:
    lon, lat = point_in_degrees(spot.easting, spot.northing)
    return HotSpot(
        programme=programme, name=spot.id[:80], valid_from=day, title=spot.name[:160],
        beat=spot.beat[:120], lon=lon, lat=lat, outline=line_in_degrees(spot.outline), why=spot.why,
    )  # fmt: skip


def _same(before: HotSpot, fresh: HotSpot) -> bool:
    fields = ("title", "beat", "lon", "lat", "outline", "why")
    return all(getattr(before, name) == getattr(fresh, name) for name in fields)


def _set_shifts(programme: Programme, plan: PatrolPlan, partners: Mapping[str, str]) -> int:
    """Put the plan's shifts in place of those that nobody has started; return how many."""
    untouched = programme.shifts.filter(patrols=None, paper=None)
    untouched.delete()
    there = set(programme.shifts.values_list("name", flat=True))
    bases = {base.beat: base for base in plan.bases}
    rows = []
    for shift in plan.shifts:
        if shift.id not in there:
            walker = partners.get(shift.id) or partners.get(shift.beat, plan.provider)
            rows.append(_shift(programme, shift, walker, bases.get(shift.beat)))
    PlanShift.objects.bulk_create(rows, batch_size=200)
    wanted = {shift.id for shift in plan.shifts}
    programme.shifts.exclude(name__in=wanted).update(dropped=True)
    programme.shifts.filter(name__in=wanted).update(dropped=False)
    return len(plan.shifts)


def _shift(programme: Programme, shift: PlannedShift, partner: str, base: Base | None) -> PlanShift:
    place = point_in_degrees(base.easting, base.northing) if base else (None, None)
    return PlanShift(
        programme=programme, name=shift.id, beat=shift.beat, title=shift.shift, partner=partner,
        begins=shift.begins, ends=shift.ends, people=shift.people, routes=_routes(shift),
        base={"name": base.name, "lon": place[0], "lat": place[1]} if base else {},
    )  # fmt: skip


def _routes(shift: PlannedShift) -> list[dict[str, object]]:
    return [_route(number, route) for number, route in enumerate(shift.routes, start=1)]


def _route(number: int, route: Route) -> dict[str, object]:
    return {
        "number": number,
        "stops": [_stop(f"{number}.{at}", stop) for at, stop in enumerate(route.stops, start=1)],
        "home_seconds": route.home_seconds,
        "home": line_in_degrees(route.home),
    }


def _stop(name: str, stop: PlanStop) -> dict[str, object]:
    return {
        "id": name,
        "kind": stop.kind,
        "spot": stop.place if stop.kind == "visit" else "",
        "name": stop.name,
        "begins": stop.begins.isoformat(),
        "ends": stop.ends.isoformat(),
        "walk_seconds": stop.walk_seconds,
        "way": line_in_degrees(stop.way),
        "call": "",  # the plan's own key of the call is nothing for people to read
    }
