"""A plan as flat tables: one row a stop, one row a shift, one row a hot spot."""

from __future__ import annotations

from collections import Counter, defaultdict

from beatwise.planning.plan import PatrolPlan, PlannedShift
from beatwise.publication.formats.document import Cell, Column, Table


STOP_COLUMNS = (
    Column("shift_id"),
    Column("route", number=True),
    Column("order", number=True),
    Column("kind"),
    Column("place"),
    Column("name"),
    Column("begins"),
    Column("ends"),
    Column("walk_seconds", number=True),
    Column("call"),
)


def stop_rows(shifts: tuple[PlannedShift, ...]) -> tuple[tuple[Cell, ...], ...]:
    """Return one row a stop; times in ISO 8601 with offset."""
    return tuple(
        (
            shift.id,
            number,
            order,
            stop.kind,
            stop.place,
            stop.name,
            stop.begins.isoformat(),
            stop.ends.isoformat(),
            stop.walk_seconds,
            stop.call,
        )
        for shift in shifts
        for number, route in enumerate(shift.routes, start=1)
        for order, stop in enumerate(route.stops, start=1)
    )


def stops(plan: PatrolPlan) -> Table:
    """Every stop of the plan."""
    return Table("visits", "Every stop, in order", STOP_COLUMNS, stop_rows(plan.shifts))


def shifts(plan: PatrolPlan) -> Table:
    """Every shift with what it covers."""
    columns = (
        Column("Shift"),
        Column("Date"),
        Column("Beat"),
        Column("Kind"),
        Column("Begins"),
        Column("Ends"),
        Column("Walkers", number=True),
        Column("Person-hours", number=True, decimals=1),
        Column("Visits", number=True),
        Column("Left out", number=True),
        Column("Walking, minutes", number=True),
        Column("Risk covered, %", number=True),
        Column("Checked"),
    )
    rows = tuple(
        (
            s.id,
            s.day.isoformat(),
            s.beat,
            s.shift,
            f"{s.begins:%H:%M}",
            f"{s.ends:%H:%M}",
            len(s.routes) * s.people,
            s.hours,
            sum(stop.kind == "visit" for route in s.routes for stop in route.stops),
            len(s.left_out),
            round(walked_seconds(s) / 60),
            round(100 * s.covered_risk / s.offered_risk) if s.offered_risk else None,
            "passed" if not s.faults else f"{len(s.faults)} faults",
        )
        for s in plan.shifts
    )
    return Table("shifts", "Shifts", columns, rows, "Person-hours include breaks and walking.")


def walked_seconds(shift: PlannedShift) -> int:
    """Return the seconds walked in a shift, the way back included."""
    return sum(r.home_seconds + sum(stop.walk_seconds for stop in r.stops) for r in shift.routes)


def presence(plan: PatrolPlan) -> Table:
    """Every hot spot with the visits and days it gets."""
    visits: Counter[str] = Counter()
    days: dict[str, set[object]] = defaultdict(set)
    for shift in plan.shifts:
        for route in shift.routes:
            for stop in route.stops:
                if stop.kind == "visit":
                    visits[stop.place] += 1
                    days[stop.place].add(shift.day)
    columns = (
        Column("Hot spot"),
        Column("Name"),
        Column("Beat"),
        Column("Share of risk, %", number=True, decimals=1),
        Column("Visits", number=True),
        Column("Minutes planned", number=True),
        Column("Days", number=True),
        Column("Longest run of days", number=True),
    )
    rows = tuple(
        (
            spot.id,
            spot.name,
            spot.beat,
            100 * spot.risk,
            visits[spot.id],
            visits[spot.id] * plan.dose.visit_minutes,
            len(days[spot.id]),
            longest_run(days[spot.id]),
        )
        for spot in plan.spots
    )
    note = (
        "Planned, not delivered. Risk is the share of each type's incidents, averaged over types."
    )
    return Table("presence", "What each hot spot gets", columns, rows, note)


def longest_run(days: set[object]) -> int:
    """Return the longest run of consecutive days in a set of dates."""
    numbers = sorted(day.toordinal() for day in days)  # type: ignore[attr-defined]
    best = run = 0
    for index, number in enumerate(numbers):
        run = run + 1 if index and number == numbers[index - 1] + 1 else 1
        best = max(best, run)
    return best
