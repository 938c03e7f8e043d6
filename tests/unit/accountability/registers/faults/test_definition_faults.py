"""Every fault of a definition is named, with the table and the key at which it stands."""

from __future__ import annotations

import pytest
from tests.unit.accountability.registers.shape_worlds import WORDS
from tests.unit.accountability.registers.test_register_definition import grants

from beatwise.accountability.registers.definition_rows import Clock
from beatwise.accountability.registers.faults.definition_faults import faults
from beatwise.accountability.registers.read_toml import read
from beatwise.accountability.registers.register_definition import Field, Transition
from beatwise.errors import BadInput


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
    assert any(message in fault.words for fault in faults(grants(**changes)))


FIGURES = (
    'figures = [{ name = "f", title = "F", by = "size", sums = ["asked"], yes = ["dear"], '
    'chart = "asked" }]\n'
)


@pytest.mark.parametrize(("was", "now", "message"), [
    ('slug = "grants"', 'slug = "Grants!"', "cannot stand in an address"),
    ('name = "people", label', 'name = "sort", label', "'sort' cannot be a name"),
    ('name = "people", label', 'name = "if", label', "'if' cannot be a name"),
    ('name = "people", label', 'name = "asked", label', "two fields are named 'asked'"),
    ('"people", label = "People", kind = "number"', '"people", label = "P", kind = "link"',
     "a link needs 'to'"),
    ('"people", label = "People", kind = "number"', '"people", label = "P", kind = "lines"',
     "columns belong to a field of lines"),
    ('name = "spells", label', 'name = "spells", listed = true, label', "is no column of a list"),
    ('name = "people", label', 'name = "people", filtered = true, label', "not narrowed by number"),
    ('name = "what", label', 'name = "units", label', "or stands twice"),
    ('"What", kind = "text"', '"What", kind = "long"', "a column cannot be 'long'"),
    ('"What", kind = "text"', '"What", kind = "choice"', "a choice of nothing"),
    ('"What", kind = "text"', '"What", kind = "text", total = true', "text cannot be added up"),
    ('name = "people", label', 'name = "people", whole = "month", label', "only a date that"),
    ('label = "Until", kind = "date"', 'label = "Until", kind = "date", whole = "month"',
     "only a date that people enter"),
    ('label = "Began", kind = "date"', 'label = "Began", kind = "date", whole = "week"',
     "'whole' must be one of: month, quarter"),
    ('event = "field:began"', 'event = "field:name"', "clock pay: no date 'name'"),
    ('event = "state:paid"', 'event = "state:gone"', "clock end: no event 'state:gone'"),
    ('event = "state:paid"', 'event = "paid"', "clock end: no event 'paid'"),
    ('stops = "paid_on"', 'stops = "name"', "clock pay: no date 'name'"),
    ('standard = "contract"', 'standard = "usual"', "'standard' must be one of"),
    ('unit = "working"', 'unit = "moon"', "'unit' must be one of"),
    ('words = "Pay", from', 'words = "Pay", other_than = "fly", from', "no step 'fly'"),
    ('by = "size"', 'by = "asked"', "cannot be grouped by 'asked'"),
    ('by = "size"', 'of = "people", by = "size"', "'people' is no table of lines"),
    ('by = "size"', 'of = "costs", by = "size"', "lines cannot be grouped by 'size'"),
    ('by = "size"', 'of = "costs", by = "what"', "'asked' is no field of number or money"),
    ('by = "size"', 'by = "began"', "a date is grouped by a 'period'"),
    ('by = "size"', 'by = "size", period = "year"', "a date is grouped by a 'period'"),
    ('sums = ["asked"]', 'sums = ["name"]', "'name' is no field of number or money"),
    ('yes = ["dear"]', 'yes = ["name"]', "'name' is no field of yes_no"),
    ('chart = "asked"', 'chart = "people"', "no column 'people' to draw"),
    ('name = "people", label = "People", kind = "number"',
     'name = "people", label = "People", kind = "percent"', "there are: text, long, date"),
    ('name = "people", label = "People", kind = "number"',
     'name = "people", label = "People", kind = "several", choices = ["A; B"]', "has a semicolon"),
    ('kind = "number", formula = "people / 3"', 'kind = "qualified", formula = "people / 3"',
     "a qualified is entered, and not worked out"),
    ('title = "Open"', 'title = "Open", files = [{ name = "f", label = "F" }]',
     "a record begins in it"),
    ('title = "Paid"', 'title = "Paid", files = [{ name = "F!", label = "F" }]', "is no name"),
    ('title = "Paid"', 'title = "Paid", files = [{ name = "f", label = "F", kind = "film" }]',
     "'kind' must be one of: any, document"),
])  # fmt: skip
def test_each_fault_of_a_shape_is_named_at_its_line(was: str, now: str, message: str) -> None:
    """Names, kinds, columns, clocks, steps and figures: with file, table, key and line."""
    words = WORDS.replace("states = [", FIGURES + "states = [", 1)
    read(words, "mine.toml")
    assert was in words
    with pytest.raises(BadInput) as caught:
        read(words.replace(was, now, 1), "mine.toml")
    assert message in str(caught.value)
    assert "mine.toml, " in str(caught.value)
    assert "line " in str(caught.value)


@pytest.mark.parametrize("changes", [
    'by = "state"', 'by = "began", period = "month"', 'by = "name"', 'by = "dear"',
])  # fmt: skip
def test_records_are_grouped_by_what_can_be_grouped(changes: str) -> None:
    """A state, a month, a text, yes or no."""
    words = FIGURES.replace('by = "size"', changes)
    read(WORDS.replace("states = [", words + "states = [", 1), "mine.toml")


def test_a_definition_says_what_to_do_first() -> None:
    """Without the line it is refused; one that was loaded before it was asked for is read."""
    words = WORDS.replace('beginning = "Enter the newest first."\n', "")
    with pytest.raises(BadInput, match="'beginning' is missing"):
        read(words, "mine.toml")
    assert read(words, "mine.toml", earlier=True).beginning == ""
