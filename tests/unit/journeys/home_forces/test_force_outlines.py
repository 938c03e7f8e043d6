"""Which ids are those of police force areas."""

from __future__ import annotations

import pytest

import beatwise
from beatwise.journeys.home_forces.force_outlines import force_boundaries, is_force_area


@pytest.mark.parametrize("code", ["E23000021", "W15000004"])
def test_codes_of_force_areas_are_known(code: str) -> None:
    """The ONS codes of English and Welsh forces are force areas."""
    assert is_force_area(code)


@pytest.mark.parametrize("code", ["Northampton", "N", "E01000001", "E2300", "E23 Town"])
def test_a_town_is_no_force(code: str) -> None:
    """Names and other codes are not, whatever letter they start with."""
    assert not is_force_area(code)


def test_the_boundaries_of_a_workspace_are_made_once() -> None:
    """Whichever months are asked of; other layers are others."""
    workspace = beatwise.example()
    made = force_boundaries(workspace)
    assert force_boundaries(workspace.without([workspace.months()[0]])) is made
