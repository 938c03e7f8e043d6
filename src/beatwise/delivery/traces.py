"""Traces: pings in order of device and time, without those that cannot be right."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from beatwise.delivery.visit_rule import VisitRule


Bools = NDArray[np.bool_]
_TIME_BITS = 44  # milliseconds until the year 2527


@dataclass(frozen=True, slots=True, eq=False)
class Pings:
    """Columns of (n,) pings, in any order.

    Parameters
    ----------
    device
        Number of the device, int32, at least 0.
    time
        Milliseconds since 1970 in UTC, int64.
    easting, northing
        BNG metres, float64.
    accuracy
        Claimed radius in metres, float32; NaN where the device claims none.
    """

    device: NDArray[np.int32]
    time: NDArray[np.int64]
    easting: NDArray[np.float64]
    northing: NDArray[np.float64]
    accuracy: NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.time)

    def of(self, rows: NDArray[np.int64] | Bools) -> Pings:
        """Return some of the pings: positions or a mask."""
        return Pings(
            self.device[rows],
            self.time[rows],
            self.easting[rows],
            self.northing[rows],
            self.accuracy[rows],
        )


@dataclass(frozen=True, slots=True, eq=False)
class Traces:
    """Pings by device and then time, each moment of a device once, and what was left out.

    ``left_out`` counts pings by reason: ``duplicate``, ``inaccurate``, ``frozen``, ``impossible``.
    ``out_of_order`` counts pings that arrived after a later one of their device; they are used.
    """

    pings: Pings
    left_out: dict[str, int]
    out_of_order: int


def traces(pings: Pings, rule: VisitRule) -> Traces:
    """Return the traces of ``pings``; the same for any order and batching of them."""
    late = _out_of_order(pings)
    ordered = _in_order(pings)
    left_out = {"duplicate": len(pings) - len(ordered)}
    for reason, fault in (
        ("inaccurate", _inaccurate),
        ("frozen", _frozen),
        ("impossible", _impossible),
    ):
        wrong = fault(ordered, rule)
        left_out[reason] = int(np.count_nonzero(wrong))
        if left_out[reason]:
            ordered = ordered.of(~wrong)
    return Traces(ordered, left_out, late)


def same_device(pings: Pings) -> Bools:
    """Return (n - 1,) whether each ping and the next are of one device."""
    return pings.device[1:] == pings.device[:-1]


def _out_of_order(pings: Pings) -> int:
    return int(np.count_nonzero(same_device(pings) & (np.diff(pings.time) < 0)))


def _in_order(pings: Pings) -> Pings:
    key = (pings.device.astype(np.int64) << _TIME_BITS) + pings.time
    if len(key) < 2 or bool((key[1:] > key[:-1]).all()):
        return pings
    order = np.argsort(key, kind="stable")
    key = key[order]
    again = np.zeros(len(key), bool)
    np.equal(key[1:], key[:-1], out=again[1:])
    if again.any():
        order, again = _best_of_moment(pings, order, again)
    return pings.of(order[~again])


def _best_of_moment(
    pings: Pings, order: NDArray[np.int64], again: Bools
) -> tuple[NDArray[np.int64], Bools]:
    """Put the most accurate ping of each moment first, so that arrival does not decide."""
    shared = again.copy()
    shared[:-1] |= again[1:]
    rows = order[shared]
    group = np.cumsum(~again)[shared]
    accuracy = np.nan_to_num(pings.accuracy[rows], nan=np.inf)
    best = np.lexsort((pings.northing[rows], pings.easting[rows], accuracy, group))
    settled = order.copy()
    settled[shared] = rows[best]
    return settled, again


def _inaccurate(pings: Pings, rule: VisitRule) -> Bools:
    with np.errstate(invalid="ignore"):
        return pings.accuracy > rule.accuracy_m


def _frozen(pings: Pings, rule: VisitRule) -> Bools:
    """Mark the repeats of a position that stands still to the last digit for too long."""
    wrong = np.zeros(len(pings), bool)
    if len(pings) < 2:
        return wrong
    again = pings.easting[1:] == pings.easting[:-1]
    again &= pings.northing[1:] == pings.northing[:-1]
    again &= same_device(pings)
    if not again.any():
        return wrong
    accuracy = np.nan_to_num(pings.accuracy, nan=-1.0)
    again &= accuracy[1:] == accuracy[:-1]
    edges = np.flatnonzero(np.diff(np.concatenate(([False], again, [False]))))
    first, last = edges[::2], edges[1::2]  # a run of repeats: its first ping to its last
    for begin, end in zip(first, last, strict=True):
        if pings.time[end] - pings.time[begin] > rule.frozen_s * 1000:
            wrong[begin + 1 : end + 1] = True
    return wrong


def _impossible(pings: Pings, rule: VisitRule) -> Bools:
    """Mark pings that could only be reached and left faster than anybody moves."""
    wrong = np.zeros(len(pings), bool)
    if len(pings) < 3:
        return wrong
    limit = rule.impossible_m_s / 1000 * np.diff(pings.time)
    fast = np.abs(np.diff(pings.easting)) + np.abs(np.diff(pings.northing)) > limit
    suspects = np.flatnonzero(fast)  # few: the exact distance is taken of these alone
    exact = np.hypot(
        pings.easting[suspects + 1] - pings.easting[suspects],
        pings.northing[suspects + 1] - pings.northing[suspects],
    )
    fast[suspects] = exact > limit[suspects]
    fast &= same_device(pings)
    wrong[1:-1] = fast[:-1] & fast[1:]
    return wrong
