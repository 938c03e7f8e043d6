"""A patrol plan as JSON values, and back: the file ``plan.json``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import asdict

from beatwise.planning.dates import london_moment
from beatwise.planning.dose import Dose
from beatwise.planning.plan import Base, PatrolPlan, PlannedShift, PlanStop, Route, Spot
from beatwise.planning.saved_document import JsonObject, of_format, understood
from beatwise.planning.team.rights import RIGHTS
from beatwise.planning.windows import Window


FORMAT = "beatwise plan 1"
_SIMPLE = (
    "name", "provider", "hours_asked", "walking", "predictability", "jitter_loss", "seed",
)  # fmt: skip
_SHIFT = (
    "id", "beat", "shift", "people", "value", "covered_risk", "offered_risk", "method", "seed",
)  # fmt: skip


def as_json(plan: PatrolPlan) -> dict[str, object]:
    """Return the plan as JSON values: times in ISO 8601 with offset, places in BNG metres."""
    return {
        "format": FORMAT,
        **{name: getattr(plan, name) for name in _SIMPLE},
        "from": plan.first.isoformat(),
        "to": plan.last.isoformat(),
        "hours_planned": round(plan.hours, 2),
        "visits": plan.visits,
        "covered_share": round(plan.covered, 4),
        "unmet": list(plan.unmet),
        "assumptions": list(plan.assumptions),
        "notes": list(plan.notes),
        "no_runs": list(plan.no_runs),
        "sources": list(plan.sources),
        "rights": {action: sorted(who) for action, who in RIGHTS.items()},
        "dose": asdict(plan.dose),
        "windows": [asdict(window) for window in plan.windows],
        "bases": [asdict(base) for base in plan.bases],
        "hotspots": [asdict(spot) for spot in plan.spots],
        "shifts": [_shift(shift) for shift in plan.shifts],
    }


def _shift(shift: PlannedShift) -> dict[str, object]:
    return {
        **{name: getattr(shift, name) for name in _SHIFT},
        "day": shift.day.isoformat(),
        "begins": shift.begins.isoformat(),
        "ends": shift.ends.isoformat(),
        "left_out": list(shift.left_out),
        "faults": list(shift.faults),
        "routes": [_route(route) for route in shift.routes],
    }


def _route(route: Route) -> dict[str, object]:
    return {
        "home_seconds": route.home_seconds,
        "home": [list(at) for at in route.home],
        "stops": [
            {
                "kind": stop.kind,
                "place": stop.place,
                "name": stop.name,
                "begins": stop.begins.isoformat(),
                "ends": stop.ends.isoformat(),
                "walk_seconds": stop.walk_seconds,
                "call": stop.call,
                "way": [list(at) for at in stop.way],
            }
            for stop in route.stops
        ],
    }


def from_json(document: object, place: str) -> PatrolPlan:
    """Return the plan in a document; raise ``BadInput`` naming ``place`` when it is not one."""
    values = of_format(
        document, FORMAT, noun="plan", place=place,
        next_step="Make one with: beatwise plan --hotspots FILE --team FILE …",
    )  # fmt: skip
    with understood("plan", place):
        return PatrolPlan(
            **{name: values[name] for name in _SIMPLE},
            first=dt.date.fromisoformat(values["from"]),
            last=dt.date.fromisoformat(values["to"]),
            dose=Dose(**{"gap_minutes": 0, **values["dose"]}),  # plans before the gap had none
            windows=tuple(Window(**{**w, "days": tuple(w["days"])}) for w in values["windows"]),
            bases=tuple(Base(**base) for base in values["bases"]),
            spots=tuple(
                Spot(**{**spot, "outline": _points(spot["outline"])}) for spot in values["hotspots"]
            ),
            shifts=tuple(_read_shift(shift) for shift in values["shifts"]),
            unmet=tuple(values["unmet"]),
            assumptions=tuple(values["assumptions"]),
            sources=tuple(values["sources"]),
            notes=tuple(values.get("notes", ())),
            no_runs=tuple(values.get("no_runs", ())),
        )


def _read_shift(shift: JsonObject) -> PlannedShift:
    return PlannedShift(
        **{name: shift[name] for name in _SHIFT},
        day=dt.date.fromisoformat(shift["day"]),
        begins=london_moment(shift["begins"]),
        ends=london_moment(shift["ends"]),
        left_out=tuple(shift["left_out"]),
        faults=tuple(shift["faults"]),
        routes=tuple(
            Route(
                tuple(
                    PlanStop(
                        kind=stop["kind"],
                        place=stop["place"],
                        name=stop["name"],
                        begins=london_moment(stop["begins"]),
                        ends=london_moment(stop["ends"]),
                        walk_seconds=stop["walk_seconds"],
                        way=_points(stop["way"]),
                        call=stop["call"],
                    )
                    for stop in route["stops"]
                ),
                route["home_seconds"],
                _points(route["home"]),
            )
            for route in shift["routes"]
        ),
    )


def _points(value: Iterable[tuple[float, float]]) -> tuple[tuple[float, float], ...]:
    return tuple((float(x), float(y)) for x, y in value)
