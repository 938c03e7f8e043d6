"""Areas, in one spelling."""

from __future__ import annotations

import pytest

from beatwise.accountability.registers.field_kinds.area_kind import AreaKind, spelt
from beatwise.accountability.registers.register_definition import Field
from beatwise.errors import BadInput


FIELD = Field("area", "Area", "area")


def test_an_area_is_held_on_one_line():
    """Spaces are closed up, and eighty characters are the most."""
    assert AreaKind().read(FIELD, " North   West\nCounty ") == "North West County"
    with pytest.raises(BadInput, match="longer than 80"):
        AreaKind().read(FIELD, "x" * 81)


def test_a_known_area_is_spelt_as_the_office_spells_it():
    """Capitals and spaces do not make another area; one that is not known stays."""
    known = ("Pelbrook", "Hinckley and Bosworth")
    assert spelt("  pelbrook", known) == "Pelbrook"
    assert spelt("HINCKLEY AND  BOSWORTH", known) == "Hinckley and Bosworth"
    assert spelt("Saltby", known) == "Saltby"
