"""Files of several towns in one folder."""

from __future__ import annotations

import pytest
import shapely

from beatwise.places.areas import Area
from beatwise.publication.town.town_file_names import TownFileNames


def area(label: str, layer: str = "towns", code: str = "E1") -> Area:
    return Area(code, label, layer, shapely.box(0, 0, 1, 1))


@pytest.mark.parametrize(
    ("towns", "names"),
    [
        ((area("Alton"), area("Bray")), ["alton", "bray"]),
        ((area("Alton"), area("Alton", "wards")), ["towns-alton", "wards-alton"]),
        (
            (area("Alton"), area("alton!", code="E2"), area("Bray")),
            ["alton-e1", "alton-e2", "bray"],
        ),
        (
            (area("Alton"), area("Alton", code="E2"), area("Alton", "wards")),
            ["towns-alton-e1", "towns-alton-e2", "wards-alton-e1"],
        ),
    ],
)
def test_no_two_towns_share_a_file(towns: tuple[Area, ...], names: list[str]) -> None:
    """Labels alike are told apart by layer, else by id, else by both."""
    rule = TownFileNames.among(towns)
    assert [rule.of(town) for town in towns] == names
