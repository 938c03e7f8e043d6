"""Grid references are those that Ordnance Survey prints."""

from __future__ import annotations

import pytest

from beatwise.places.grid_reference import grid_reference


@pytest.mark.parametrize(
    ("easting", "northing", "reference"),
    [
        (530_000, 180_000, "TQ 3000 8000"),
        (216_650, 771_250, "NN 1665 7125"),
        (651_409, 313_177, "TG 5140 1317"),
        (0, 0, "SV 0000 0000"),
        (447_000, 1_141_000, "HU 4700 4100"),
        (-5, 10, "-5 m east, 10 m north"),
    ],
)
def test_known_places(easting: float, northing: float, reference: str) -> None:
    """Charing Cross, Ben Nevis, a point of the OS guide, Scilly's corner, Lerwick, and outside."""
    assert grid_reference(easting, northing) == reference
