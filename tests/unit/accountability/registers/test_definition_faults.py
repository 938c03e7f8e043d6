"""Every fault of a definition is named, with the table and the key at which it stands."""

from __future__ import annotations

import pytest
from tests.unit.accountability.registers.test_register_definition import grants

from beatwise.accountability.registers.definition_faults import faults
from beatwise.accountability.registers.register_definition import Clock, Field, Transition


@pytest.mark.parametrize(("changes", "message"), [
    ({"owner": "king"}, "no role 'king'"), ({"readers": ("king",)}, "no role 'king'"),
    ({"fields": (Field("name", "Name", "gold"),)}, "field name: no kind 'gold'"),
    ({"fields": (Field("name", "Name", "choice"),)}, "field name: a choice of nothing"),
    ({"heading": "title"}, "no field 'title'"), ({"area": "place"}, "no field 'place'"),
    ({"transitions": (Transition("pay", "Pay", ("open",), "paid", ("commissioning",), ("tax",)),)},
     "no field 'tax'"),
    ({"clocks": (Clock("c", "C", "state:open", ends=("gone",)),)}, "no state 'gone'"),
    ({"clocks": (Clock("c", "C", "state:open", pauses=("gone",)),)}, "no state 'gone'"),
    ({"fields": (Field("name", "Name", "text"), Field("n", "NAME", "text"))},
     "two fields are called 'name'"),
    ({"transitions": ()}, "state 'paid' cannot be reached"),
])  # fmt: skip
def test_each_fault_of_a_definition_is_named(changes: dict, message: str) -> None:
    """Roles, kinds, choices, fields, states and the table of steps."""
    assert faults(grants()) == []
    assert message in [fault.words for fault in faults(grants(**changes))]
