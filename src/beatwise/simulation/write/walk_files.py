"""A walked plan as the files that a programme has: tracks, check-ins, a return, and its devices."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np

from beatwise.places.projection import to_degrees
from beatwise.planning.plan import PatrolPlan
from beatwise.simulation.dice import stream
from beatwise.simulation.patrols.phone_capture import CaptureSetting, capture
from beatwise.simulation.patrols.plan_walk import Walk, walk_plan
from beatwise.simulation.write.lines import csv, utc


TRACKERS, WARDENS, RANGERS = "Millshire Police", "Council wardens", "Town rangers"
BROKEN = "tracker-old"  # falls silent after a third of each shift
ABSTRACTED = 0.06  # share of shifts that nobody walked
REASONS = ("response", "training", "sickness")
Names = dict[tuple[str, int], str]
DEVICE_LINES = '[[device]]\nid = "{}"\npartner = "{}"\npeople = {}\n'


def walk_files(plan: PatrolPlan, seed: int) -> dict[str, bytes]:
    """Return the files of a plan as it was walked: the same seed, the same bytes.

    Of every five shifts the police walk three with trackers, wardens one with check-ins by phone,
    and rangers one of which only hours are returned. One tracker, out on every tenth shift, is
    broken: it falls silent after a third of each shift.
    """
    rng = stream(seed, "walked plan")
    walks = walk_plan(plan, rng)
    absent = {s.id for s in plan.shifts if rng.random() < ABSTRACTED}
    walkers = walkers_of(plan)
    walked = [walk for walk in walks if walk.shift.id not in absent]
    tracked = [w for w in walked if walkers[w.shift.id] == TRACKERS]
    phones = [w for w in walked if walkers[w.shift.id] == WARDENS]
    returned = [w for w in walked if walkers[w.shift.id] == RANGERS]
    broken = {shift.id for shift in plan.shifts[4::10]}
    names = _names(tracked, "tracker", broken), _names(phones, "phone", set())
    return {
        "tracks.csv": _tracks(tracked, names[0], rng),
        "check-ins.csv": _check_ins(phones, names[1], rng),
        "hours-return.csv": _returns(returned),
        "shifts.csv": _shifts([*tracked, *phones], {**names[0], **names[1]}),
        "abstractions.csv": _abstractions(plan, absent, rng),
        "devices.toml": _devices(tracked, phones, names),
    }


def walkers_of(plan: PatrolPlan) -> dict[str, str]:
    """Return who walks each shift, by its id."""
    turns = (TRACKERS, WARDENS, TRACKERS, RANGERS, TRACKERS)
    return {shift.id: turns[at % len(turns)] for at, shift in enumerate(plan.shifts)}


def _names(walks: Sequence[Walk], kind: str, broken: set[str]) -> Names:
    """Return each walk's device: a walker of a beat has one, the broken one goes round."""
    keys = sorted({(walk.shift.beat, walk.route) for walk in walks})
    names = {key: f"{kind}-{number:02d}" for number, key in enumerate(keys, start=1)}
    return {
        (w.shift.id, w.route): BROKEN
        if w.shift.id in broken and w.route == 0
        else names[w.shift.beat, w.route]
        for w in walks
    }


def _tracks(walks: Sequence[Walk], names: Names, rng: np.random.Generator) -> bytes:
    columns: dict[str, list[str]] = defaultdict(list)
    for walk in walks:
        device = names[walk.shift.id, walk.route]
        start = int(walk.corners[0, 0])
        seconds = np.arange(start, int(walk.corners[-1, 0]))
        setting = CaptureSetting(silences=1.0)
        at, places = capture(walk.places(seconds.astype(float)), setting, rng)
        if device == BROKEN:
            alive = at < 0.3 * len(seconds)
            at, places = at[alive], places[alive]
        lon, lat = to_degrees(places[:, 0], places[:, 1])
        columns["device"] += [device] * len(at)
        columns["time"] += utc(seconds[at])
        columns["latitude"] += [f"{value:.6f}" for value in lat.tolist()]
        columns["longitude"] += [f"{value:.6f}" for value in lon.tolist()]
        columns["accuracy_m"] += [f"{value:.0f}" for value in rng.gamma(4, 2.2, len(at)) + 3]
    header = ("device", "time", "latitude", "longitude", "accuracy_m")
    return csv(header, [columns[name] for name in header])


def _shifts(walks: Sequence[Walk], names: Names) -> bytes:
    """Return when each device was started and stopped: with its walk."""
    rows = []
    for walk in walks:
        start, end = utc(walk.corners[[0, -1], 0].astype(np.int64))
        device = names[walk.shift.id, walk.route]
        rows.append((device, start, end, walk.shift.beat, walk.shift.id))
    return _csv(("device", "start", "end", "beat", "shift"), sorted(rows))


def _check_ins(walks: Sequence[Walk], names: Names, rng: np.random.Generator) -> bytes:
    header = (
        "hot_spot", "arrive", "leave", "device",
        "arrive_longitude", "arrive_latitude", "arrive_accuracy_m",
        "leave_longitude", "leave_latitude", "leave_accuracy_m",
    )  # fmt: skip
    rows = []
    for walk in walks:
        device = names[walk.shift.id, walk.route]
        for visit in walk.visits:
            ends = np.array([visit.begins, visit.ends])
            places = walk.places(ends) + rng.normal(0, 8, (2, 2))
            lon, lat = to_degrees(places[:, 0], places[:, 1])
            arrive, leave = utc(ends.astype(np.int64))
            fixes = [(f"{lon[i]:.6f}", f"{lat[i]:.6f}", "12") for i in (0, 1)]
            rows.append((visit.spot, arrive, leave, device, *fixes[0], *fixes[1]))
    return _csv(header, rows)


def _returns(walks: Sequence[Walk]) -> bytes:
    minutes: dict[tuple[str, str], float] = defaultdict(float)
    for walk in walks:
        for visit in walk.visits:
            spent = (visit.ends - visit.begins) / 60 * walk.shift.people
            minutes[walk.shift.day.isoformat(), visit.spot] += spent
    rows = [
        (day, RANGERS, spot, f"{round(4 * total / 60) / 4:.2f}")
        for (day, spot), total in sorted(minutes.items())
    ]
    return _csv(("day", "partner", "hot_spot", "hours"), rows)


def _abstractions(plan: PatrolPlan, absent: set[str], rng: np.random.Generator) -> bytes:
    rows = [
        (shift.day.isoformat(), f"{shift.hours:g}", REASONS[int(rng.integers(len(REASONS)))])
        for shift in plan.shifts
        if shift.id in absent
    ]
    return _csv(("day", "hours", "reason"), rows)


def _devices(
    tracked: Sequence[Walk],
    phones: Sequence[Walk],
    names: tuple[Names, Names],
) -> bytes:
    entries = dict.fromkeys(_entries(tracked, names[0], TRACKERS))
    entries |= dict.fromkeys(_entries(phones, names[1], WARDENS))
    return "\n".join(DEVICE_LINES.format(*entry) for entry in sorted(entries)).encode()


def _entries(walks: Sequence[Walk], names: Names, partner: str) -> Iterator[tuple[str, str, int]]:
    for walk in walks:
        yield names[walk.shift.id, walk.route], partner, walk.shift.people


def _csv(header: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> bytes:
    return csv(header, [[row[i] for row in rows] for i in range(len(header))])
