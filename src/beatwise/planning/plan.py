"""The noun this room hands on: a patrol plan, shift by shift, with what it could not do."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import NamedTuple

from beatwise.planning.dose import Dose
from beatwise.planning.windows import Window


WANTED_SAME, WANTED_LOSS = 1 / 3, 0.05


class ShiftOfDay(NamedTuple):
    """A shift of a day on a beat."""

    day: dt.date
    beat: str
    shift: str


@dataclass(frozen=True, slots=True)
class Spot:
    """A hot spot to be walked: place in BNG metres, its beat, its share of the chosen risk."""

    id: str
    name: str
    beat: str
    easting: float
    northing: float
    risk: float
    outline: tuple[tuple[float, float], ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Base:
    """Where a beat's shifts start, end and take their break."""

    beat: str
    name: str
    easting: float
    northing: float


@dataclass(frozen=True, slots=True)
class PlanStop:
    """One stop: ``visit``, ``break`` or ``appointment``; London time; the walk that leads to it.

    ``walk_seconds`` and ``way`` (BNG metres) are of the walk from the stop before.
    """

    kind: str
    place: str
    name: str
    begins: dt.datetime
    ends: dt.datetime
    walk_seconds: int
    way: tuple[tuple[float, float], ...] = ()
    call: str = ""


@dataclass(frozen=True, slots=True)
class Route:
    """What one walker (or pair) does in a shift, and the walk back to base."""

    stops: tuple[PlanStop, ...]
    home_seconds: int
    home: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class PlannedShift:
    """A shift on a beat: one route a walker, and the visits there was no time for.

    ``people`` walk in each route (1, or 2 for pairs). ``faults`` is what the independent checker
    found; it is empty in a plan that may be used.
    """

    id: str
    beat: str
    day: dt.date
    shift: str
    begins: dt.datetime
    ends: dt.datetime
    people: int
    routes: tuple[Route, ...]
    left_out: tuple[str, ...]
    value: int
    covered_risk: float
    offered_risk: float
    method: str
    seed: int
    faults: tuple[str, ...] = ()

    @property
    def hours(self) -> float:
        """Person-hours on duty, by hours really passed: UTC, whatever clocks do."""
        seconds = self.ends.timestamp() - self.begins.timestamp()
        return seconds / 3600 * self.people * len(self.routes)


@dataclass(frozen=True, slots=True)
class PatrolPlan:
    """A plan of patrols for a period.

    Parameters
    ----------
    provider
        Who owns the plan; where that is the force, only its roles may edit it or see named staff.
    hours_asked
        Person-hours asked for.
    walking
        What walking times were measured on, in words.
    notes
        What was decided on the way, in sentences: places put together, the rule for clocks.
    no_runs
        Which places have no run of days and what would give them one, in sentences; listed with
        what could not be done.
    unmet
        What could not be planned and why, in sentences, the smallest explanation first.
    assumptions
        What nobody measured.
    predictability
        Share of pairs of days on which the same visit starts within ten minutes; None when no
        visit repeats.
    jitter_loss
        Share of covered risk that varying the times cost, on sampled shifts; None when not tried.

    Examples
    --------
    >>> import beatwise
    >>> folder = "examples/market-towns"
    >>> plan = beatwise.plan(
    ...     f"{folder}/hotspots/Pelbrook.geojson", f"{folder}/team.toml",
    ...     "2027-04-19", "2027-04-25", 8, time_limit=2,
    ... ).plan
    >>> [(shift.beat, shift.shift, shift.faults) for shift in plan.shifts]
    [('Pelbrook', 'Day', ())]
    """

    name: str
    provider: str
    first: dt.date
    last: dt.date
    hours_asked: float
    dose: Dose
    windows: tuple[Window, ...]
    walking: str
    bases: tuple[Base, ...]
    spots: tuple[Spot, ...]
    shifts: tuple[PlannedShift, ...]
    unmet: tuple[str, ...]
    assumptions: tuple[str, ...]
    predictability: float | None
    seed: int
    sources: tuple[str, ...] = ()
    jitter_loss: float | None = None
    notes: tuple[str, ...] = ()
    no_runs: tuple[str, ...] = ()

    @property
    def hours(self) -> float:
        """Person-hours planned, breaks and walking included."""
        return sum(shift.hours for shift in self.shifts)

    @property
    def visits(self) -> int:
        """Visits planned."""
        return sum(
            stop.kind == "visit"
            for shift in self.shifts
            for route in shift.routes
            for stop in route.stops
        )

    @property
    def covered(self) -> float:
        """Share of the risk offered to the planned shifts that their visits cover, 0 to 1."""
        offered = sum(shift.offered_risk for shift in self.shifts)
        return sum(shift.covered_risk for shift in self.shifts) / offered if offered else 0.0

    @property
    def too_regular(self) -> str | None:
        """Say, where it is so, that times are more alike or cost more than is wanted."""
        same, loss = self.predictability, self.jitter_loss
        if (same is None or same < WANTED_SAME) and (loss is None or loss < WANTED_LOSS):
            return None
        return (
            "These shifts leave too little time to spare for start times to differ more: wanted "
            "are fewer than a third of pairs of days alike, for under 5 % of the covered risk. "
            "Shorter visits, fewer hot spots or more time between visits would let them."
        )
