"""What people may walk."""

from __future__ import annotations

import pytest

from beatwise.sources.geography.walkable import why_not_walkable


@pytest.mark.parametrize(
    ("tags", "walkable"),
    [
        ({"highway": "footway"}, True),
        ({"highway": "motorway"}, False),
        ({"highway": "trunk"}, True),
        ({"highway": "trunk", "foot": "no"}, False),
        ({"highway": "service", "access": "private"}, False),
        ({"highway": "service", "access": "private", "foot": "permissive"}, True),
        ({"highway": "service", "service": "driveway"}, False),
        ({"highway": "cycleway"}, True),
        ({"highway": "construction"}, False),
        ({"highway": "residential", "foot": "private"}, False),
        ({}, False),
    ],
)
def test_what_people_may_walk(tags: dict[str, str], walkable: bool) -> None:
    """Foot outranks access; motorways, closed ways and driveways are left out."""
    assert (why_not_walkable(tags) is None) == walkable
