"""Between degrees and metres."""

from __future__ import annotations

import numpy as np
import pytest

from beatwise.places.projection import to_degrees, to_grid


def test_the_grid_is_within_metres_of_ordnance_survey():
    """Ordnance Survey's worked point (Caister water tower) comes out within 5 m.

    OS, "A guide to coordinate systems in Great Britain", ETRS89 52.658007833 N, 1.716073973 E is
    651409.804 E, 313177.450 N.
    """
    easting, northing = to_grid([1.716073973], [52.658007833])
    assert easting[0] == pytest.approx(651409.804, abs=5)
    assert northing[0] == pytest.approx(313177.450, abs=5)


def test_there_and_back_is_the_same_point():
    """Degrees to metres and back is the same to a centimetre, and unknown stays unknown."""
    lon, lat = np.array([-5.7, 1.7, np.nan]), np.array([50.1, 58.6, 52.0])
    back = to_degrees(*to_grid(lon, lat))
    assert np.allclose(back[0], lon, atol=1e-7, equal_nan=True)
    assert np.allclose(back[1][:2], lat[:2], atol=1e-7)
    assert np.isnan(back[1][2])


def test_pyproj_agrees():
    """The written-out steps are pyproj's own EPSG:27700 without a grid file, to a centimetre."""
    from pyproj import Transformer
    from pyproj.network import set_network_enabled

    set_network_enabled(False)
    theirs = Transformer.from_crs(4326, 27700, always_xy=True)
    lon, lat = np.array([-1.2, -3.5]), np.array([52.6, 56.1])
    if "OSTN" in str(theirs.description):
        pytest.skip("this machine has the OSTN15 grid")
    assert np.allclose(to_grid(lon, lat), theirs.transform(lon, lat), atol=0.01)
