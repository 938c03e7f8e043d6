"""A beat with two square hot spots of 200 m, one shift of eight hours a day, all in March 2026."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from beatwise.clock import LONDON
from beatwise.delivery.evidence.check_ins import CheckIn
from beatwise.delivery.evidence.evidence import Evidence
from beatwise.delivery.evidence.hours_returns import HoursReturn
from beatwise.delivery.evidence.patrol_device import DeviceRoster, PatrolDevice
from beatwise.delivery.measurement.measurement import Measurement, measure
from beatwise.delivery.plan_in_force import plan_in_force
from beatwise.delivery.traces import Pings
from beatwise.delivery.visit_rule import VisitRule
from beatwise.planning.dose import Dose
from beatwise.planning.plan import Base, PatrolPlan, PlannedShift, PlanStop, Route, Spot


FIRST = dt.date(2026, 3, 5)
HERE, THERE, BASE = (500_100.0, 300_100.0), (501_100.0, 300_100.0), (500_600.0, 300_600.0)


def at(hour: int, minute: int = 0, day: int = 5) -> dt.datetime:
    """A moment in March 2026."""
    return dt.datetime(2026, 3, day, hour, minute, tzinfo=LONDON)


def ms(moment: dt.datetime) -> int:
    """Milliseconds since 1970."""
    return round(moment.timestamp() * 1000)


def square(x: float, y: float, half: float = 100.0) -> tuple[tuple[float, float], ...]:
    """The ring of a square around a place."""
    corners = ((-half, -half), (half, -half), (half, half), (-half, half), (-half, -half))
    return tuple((x + a, y + b) for a, b in corners)


def spot(name: str, place: tuple[float, float], half: float = 100.0) -> Spot:
    """A hot spot of the beat."""
    return Spot(name, name.title(), "North", *place, 1.0, square(*place, half))


def shift(day: int, hour: int = 9, spots: Sequence[str] = ("here", "there")) -> PlannedShift:
    """A shift of eight hours with a visit of 15 minutes to each hot spot in turn."""
    begins = at(hour, day=day)
    stops = tuple(
        PlanStop("visit", name, name.title(), *_span(begins, 60 * number + 30), 60)
        for number, name in enumerate(spots)
    )
    ends = begins + dt.timedelta(hours=8)
    return PlannedShift(
        f"2026030{day}-north-{hour}", "North", begins.date(), "Day", begins, ends, 1,
        (Route(stops, 60),), (), 0, 1.0, 1.0, "test", 1,
    )  # fmt: skip


def _span(begins: dt.datetime, minutes: int) -> tuple[dt.datetime, dt.datetime]:
    start = begins + dt.timedelta(minutes=minutes)
    return start, start + dt.timedelta(minutes=15)


def plan(days: Sequence[int] = (5,)) -> PatrolPlan:
    """A plan of a shift on each of these days."""
    return PatrolPlan(
        name="World", provider="force", first=dt.date(2026, 3, min(days)),
        last=dt.date(2026, 3, max(days)), hours_asked=8.0, dose=Dose("15"), windows=(), walking="",
        bases=(Base("North", "Base", *BASE),), spots=(spot("here", HERE), spot("there", THERE)),
        shifts=tuple(shift(day) for day in days), unmet=(), assumptions=(), predictability=None,
        seed=1,
    )  # fmt: skip


def walked(
    visits: Sequence[tuple[dt.datetime, dt.datetime, tuple[float, float]]],
    begins: dt.datetime,
    ends: dt.datetime,
    *,
    every_s: int = 30,
    device: int = 0,
) -> Pings:
    """A device that is at the base, or at a place from one moment to another; never quite still."""
    times = np.arange(ms(begins), ms(ends) + 1, every_s * 1000)
    x, y = np.full(len(times), BASE[0]), np.full(len(times), BASE[1])
    for start, end, place in visits:
        there = (times >= ms(start)) & (times <= ms(end))
        x[there], y[there] = place
    return Pings(
        np.full(len(times), device, np.int32), times, x + np.arange(len(times)) % 7, y,
        np.full(len(times), 8, np.float32),
    )  # fmt: skip


def joined(parts: Sequence[Pings]) -> Pings:
    """Several devices' pings together."""
    columns = ("device", "time", "easting", "northing", "accuracy")
    return Pings(*(np.concatenate([getattr(p, name) for p in parts]) for name in columns))


NO_PINGS = walked((), at(9), at(9)).of(np.zeros(1, bool))


def measured(
    pings: Pings = NO_PINGS,
    *,
    days: Sequence[int] = (5,),
    check_ins: Sequence[CheckIn] = (),
    returns: Sequence[HoursReturn] = (),
    partners: Sequence[str] = ("force",),
    people: int = 1,
    rule: VisitRule | None = None,
) -> Measurement:
    """Measure the plan of these days; device number n is called t<n>."""
    names = [f"t{n}" for n in range(len(partners))]
    devices = {
        name: replace(PatrolDevice(name, partner), people=people)
        for name, partner in zip(names, partners, strict=True)
    }
    evidence = Evidence(pings, names, DeviceRoster("force", devices), check_ins, returns)
    return measure(plan_in_force([("current", plan(days), None)]), evidence, rule or VisitRule())
