"""Degrees from metres without an array library."""

from __future__ import annotations

import pytest

from beatwise.places.projection import to_degrees
from beatwise.web.patrols.degrees import point_in_degrees


@pytest.mark.parametrize(
    "point", [(530_000, 180_000), (90_000, 20_000), (300_000, 1_200_000), (651_409.9, 313_177.3)]
)
def test_the_two_projections_agree(point):
    """From the Scillies to Shetland the office's degrees are those of PROJ, within a centimetre."""
    lon, lat = to_degrees(*point)
    assert point_in_degrees(*point) == pytest.approx((float(lon), float(lat)), abs=1e-7)
