"""A register's next definition is held against the records that exist."""

from __future__ import annotations

import dataclasses

import pytest
from tests.unit.accountability.registers.shape_worlds import WORDS, grants

from beatwise.accountability.registers.definition_changes import conflicts, differences
from beatwise.accountability.registers.read_toml import read
from beatwise.accountability.registers.register_definition import Definition


GRANTS = grants()
EVERY = {field.name for field in GRANTS.fields}
STATES = {state.name for state in GRANTS.states}


def changed(*pairs: tuple[str, str]):
    """The register with some of its words replaced."""
    words = WORDS
    for was, now in pairs:
        assert was in words
        words = words.replace(was, now)
    return read(words, "next.toml")


def test_what_a_next_version_changes_is_said_in_the_words_of_pages():
    """New, gone, called otherwise, and otherwise changed; nothing at all is said, too."""
    more = changed(
        ('label = "Name"', 'label = "Title"'),
        ('choices = ["Small", "Large"]', 'choices = ["Small", "Large", "Huge"]'),
        ("fields = [\n", 'fields = [\n  { name = "note", label = "Note", kind = "text" },\n'),
    )
    choice = next(field.label for field in GRANTS.fields if "Small" in field.choices)
    assert differences(GRANTS, GRANTS) == ["Only its own words change."]
    assert set(differences(GRANTS, more)) == {
        "New field: Note.",
        "The field “Name” is now called “Title”.",
        f"The field changes: {choice}.",
    }
    assert set(differences(more, GRANTS)) == {
        "No field any more: Note.",
        "The field “Title” is now called “Name”.",
        f"The field changes: {choice}.",
    }


WORDS_ALONE = {"slug", "title", "one", "about", "beginning", "by_name"}
BY_PARTS = {"fields", "states", "transitions"}


@pytest.mark.parametrize("part", [
    each.name for each in dataclasses.fields(Definition)
    if each.name not in WORDS_ALONE | BY_PARTS
])  # fmt: skip
def test_a_change_of_any_other_part_is_said(part):
    """Who reads, owns and writes, duties and clocks: never that the words alone change."""
    (line,) = differences(GRANTS, dataclasses.replace(GRANTS, **{part: ("another",)}))
    assert line.startswith("Changed: ")


def test_nothing_stands_in_the_way_of_a_register_without_records():
    """It can even go."""
    assert conflicts(GRANTS, None, set(), set()) == []
    assert conflicts(GRANTS, None, {"open"}, set()) == ["there are records in grants"]


def test_the_same_definition_and_one_with_more_fit():
    """A field, a choice and a label more."""
    more = changed(
        ('choices = ["Small", "Large"]', 'choices = ["Small", "Large", "Huge"]'),
        ('label = "Name"', 'label = "Title"'),
        ("fields = [\n", 'fields = [\n  { name = "note", label = "Note", kind = "text" },\n'),
    )
    assert conflicts(GRANTS, GRANTS, STATES, EVERY) == []
    assert conflicts(GRANTS, more, STATES, EVERY) == []


@pytest.mark.parametrize(
    ("pairs", "field", "message"),
    [
        (
            [('{ name = "paid_on", label = "Paid on", kind = "date" },\n', ""),
             (', stops = "paid_on"', "")],
            "paid_on", "field 'paid_on' holds something in records, and is missing",
        ),
        (
            [('"name", label = "Name", kind = "text"', '"name", label = "Name", kind = "date"')],
            "name", "field 'name' holds something in records, and is another kind of field",
        ),
        (
            [('"people", label = "People", kind = "number"',
              '"people", label = "People", kind = "number", formula = "count(costs)"')],
            "people", "field 'people' holds something in records, and is another kind of field",
        ),
        (
            [('    { name = "last", label = "Last", kind = "date" },\n',
              '    { name = "until", label = "Last", kind = "date" },\n')],
            "spells",
            "field 'spells', column 'last', holds something in records, and is missing",
        ),
    ],
)  # fmt: skip
def test_a_field_that_holds_something_is_kept_as_it_is(pairs, field, message):
    """Missing, of another kind, worked out from now on, or a column of it gone."""
    after = changed(*pairs)
    assert conflicts(GRANTS, after, {"open"}, {field}) == [message]
    assert conflicts(GRANTS, after, {"open"}, {"asked"}) == []


def test_a_choice_that_a_record_may_hold_is_kept():
    """Another one may come beside it."""
    words = WORDS.replace(', formula = \'if people < 10 then "Small" else "Large"\'', "")
    before = read(words, "before.toml")
    after = read(words.replace('["Small", "Large"]', '["Large", "Huge"]'), "after.toml")
    assert conflicts(before, after, {"open"}, {"size"}) == [
        "field 'size' lacks the choice 'Small', which records may hold"
    ]
    assert conflicts(after, after, {"open"}, {"size"}) == []


@pytest.mark.parametrize(("kind", "lacking"), [
    ('"text"', []), ('"several", choices = ["Small", "Large"]', []),
    ('"several", choices = ["Large"]',
     ["field 'size' lacks the choice 'Small', which records may hold"]),
])  # fmt: skip
def test_a_choice_may_become_text_or_several_that_offer_it(kind, lacking):
    """A text holds any choice; a field that offers choices still offers those held."""
    words = WORDS.replace(', formula = \'if people < 10 then "Small" else "Large"\'', "")
    before = read(words, "before.toml")
    after = read(words.replace('"choice", choices = ["Small", "Large"]', kind), "after.toml")
    assert conflicts(before, after, {"open"}, {"size"}) == lacking


def test_what_is_worked_out_may_go():
    """A computed field and a computed column can always be worked out again."""
    after = changed(
        (('  { name = "third", label = "Third", kind = "number", formula = "people / 3", '
         'decimals = 2 },\n'), ""),
        ('sum(costs.amount)', 'sum(costs.price)'),
        (('    { name = "amount", label = "Amount", kind = "money", '
         'formula = "units * price" },\n'), ""),
    )  # fmt: skip
    assert conflicts(GRANTS, after, STATES, EVERY) == []


def test_a_state_that_a_record_was_in_is_kept():
    """All that are gone are named, in order."""
    assert conflicts(GRANTS, GRANTS, {"open", "asked", "zero"}, set()) == [
        "records are or were in the state 'asked'",
        "records are or were in the state 'zero'",
    ]


@pytest.mark.parametrize(("before", "after", "fits"), [
    ('kind = "text"', 'kind = "long"', True), ('kind = "text"', 'kind = "area"', True),
    ('kind = "text"', 'kind = "period"', False), ('kind = "text"', 'kind = "number"', False),
])  # fmt: skip
def test_a_field_may_become_a_kind_that_reads_what_is_held(before, after, fits):
    """A name is an area's name as it stands; it is no period."""
    next_one = changed((f'"name", label = "Name", {before}', f'"name", label = "Name", {after}'))
    assert (conflicts(GRANTS, next_one, {"open"}, {"name"}) == []) is fits
