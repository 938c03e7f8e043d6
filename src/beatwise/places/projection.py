"""Between longitude and latitude (WGS84) and the British National Grid (EPSG:27700).

The transformation is written out (the seven-parameter one, EPSG:1314, right to about 2 m) and not
left to whatever grid files a machine has, so that the same point gives the same metres everywhere.
police.uk's own snapping is tens of metres.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt


_PIPELINE = (
    "+proj=pipeline "
    "+step +proj=unitconvert +xy_in=deg +xy_out=rad "
    "+step +proj=cart +ellps=WGS84 "
    "+step +inv +proj=helmert +x=446.448 +y=-125.157 +z=542.06 "
    "+rx=0.15 +ry=0.247 +rz=0.842 +s=-20.489 +convention=position_vector "
    "+step +inv +proj=cart +ellps=airy "
    "+step +proj=tmerc +lat_0=49 +lon_0=-2 +k=0.9996012717 +x_0=400000 +y_0=-100000 +ellps=airy"
)
Array = npt.NDArray[np.float64]


def to_grid(longitude: npt.ArrayLike, latitude: npt.ArrayLike) -> tuple[Array, Array]:
    """Return easting and northing in metres; NaN stays NaN."""
    return _transform(longitude, latitude, inverse=False)


def to_degrees(easting: npt.ArrayLike, northing: npt.ArrayLike) -> tuple[Array, Array]:
    """Return longitude and latitude in degrees; NaN stays NaN."""
    return _transform(easting, northing, inverse=True)


def _transform(x: npt.ArrayLike, y: npt.ArrayLike, *, inverse: bool) -> tuple[Array, Array]:
    xs, ys = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
    out_x, out_y = np.full(xs.shape, np.nan), np.full(ys.shape, np.nan)
    known = np.isfinite(xs) & np.isfinite(ys)
    if known.any():
        direction = "INVERSE" if inverse else "FORWARD"
        out_x[known], out_y[known] = _pipeline().transform(
            xs[known], ys[known], direction=direction
        )
    return out_x, out_y


@cache
def _pipeline():  # type: ignore[no-untyped-def]
    from pyproj import Transformer

    return Transformer.from_pipeline(_PIPELINE)
