"""One choice of a definition, or several of them."""

from __future__ import annotations

import pytest

from beatwise.accountability.registers.field_kinds.choice_kind import SeveralKind, parts
from beatwise.accountability.registers.register_definition import Field
from beatwise.errors import BadInput


FIELD = Field("channel", "Channels", "several", choices=("Press", "Leaflet", "Web"))
KIND = SeveralKind()


@pytest.mark.parametrize(("entry", "held"), [
    ("web; Press", "Press; Web"), (["Leaflet", "Press"], "Press; Leaflet"), ("press", "Press"),
    ("Web;Web;", "Web"), (";", None),
])  # fmt: skip
def test_several_are_held_once_each_in_the_order_of_the_definition(entry, held):
    """However they are written, so that the same choices are the same text."""
    assert KIND.read(FIELD, entry) == held


def test_a_choice_that_there_is_not_is_refused():
    """Also among others that there are."""
    with pytest.raises(BadInput, match="'Radio' is not a choice"):
        KIND.read(FIELD, "Press; Radio")


def test_choices_with_a_semicolon_are_a_fault_of_the_definition():
    """They could not be told apart in a cell."""
    field = Field("f", "F", "several", choices=("A; B", "C"))
    assert [key for _, key in KIND.faults(field)] == ["choices"]
    assert [key for _, key in KIND.faults(Field("f", "F", "several"))] == ["kind"]
    assert parts("Press; Web") == ["Press", "Web"]
    assert parts(None) == []
