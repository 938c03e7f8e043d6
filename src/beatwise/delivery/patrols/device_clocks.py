"""Clocks of devices that look wrong: in the future, or always off the shift's start alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from beatwise.delivery.patrols.patrol_spans import PatrolSpan
from beatwise.delivery.traces import Pings


FEWEST_SHIFTS = 3
LEAST_OFF_S = 300.0
ALIKE_S = 180.0
SEARCHED_MS = 2 * 3_600_000


@dataclass(frozen=True, slots=True)
class ClockEstimate:
    """How far a device's clock seems to be off: seconds to add to make it right, and the sign."""

    device: int
    offset_s: float
    sign: str


def clock_estimates(
    pings: Pings, spans: Sequence[PatrolSpan], now: int | None = None
) -> list[ClockEstimate]:
    """Return the devices whose clock looks wrong, by number; an estimate never changes a result.

    Two signs: pings later than ``now`` (milliseconds since 1970 in UTC; not looked at when None);
    or, on at least three planned shifts, a first ping off the shift's start by five minutes or
    more and each time by nearly as much (quartiles within three minutes).
    """
    estimates = []
    edges = np.flatnonzero(np.diff(pings.device)) + 1
    for first, last in zip((0, *edges), (*edges, len(pings)), strict=True):
        if first == last:
            continue
        device, times = int(pings.device[first]), pings.time[first:last]
        if now is not None and times[-1] > now:
            estimates.append(ClockEstimate(device, (now - int(times[-1])) / 1000, "in the future"))
            continue
        off = _off_starts(times, [s for s in spans if s.device == device and s.shift])
        if off is not None:
            estimates.append(ClockEstimate(device, -off, "off the shifts' starts"))
    return estimates


def _off_starts(times: np.ndarray, spans: Sequence[PatrolSpan]) -> float | None:
    """Return the seconds by which first pings are off the starts, None when they are not alike."""
    starts = times[np.concatenate(([True], np.diff(times) > 3_600_000))]
    off = []
    for span in spans:
        near = starts[np.abs(starts - span.begins) <= SEARCHED_MS]
        if len(near):
            off.append(float(near[np.argmin(np.abs(near - span.begins))] - span.begins) / 1000)
    if len(off) < FEWEST_SHIFTS:
        return None
    low, middle, high = np.percentile(off, (25, 50, 75))
    return float(middle) if abs(middle) >= LEAST_OFF_S and high - low <= ALIKE_S else None
