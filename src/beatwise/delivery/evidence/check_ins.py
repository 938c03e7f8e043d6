"""Check-ins at a hot spot by phone: visits of grade B, or why they are none."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

import shapely

from beatwise.clock import LONDON
from beatwise.delivery.delivered_visit import DeliveredVisit, Grade
from beatwise.delivery.evidence.patrol_device import DeviceRoster
from beatwise.delivery.visit_rule import VisitRule


Place = Literal["inside", "near", "elsewhere", "no fix"]
OutlineOf = Callable[[str, int], shapely.Geometry | None]


@dataclass(frozen=True, slots=True)
class PhoneFix:
    """Where a phone was at a check-in: BNG metres and claimed radius; NaN where it had no fix."""

    easting: float = math.nan
    northing: float = math.nan
    accuracy_m: float = math.nan


@dataclass(frozen=True, slots=True)
class CheckIn:
    """One check-in: milliseconds since 1970 in UTC, ``leaves`` None without a check-out.

    ``people`` is None where the row does not say, ``place`` the file and row.
    """

    spot: str
    device: str
    arrives: int
    leaves: int | None
    at_arrival: PhoneFix = PhoneFix()
    at_leaving: PhoneFix = PhoneFix()
    people: int | None = None
    partner: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class CheckInVisit:
    """A check-in and what became of it: a visit with its places, or the reason it is none."""

    check_in: CheckIn
    arrival: Place
    leaving: Place
    visit: DeliveredVisit | None
    reason: str = ""


def check_in_visits(
    check_ins: Iterable[CheckIn], outline: OutlineOf, roster: DeviceRoster, rule: VisitRule
) -> list[CheckInVisit]:
    """Judge each check-in against the hot spot's outline in force when it was made.

    ``outline`` gives the outline of a hot spot at a moment (ms since 1970), None when it is not in
    the plan then. With a fix at the place at one end at least, and none elsewhere, the grade is B;
    without any fix it is only somebody's word and has grade C.
    """
    return [_judge(one, outline, roster, rule) for one in check_ins]


def _judge(one: CheckIn, outline: OutlineOf, roster: DeviceRoster, rule: VisitRule) -> CheckInVisit:
    shape = outline(one.spot, one.arrives)
    if shape is None:
        return CheckInVisit(one, "no fix", "no fix", None, "not a hot spot of the plan that day")
    arrival, leaving = _place(one.at_arrival, shape, rule), _place(one.at_leaving, shape, rule)
    reason = _reason(one, (arrival, leaving), rule)
    if reason:
        return CheckInVisit(one, arrival, leaving, None, reason)
    grade: Grade = "C" if arrival == leaving == "no fix" else "B"
    return CheckInVisit(one, arrival, leaving, _visit(one, grade, roster))


def _reason(one: CheckIn, places: tuple[Place, Place], rule: VisitRule) -> str:
    """Return why a check-in is no visit, empty when it is one."""
    if one.leaves is None:
        return "no check-out"
    if one.leaves < one.arrives:
        return "checked out before it was checked in"
    minutes = (one.leaves - one.arrives) / 60_000
    if minutes > rule.longest_min:
        return f"longer than {rule.longest_min:g} minutes"
    if "elsewhere" in places:
        return "not at the hot spot"
    return f"shorter than {rule.least_min:g} minutes" if minutes < rule.least_min else ""


def _visit(one: CheckIn, grade: Grade, roster: DeviceRoster) -> DeliveredVisit:
    device, leaves = roster.of(one.device), one.leaves or one.arrives
    return DeliveredVisit(
        spot=one.spot,
        partner=one.partner or device.partner,
        device=one.device,
        begins=_london(one.arrives),
        ends=_london(leaves),
        minutes=(leaves - one.arrives) / 60_000,
        grade=grade,
        people=one.people or device.people,
    )


def _place(fix: PhoneFix, outline: shapely.Geometry, rule: VisitRule) -> Place:
    """Say where a fix lies; one too wide to tell is no fix, as it is for a ping."""
    if math.isnan(fix.easting) or fix.accuracy_m > rule.accuracy_m:
        return "no fix"
    away = shapely.distance(outline, shapely.Point(fix.easting, fix.northing))
    if away == 0:
        return "inside"
    wide = 0.0 if math.isnan(fix.accuracy_m) else fix.accuracy_m
    return "near" if away <= rule.near_m + wide else "elsewhere"


def _london(moment: int) -> dt.datetime:
    return dt.datetime.fromtimestamp(moment / 1000, LONDON)
