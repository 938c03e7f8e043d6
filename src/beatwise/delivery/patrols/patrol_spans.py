"""Spans on patrol: which shift each device was out on, from the plan or from its own pings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from beatwise.delivery.completeness import OnPatrol
from beatwise.delivery.traces import Pings
from beatwise.planning.plan import PatrolPlan


UNPLANNED = ""
PAUSE_MS = 3_600_000  # silence after which pings outside the plan belong to another span
SHORTEST_MS = 600_000  # a shorter run of pings outside the plan is a phone that was switched on
_SAMPLE = 100
_NEARLY = 0.9
_FEWEST = 3


@dataclass(frozen=True, slots=True)
class PatrolSpan:
    """One device out on one shift: milliseconds since 1970 in UTC.

    ``device`` is its number; ``beat`` where it was out; ``shift`` the planned shift's id, empty
    where no shift was planned then.
    """

    device: int
    beat: str
    begins: int
    ends: int
    shift: str = UNPLANNED

    @property
    def hours(self) -> float:
        """How long it lasted."""
        return (self.ends - self.begins) / 3_600_000


class _Window(NamedTuple):
    begins: int
    ends: int
    beat: str
    shift: str


def as_on_patrol(spans: Sequence[PatrolSpan]) -> OnPatrol:
    """Return spans as columns."""
    return OnPatrol(
        np.array([span.device for span in spans], np.int32),
        np.array([span.begins for span in spans], np.int64),
        np.array([span.ends for span in spans], np.int64),
    )


def patrol_spans(pings: Pings, plan: PatrolPlan) -> list[PatrolSpan]:
    """Return the spans of the devices in traces, by device and time.

    A device that reports during a planned shift was out on the whole of it, so that a phone that
    died half-way counts as half tracked. Where shifts overlap, the one in which it reported most,
    then the one whose hot spots were nearest, is its own. Pings outside every planned shift make
    spans from the first to the last of them, with pauses of up to an hour.
    """
    places = _places(plan)
    groups = list(_groups(plan))
    spans: list[PatrolSpan] = []
    edges = np.flatnonzero(np.diff(pings.device)) + 1
    for first, last in zip((0, *edges), (*edges, len(pings)), strict=True):
        if first < last:
            rows = np.arange(first, last)
            spans += _of_device(pings, rows, groups, places)
    return spans


def _of_device(
    pings: Pings,
    rows: NDArray[np.int64],
    groups: Sequence[Sequence[_Window]],
    places: dict[str, NDArray[np.float64]],
) -> list[PatrolSpan]:
    device, times = int(pings.device[rows[0]]), pings.time[rows]
    spans, free = [], np.ones(len(rows), bool)
    for group in groups:
        low = int(np.searchsorted(times, min(w.begins for w in group)))
        high = int(np.searchsorted(times, max(w.ends for w in group), side="right"))
        while free[low:high].any():
            mine = rows[low:high][free[low:high]]
            window = _best(pings, mine, group, places)
            if window is None:
                break
            spans.append(PatrolSpan(device, window.beat, window.begins, window.ends, window.shift))
            free[(times >= window.begins) & (times <= window.ends)] = False
    spans += _unplanned(pings, rows[free], places)
    return sorted(spans, key=lambda span: span.begins)


def _best(
    pings: Pings,
    rows: NDArray[np.int64],
    group: Sequence[_Window],
    places: dict[str, NDArray[np.float64]],
) -> _Window | None:
    """Return the window with most of these pings; of those nearly alike the nearest beat's."""
    times = pings.time[rows]
    counts = [int(((times >= w.begins) & (times <= w.ends)).sum()) for w in group]
    if max(counts) < _FEWEST:
        return None
    near = [w for w, n in zip(group, counts, strict=True) if n >= _NEARLY * max(counts)]
    if len(near) == 1:
        return near[0]
    away = {w.beat: _distance(pings, rows, places[w.beat]) for w in near}
    return min(near, key=lambda w: (away[w.beat], w.begins, w.shift))


def _distance(pings: Pings, rows: NDArray[np.int64], places: NDArray[np.float64]) -> float:
    """Return the mean distance of some of the pings to the nearest of the places, in metres."""
    some = rows[:: max(1, len(rows) // _SAMPLE)]
    east = pings.easting[some][:, None] - places[None, :, 0]
    north = pings.northing[some][:, None] - places[None, :, 1]
    return float(np.hypot(east, north).min(axis=1).mean())


def _unplanned(
    pings: Pings, rows: NDArray[np.int64], places: dict[str, NDArray[np.float64]]
) -> Iterator[PatrolSpan]:
    times = pings.time[rows]
    breaks = np.flatnonzero(np.diff(times) > PAUSE_MS) + 1
    for first, last in zip((0, *breaks), (*breaks, len(rows)), strict=True):
        if first < last and times[last - 1] - times[first] >= SHORTEST_MS:
            mine = rows[first:last]
            beat = min(places, key=lambda name: (_distance(pings, mine, places[name]), name))
            yield PatrolSpan(
                int(pings.device[mine[0]]), beat, int(times[first]), int(times[last - 1])
            )


def _places(plan: PatrolPlan) -> dict[str, NDArray[np.float64]]:
    """Return each beat's hot spots and base, (n, 2) BNG metres."""
    points: dict[str, list[tuple[float, float]]] = {}
    for spot in plan.spots:
        points.setdefault(spot.beat, []).append((spot.easting, spot.northing))
    for base in plan.bases:
        points.setdefault(base.beat, []).append((base.easting, base.northing))
    return {beat: np.array(at, float) for beat, at in points.items()}


def _groups(plan: PatrolPlan) -> Iterator[list[_Window]]:
    """Yield the planned shifts that overlap one another, together."""
    windows = sorted(
        _Window(_ms(s.begins.timestamp()), _ms(s.ends.timestamp()), s.beat, s.id)
        for s in plan.shifts
    )
    group: list[_Window] = []
    for window in windows:
        if group and window.begins > max(w.ends for w in group):
            yield group
            group = []
        group.append(window)
    if group:
        yield group


def _ms(seconds: float) -> int:
    return round(seconds * 1000)
