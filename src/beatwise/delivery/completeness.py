"""GPS completeness: how much of the time on patrol the device reported."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from beatwise.delivery.traces import Pings, same_device
from beatwise.delivery.visit_rule import VisitRule


@dataclass(frozen=True, slots=True, eq=False)
class OnPatrol:
    """Spans of time on patrol, (n,) each: the device, and milliseconds since 1970 in UTC."""

    device: NDArray[np.int32]
    begins: NDArray[np.int64]
    ends: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.device)


@dataclass(frozen=True, slots=True, eq=False)
class Completeness:
    """Minutes on patrol and, of these, minutes with pings as often as they should come, (n,)."""

    patrol_minutes: NDArray[np.float64]
    tracked_minutes: NDArray[np.float64]

    @property
    def share(self) -> NDArray[np.float64]:
        """Tracked share of each span, 0 to 1; NaN for a span without length."""
        with np.errstate(invalid="ignore", divide="ignore"):
            return self.tracked_minutes / self.patrol_minutes


def completeness(pings: Pings, spans: OnPatrol, rule: VisitRule) -> Completeness:
    """Return the completeness of each span on patrol, from traces.

    Time between two pings of a device counts when it is no longer than ``rule.nominal_s``; so does
    that from the start of a span to its first ping, and from its last ping to its end.
    """
    nominal = int(rule.nominal_s * 1000)
    gap = np.where(same_device(pings), np.diff(pings.time), nominal + 1)
    total = np.concatenate(([0], np.cumsum(np.where(gap <= nominal, gap, 0))))
    tracked = np.zeros(len(spans))
    edges = np.searchsorted(pings.device, np.arange(int(spans.device.max(initial=-1)) + 2))
    for at in range(len(spans)):
        low, high = edges[spans.device[at]], edges[spans.device[at] + 1]
        times = pings.time[low:high]
        first = low + int(np.searchsorted(times, spans.begins[at], side="left"))
        last = low + int(np.searchsorted(times, spans.ends[at], side="right")) - 1
        if last < first:
            continue
        rims = (pings.time[first] - spans.begins[at], spans.ends[at] - pings.time[last])
        tracked[at] = total[last] - total[first] + sum(rim for rim in rims if rim <= nominal)
    return Completeness((spans.ends - spans.begins) / 60_000, tracked / 60_000)
