"""Layouts: documents that say how a table in columns of its own is read."""

from __future__ import annotations

import pytest
from tests.unit.accountability.tables.worlds import WIDE

from beatwise.accountability.measures.measure_set import load_set
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
