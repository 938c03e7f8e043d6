"""The points of a street file: checked, then put on the British National Grid."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from beatwise.errors import BadInput
from beatwise.places.projection import to_grid
from beatwise.sources.police_uk.columns import Place


# The United Kingdom with its islands and waters near the shore, in degrees.
WEST, SOUTH, EAST, NORTH = -9.5, 49.0, 2.6, 61.5
_STEP = "Longitude is about -9 to 2 and Latitude about 49 to 61 in the United Kingdom."


def on_the_grid(longitude: pa.Array, latitude: pa.Array, place: Place) -> tuple[pa.Array, pa.Array]:
    """Return easting and northing in metres, empty where either degree is empty.

    Raises ``BadInput`` at the first row whose point is not in the United Kingdom, and says when the
    two look swapped or look like metres.
    """
    x = longitude.to_numpy(zero_copy_only=False)
    y = latitude.to_numpy(zero_copy_only=False)
    blank = np.isnan(x) | np.isnan(y)
    _refuse_outside(x, y, blank, place)
    distinct, inverse = np.unique(x + 1j * y, return_inverse=True)
    easting, northing = to_grid(distinct.real, distinct.imag)
    return pa.array(easting[inverse], from_pandas=True), pa.array(
        northing[inverse], from_pandas=True
    )


def _refuse_outside(x: np.ndarray, y: np.ndarray, blank: np.ndarray, place: Place) -> None:
    inside = (x >= WEST) & (x <= EAST) & (y >= SOUTH) & (y <= NORTH)
    wrong = ~inside & ~blank
    if not wrong.any():
        return
    row = int(np.argmax(wrong))
    lon, lat = float(x[row]), float(y[row])
    if WEST <= lat <= EAST and SOUTH <= lon <= NORTH:
        what = "longitude and latitude are swapped"
    elif abs(lon) > 1000 and abs(lat) > 1000:
        what = "longitude and latitude hold easting and northing in metres"
    else:
        what = "the point is not in the United Kingdom"
    raise BadInput(
        f"{what} ({lon:g}, {lat:g}; {int(wrong.sum())} such rows here).",
        place=place.at(row),
        next_step=_STEP,
    )
