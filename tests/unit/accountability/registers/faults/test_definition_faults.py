"""Every fault of a definition is named, with the table and the key at which it stands."""

from __future__ import annotations

import pytest
from tests.unit.accountability.registers.shape_worlds import WORDS
from tests.unit.accountability.registers.test_register_definition import grants

from beatwise.accountability import roles
from beatwise.accountability.formulas.syntax import Name
from beatwise.accountability.registers.definition_rows import (
    Aggregates,
    Clock,
    PlaceMap,
    Retention,
    StateFile,
)
from beatwise.accountability.registers.faults.definition_faults import DefinitionFault, faults
from beatwise.accountability.registers.read_toml import read
from beatwise.accountability.registers.register_definition import Field, State, Transition
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


NAME = Field("name", "Name", "text", public=True)
COUNTS = Aggregates("seen", "name", ("sum",), ("commissioning",))


def _fields(*names: str) -> tuple[Field, ...]:
    return tuple(Field(f"f{at}", name, "text") for at, name in enumerate(names))


def _paid(*files: str) -> tuple[State, State]:
    """The states of grants, of which the last needs files of these names."""
    needed = tuple(StateFile(name, "A file") for name in files)
    return State("open", "Open"), State("paid", "Paid", final=True, files=needed)


@pytest.mark.parametrize(("changes", "fault"), [
    ({"owner": "king"}, (roles.no_role("king"), "", 0, "owner")),
    ({"published_to": ("governance",)}, ("'governance' is no reader", "", 0, "published_to")),
    ({"retention": Retention("state:gone", 1)},
     ("retention: no event 'state:gone'", "retention", 0, "event")),
    ({"fields": _fields("One", "Two", "ONE", "Three"), "heading": "f0"},
     ("two fields are called 'one'", "fields", 2, "label")),
    ({"fields": (*_fields("A", "B"), NAME, NAME)},
     ("two fields are called 'name'", "fields", 3, "label")),
    ({"states": _paid("plan"), "aggregates": COUNTS},
     ("a register of aggregates takes no file, which could be about a person", "states", 0,
      "files")),
    ({"states": _paid("plan", "plan")},
     ("state paid: 'plan' is no name, or two files have it", "states", 1, "files")),
])  # fmt: skip
def test_each_fault_stands_where_it_is_mended(changes: dict, fault: tuple) -> None:
    """Of two that are alike it is the later one; what is no list has one place."""
    assert DefinitionFault(*fault) in faults(grants(**changes))
    assert faults(grants(states=_paid("plan", "bill"))) == []


@pytest.mark.parametrize(("requires", "today", "is_wrong"), [
    (("seen",), "seen", False), (("name",), "seen", True), (("name",), "name", True),
    (("begun",), "begun", True),
])  # fmt: skip
def test_today_is_entered_only_into_a_day_that_a_step_requires(requires, today, is_wrong):
    """Not into a text, nor into the first of a month."""
    fields = (NAME, Field("seen", "Seen", "date"), Field("begun", "Begun", "date", whole="month"))
    step = Transition("pay", "Pay", ("open",), "paid", ("commissioning",), requires, today=(today,))
    words = f"step pay: '{today}' is no date that it requires"
    expected = [DefinitionFault(words, "transitions", 0, "today")] if is_wrong else []
    assert faults(grants(fields=fields, transitions=(step,))) == expected


@pytest.mark.parametrize(("field", "words"), [
    (Field("code", "Code", "text", pattern="NN/YY"), ""),
    (Field("code", "Code", "long", pattern="NN/YY"), "a pattern is for a text that people enter"),
    (Field("code", "Code", "text", formula="name", tree=Name("name"), pattern="NN/YY"),
     "a pattern is for a text that people enter"),
    (Field("rows", "Rows", "lines", columns=(Field("code", "Code", "text"),)), ""),
    (Field("rows", "Rows", "lines", columns=(Field("if", "If", "text"),)),
     "column if: 'if' cannot be the name of a column"),
    (Field("rows", "Rows", "lines", columns=(Field("1st", "First", "text"),)),
     "column 1st: '1st' cannot be the name of a column"),
    (Field("rows", "Rows", "lines", columns=(Field("code", "A", "text"),) * 2),
     "column code: 'code' cannot be the name of a column, or stands twice"),
])  # fmt: skip
def test_a_pattern_and_a_column_are_of_what_can_have_them(field: Field, words: str) -> None:
    """A text that is entered, and a word that no formula uses for something else."""
    found = [fault.words for fault in faults(grants(fields=(NAME, field)))]
    assert any(words in each for each in found) if words else found == []


MAPPED = (
    NAME, Field("which", "Which", "choice", choices=("Seen", "Met")), Field("seen", "Seen", "date"),
    Field("lat", "Latitude", "number"), Field("lon", "Longitude", "number"),
)  # fmt: skip


@pytest.mark.parametrize(("place_map", "words", "key"), [
    (PlaceMap("gone", "which", "seen", "lat", "lon"),
     "'gone' is no field of text or choice or area or link", "place"),
    (PlaceMap("name", "name", "seen", "lat", "lon"), "'name' is no field of choice", "kind"),
    (PlaceMap("name", "which", "seen", "seen", "lon"), "'seen' is no field of number", "latitude"),
    (PlaceMap("name", "which", "seen", "lat", "lon", ("Met", "Lost")),
     "'Lost' is none of its choices", "star"),
])  # fmt: skip
def test_a_map_shows_fields_that_a_map_can_show(place_map, words, key):
    """A place, one of some kinds, a day and a point; and a star for a kind that there is."""
    right = PlaceMap("name", "which", "seen", "lat", "lon", ("Met",))
    assert faults(grants(fields=MAPPED, place_map=right)) == []
    assert faults(grants(fields=MAPPED, place_map=place_map)) == [
        DefinitionFault(f"map: {words}", "place_map", 0, key)
    ]


def test_counts_about_people_are_on_no_map():
    """They leave through the gate alone."""
    right = PlaceMap("name", "which", "seen", "lat", "lon")
    gate = "map: counts about people leave through the gate, which a map does not pass"
    fault = DefinitionFault(gate, "place_map", 0, "place")
    assert fault in faults(grants(fields=MAPPED, place_map=right, aggregates=COUNTS))


FIGURES = (
    'figures = [{ name = "f", title = "F", by = "size", sums = ["asked"], yes = ["dear"], '
    'chart = "asked" }]\n'
)


@pytest.mark.parametrize(("was", "now", "message"), [
    ('slug = "grants"', 'slug = "Grants!"', "cannot stand in an address"),
    ('name = "people", label', 'name = "sort", label', "'sort' has a meaning of its own"),
    ('name = "people", label', 'name = "if", label', "'if' has a meaning of its own"),
    ('name = "people", label', 'name = "2nd", label', "'2nd' cannot be a name"),
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
