"""What must hold of every kind of field."""

from __future__ import annotations

import pytest

from beatwise.accountability.registers.field_kinds.kind_table import (
    KINDS,
    NO_RECORD,
    cell_value,
    formula_kind,
)
from beatwise.accountability.registers.register_definition import Field
from beatwise.errors import BadInput


EXAMPLES = {
    "text": "a word", "long": "two\nlines", "date": "22/11/2026", "number": "1,234.5",
    "percentage": "82.5 %", "fraction": "7/9", "qualified": "about 50", "money": "£3.07",
    "period": "Q1 2026/27", "choice": "b", "several": "b; a", "yes_no": "yes",
    "role": "governance", "area": "Pelbrook", "link": "12: Its heading",
    "page": "/patrols/1/measured/?on=2026-04-21",
}  # fmt: skip


def field_of(kind: str) -> Field:
    """Return a field of a kind, with two choices."""
    return Field("f", "Field", kind, choices=("A", "B"), longest=100)


@pytest.mark.parametrize("kind", KINDS)
def test_what_leaves_a_record_comes_back_the_same(kind):
    """By page, file, form and line of a table, for every kind."""
    field, own = field_of(kind), KINDS[kind]
    held = cell_value(field, EXAMPLES[kind])
    assert held is not None
    assert cell_value(field, own.for_form(field, held)) == held
    assert cell_value(field, own.for_file(field, held)) == held
    assert cell_value(field, own.words(field, held)) == held
    if own.column:
        assert "|" not in own.in_line(field, held)
        assert cell_value(field, own.in_line(field, held)) == held


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_no_record_and_what_cannot_be_printed_is_refused(kind):
    """In every kind alike."""
    for entry in (None, "", "  ", NO_RECORD, "No Record"):
        assert cell_value(field_of(kind), entry) is None
    with pytest.raises(BadInput, match="cannot be printed"):
        cell_value(field_of(kind), "a\x07b")


def test_every_kind_has_an_example_and_a_meaning_in_formulas():
    """A kind that is added is added here, too; a table of lines keeps its name."""
    assert set(EXAMPLES) == set(KINDS)
    assert formula_kind("fraction") == formula_kind("number")
    assert formula_kind("lines") == "lines"
