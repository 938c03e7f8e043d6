"""How devices captured: by time, or only after moving, which loses those who stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from beatwise.delivery.patrols.patrol_spans import PatrolSpan
from beatwise.delivery.traces import Pings
from beatwise.delivery.visit_rule import VisitRule


FEWEST_PINGS = 20
STEP_M = 10.0  # nearly every ping of a distance filter lies further from the last than this
SAME_PLACE_M = 100.0  # a silence that ends this near to where it began was no journey
SILENT_SHARE = 0.2


@dataclass(frozen=True, slots=True)
class CapturePattern:
    """How one device captured.

    Parameters
    ----------
    device
        Its number.
    usual_gap_s
        Median seconds between two of its pings; NaN with fewer than two.
    silent_share
        Share of its time between first and last ping of a span that lies in long silences.
    distance_only
        Whether it reports only after moving: no heartbeat while somebody stands. Minutes measured
        with it are not reliable.
    """

    device: int
    usual_gap_s: float
    silent_share: float
    distance_only: bool


def capture_patterns(
    pings: Pings, spans: Sequence[PatrolSpan], rule: VisitRule
) -> list[CapturePattern]:
    """Return the pattern of each device that has spans, by number.

    A distance filter without a heartbeat is recognised by three signs together: nine pings in ten
    lie more than 10 m from the one before; a fifth or more of the time is silence longer than
    ``rule.nominal_s``; and half of these silences end within 100 m of where they began.
    """
    by_device: dict[int, list[PatrolSpan]] = {}
    for span in spans:
        by_device.setdefault(span.device, []).append(span)
    return [_pattern(pings, device, mine, rule) for device, mine in sorted(by_device.items())]


def _pattern(
    pings: Pings, device: int, spans: Sequence[PatrolSpan], rule: VisitRule
) -> CapturePattern:
    low, high = np.searchsorted(pings.device, (device, device + 1))
    times = pings.time[low:high]
    gaps, steps = [], []
    for span in spans:
        first = int(np.searchsorted(times, span.begins))
        last = int(np.searchsorted(times, span.ends, side="right"))
        rows = slice(low + first, low + last)
        gaps.append(np.diff(times[first:last]) / 1000)
        steps.append(np.hypot(np.diff(pings.easting[rows]), np.diff(pings.northing[rows])))
    gap, step = np.concatenate(gaps), np.concatenate(steps)
    if not len(gap):
        return CapturePattern(device, float("nan"), 0.0, False)
    long = gap > rule.nominal_s
    silent = float(gap[long].sum() / gap.sum())
    distance_only = (
        len(gap) >= FEWEST_PINGS
        and silent >= SILENT_SHARE
        and float(np.percentile(step, 10)) >= STEP_M
        and float(np.median(step[long])) <= SAME_PLACE_M
    )
    return CapturePattern(device, float(np.median(gap)), silent, distance_only)
