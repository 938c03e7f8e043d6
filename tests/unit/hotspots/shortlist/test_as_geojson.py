"""Outlines in metres as GeoJSON in degrees."""

from __future__ import annotations

import numpy as np
import shapely
from tests.unit.hotspots.shortlist.worlds import spot

from beatwise.hotspots.shortlist.as_geojson import degrees


def test_degrees_have_seven_decimals() -> None:
    """WGS84 coordinates are kept to a centimetre, with Leicestershire where it is."""
    at = shapely.get_coordinates(degrees(spot().geometry))
    assert np.allclose(at, np.round(at, 7), atol=0, rtol=0)
    assert -0.5 < at[0, 0] < -0.4
    assert 53.0 < at[0, 1] < 53.1
