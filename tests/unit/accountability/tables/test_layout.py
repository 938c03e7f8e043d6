"""Layouts: documents that say how a table in columns of its own is read."""

from __future__ import annotations

import pytest
from tests.unit.accountability.tables.worlds import GATHERED, WIDE

from beatwise.accountability.measures.measure_set import load_set
from beatwise.accountability.registers.read_toml import definition
from beatwise.accountability.tables import layout as layouts
from beatwise.errors import BadInput, MissingData


def test_every_layout_that_comes_along_is_sound():
    """Each loads, speaks of sets there are, and gives its words measures of those sets."""
    named = 0
    for name in layouts.names():
        layout = layouts.load(name)
        assert layout.name == name
        known = {m.id for each in layout.sets for m in load_set(each).measures}
        for takes in layout.each:
            if layout.makes == layouts.OBSERVATIONS and layout.sets:
                assert set(takes["measure"].words.values()) <= known, name
                named += len(takes["measure"].words)
    assert named > 0


def test_a_layout_at_fault_says_where():
    """A column that is no heading, a missing cell, an unknown field and a bad question are told."""
    for old, new, words in (
        ('value = "y2024"', 'value = "y2023"', "y2023"),
        ('period = { fixed = "2024" }', "", "period"),
        ('title = "Two', 'titel = "Two', "title"),
        ('asked = "period"', 'asked = "colour"', "colour"),
        ("total = true", "totally = true", "totally"),
        ("{ fixed =", "{ column = 'channel', fixed =", "one of them"),
        ("{unit}", "{units}", "units"),
        ('{ unit = "fewer" }', '{ colour = "fewer" }', "colour"),
    ):
        with pytest.raises(BadInput) as refused:
            layouts.parse(WIDE.replace(old, new), place="mine.toml")
        assert words in str(refused.value)
        assert "mine.toml" in str(refused.value)
    with pytest.raises(MissingData, match="contact-demand"):
        layouts.load("none-such")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('register = "programmes"\n', "", "'register' names the register"),
        ('into = "costs"\n', "", "'into' and \\[line\\] belong together"),
        ('same = ["name"]', 'same = ["place"]', "'same' names 'place'"),
        ('name = "who"', 'name = "whom"', "the column 'whom'"),
        ('item = "what"', 'item = "whatever"', "the column 'whatever'"),
        ('[row]\nname = "who"\n', "", "nothing says where a record's fields come from"),
    ],
)
def test_a_layout_of_records_at_fault_says_where(old, new, words):
    """The register, the table of lines, what makes a row the same, and every column are checked."""
    assert layouts.parse(GATHERED, place="mine.toml").register == "programmes"
    assert old in GATHERED
    with pytest.raises(BadInput, match=words):
        layouts.parse(GATHERED.replace(old, new), place="mine.toml")


def test_the_layouts_of_records_give_fields_that_their_registers_have():
    """Each cell is a field that people fill in or the state, each line a column of its table."""
    made = 0
    for layout in map(layouts.load, layouts.names()):
        if layout.makes != layouts.RECORDS:
            continue
        register = definition(layout.register)
        fields = {field.name for field in register.fields if not field.computed} | {"state"}
        assert {name for cells in layout.each for name in cells} <= fields, layout.name
        if layout.into:
            columns = register.by_name[layout.into].columns
            assert set(layout.line) <= {c.name for c in columns if not c.computed}, layout.name
        made += 1
    assert made >= 15
