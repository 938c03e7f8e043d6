"""The noun this folder hands on: positions as a file gives them, with what was set aside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from beatwise.places.projection import to_grid


# Britain and its coastal waters on the National Grid, in metres.
_EAST, _NORTH = (-10_000.0, 700_000.0), (-10_000.0, 1_300_000.0)


@dataclass(frozen=True, slots=True, eq=False)
class TrackFile:
    """Positions of one file, (n,) each, in the order of the file.

    Parameters
    ----------
    kind
        The format in words.
    device
        Names of devices, as objects.
    time
        Milliseconds since 1970 in UTC, int64.
    longitude, latitude
        Degrees; NaN where the file has metres.
    easting, northing
        BNG metres, worked out from degrees where the file has those; NaN outside Britain.
    accuracy
        Claimed radius in metres, float32; NaN where the file has none.
    set_aside
        Reason → positions of the file that could not be used.
    notes
        What a reader should know about how the file was read.
    """

    kind: str
    device: NDArray[np.object_]
    time: NDArray[np.int64]
    longitude: NDArray[np.float64]
    latitude: NDArray[np.float64]
    easting: NDArray[np.float64]
    northing: NDArray[np.float64]
    accuracy: NDArray[np.float32]
    set_aside: dict[str, int] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.time)


@dataclass(slots=True, eq=False)
class Positions:
    """Positions while they are collected: columns of equal length, gaps as NaN or NaT.

    ``time`` is milliseconds since 1970 with ``NO_TIME`` where it could not be read.
    """

    device: NDArray[np.object_]
    time: NDArray[np.int64]
    longitude: NDArray[np.float64]
    latitude: NDArray[np.float64]
    easting: NDArray[np.float64]
    northing: NDArray[np.float64]
    accuracy: NDArray[np.float32]
    unusable: NDArray[np.bool_]


NO_TIME = np.iinfo(np.int64).min


def track_file(kind: str, positions: Positions, notes: Sequence[str] = ()) -> TrackFile:
    """Return the usable positions; the rest is counted by its first reason."""
    easting, northing = positions.easting.copy(), positions.northing.copy()
    degrees = np.isnan(easting) | np.isnan(northing)
    globe = (np.abs(positions.latitude) <= 90) & (np.abs(positions.longitude) <= 180)
    nowhere = (positions.latitude == 0) & (positions.longitude == 0)
    ours = degrees & globe & ~nowhere
    easting[ours], northing[ours] = to_grid(positions.longitude[ours], positions.latitude[ours])
    reasons = {
        "marked as not to be used": positions.unusable,
        "no time between 2000 and 2100": positions.time == NO_TIME,
        "no device": np.array([not name for name in positions.device], bool),
        "no place": np.isnan(np.where(degrees, positions.latitude, easting)),
        "a place that is on no map": degrees & (~globe | nowhere),
    }
    usable = np.ones(len(easting), bool)
    set_aside = {}
    for reason, mask in reasons.items():
        set_aside[reason] = int(np.count_nonzero(mask & usable))
        usable &= ~mask
    with np.errstate(invalid="ignore"):
        abroad = (easting < _EAST[0]) | (easting > _EAST[1])
        abroad |= (northing < _NORTH[0]) | (northing > _NORTH[1])
    easting[abroad] = northing[abroad] = np.nan
    if (abroad & usable).any():
        notes = [*notes, f"{int((abroad & usable).sum())} positions lie outside Britain."]
    return TrackFile(
        kind,
        positions.device[usable],
        positions.time[usable],
        positions.longitude[usable],
        positions.latitude[usable],
        easting[usable],
        northing[usable],
        positions.accuracy[usable],
        {reason: count for reason, count in set_aside.items() if count},
        tuple(notes),
    )
