"""Computed fields hold what their formulas give, or say why that is not known."""

from __future__ import annotations

import pytest
from tests.unit.accountability.registers.shape_worlds import WORDS, grants

from beatwise.accountability.registers.computed_fields import (
    complete,
    in_words,
    reasons,
    worked_out_from,
    working_order,
)
from beatwise.accountability.registers.read_toml import read
from beatwise.errors import BadInput


GRANTS = grants()
FIELDS = GRANTS.by_name


def test_each_kind_is_held_as_a_record_holds_it():
    """Pence, numbers to their decimals, days as dates, yes or no, a choice."""
    values = complete(GRANTS, {"asked": 100000, "people": 8, "began": "2024-02-20"})
    assert values["each"] == 12500
    assert values["twice"] == 25000
    assert values["dear"] is True
    assert values["third"] == 2.67
    assert values["until"] == "2024-03-05"
    assert values["size"] == "Small"
    assert (values["asked"], values["people"]) == (100000, 8)


@pytest.mark.parametrize(
    ("asked", "people", "pence"),
    [
        (101, 2, 51),
        (-101, 2, -51),
        (100, 3, 33),
        (200, 3, 67),
        (-200, 3, -67),
        (0, 5, 0),
        (1, 2, 1),
        (1, 3, 0),
        (-1, 2, -1),
        (-1, 3, 0),
    ],
)
def test_half_a_penny_goes_away_from_nothing(asked, people, pence):
    """£1.01 for two is 51p each, and so it is when it is owed."""
    assert complete(GRANTS, {"asked": asked, "people": people})["each"] == pence


def test_a_whole_number_is_held_as_one():
    """Nine thirds are 3, and not 3.0."""
    third = complete(GRANTS, {"people": 9})["third"]
    assert third == 3
    assert isinstance(third, int)


def test_what_is_not_known_says_why_and_so_does_what_rests_on_it():
    """The first reason is handed on, from field to field."""
    values = {"asked": 100, "people": 0}
    assert complete(GRANTS, values)["each"] is None
    assert complete(GRANTS, values)["twice"] is None
    found = reasons(GRANTS, values)
    assert found["each"] == "Not known: it divides by zero."
    assert found["twice"] == "Not known: it divides by zero."
    assert found["until"] == "Not known: Began has no record."
    assert found["on_time"] == "Not known: the clock 'Pay' has not stopped."
    assert "third" not in found
    assert reasons(GRANTS, {"asked": 1})["each"] == "Not known: People has no record."


@pytest.mark.parametrize(("name", "fields", "clocks"), [
    ("twice", {"twice", "each", "asked", "people"}, []),
    ("days_paid", {"days_paid", "began", "paid_on"}, ["pay"]),
    ("until", {"until", "began"}, []), ("asked", {"asked"}, []), ("nothing", set(), []),
])  # fmt: skip
def test_a_field_is_traced_to_all_that_it_is_worked_out_from(name, fields, clocks):
    """Through other computed fields, and through a clock to the days that begin and stop it."""
    found, read_off = worked_out_from(GRANTS, name)
    assert {field.name for field in found} == fields
    assert len(found) == len(fields)
    assert [clock.name for clock in read_off] == clocks


def test_a_field_is_traced_past_what_is_no_field():
    """A clock that begins with a state, and that no field stops, leads to nothing."""
    reading = read(WORDS.replace("people / 3", "people + days_on(end) / 1 day"), "mine.toml")
    found, read_off = worked_out_from(reading, "third")
    assert {field.name for field in found} == {"third", "people"}
    assert [clock.name for clock in read_off] == ["end"]


def test_a_value_that_is_no_longer_known_does_not_stay():
    """What a record held before is worked out again."""
    assert complete(GRANTS, {"each": 5, "asked": None})["each"] is None


def test_lines_are_worked_out_before_what_sums_them():
    """Two lines of 3 × £1.50 and 2 × £10.00; a line without its price makes the sum unknown."""
    lines = [{"what": "a", "units": 3, "price": 150}, {"what": "b", "units": 2, "price": 1000}]
    values = complete(GRANTS, {"costs": lines})
    assert [line["amount"] for line in values["costs"]] == [450, 2000]
    assert values["cost"] == 2450
    assert "amount" not in lines[0]
    lines.append({"what": "c", "units": 1, "price": None})
    assert complete(GRANTS, {"costs": lines})["cost"] is None
    assert reasons(GRANTS, {"costs": lines})["cost"] == (
        "Not known: line 3 of Costs has no Amount."
    )
    assert complete(GRANTS, {"costs": None})["cost"] == 0


def test_a_line_knows_what_it_holds():
    """A line without its price counts as nothing where its column says so."""
    formula = "if known(price) then units * price else £0"
    register = read(WORDS.replace("units * price", formula), "mine.toml")
    lines = [{"what": "a", "units": 3, "price": 150}, {"what": "b", "units": 2, "price": None}]
    values = complete(register, {"costs": lines})
    assert [line["amount"] for line in values["costs"]] == [450, 0]


def test_a_clock_is_read_when_it_has_stopped():
    """Twelve days, three of them asked back: nine, in time; and the twelfth day is late."""
    moves = [["open", "2025-01-01"], ["asked_back", "2025-01-04"], ["open", "2025-01-07"]]
    values = {"began": "2025-01-01", "paid_on": "2025-01-13"}
    assert complete(GRANTS, values, moves)["days_paid"] == 9
    assert complete(GRANTS, values, moves)["on_time"] is True
    assert complete(GRANTS, values)["days_paid"] == 12
    assert complete(GRANTS, values)["on_time"] is False


def test_formulas_are_worked_out_after_those_they_read():
    """Whatever the order of the fields."""
    order, circle = working_order(GRANTS.fields)
    assert circle == []
    names = [field.name for field in order]
    assert names.index("each") < names.index("twice")
    assert names.index("each") < names.index("dear")
    assert working_order([FIELDS["twice"], FIELDS["each"]])[0] == [FIELDS["each"], FIELDS["twice"]]


def test_each_clock_is_read_by_its_own_name():
    """Monday to Wednesday: two working days of the second clock, whatever the first shows."""
    register = read(WORDS.replace('"people / 3"', '"days_on(end)"'), "mine.toml")
    values = {"began": "2025-01-01", "paid_on": "2025-01-13"}
    moves = [["open", "2025-01-01"], ["paid", "2025-01-06"], ["over", "2025-01-08"]]
    assert complete(register, values, moves)["third"] == 2


def _with(formula: str, kind: str = "number", **values):
    """What a field with another formula in the place of ``third`` holds."""
    was = 'kind = "number", formula = "people / 3", decimals = 2'
    assert was in WORDS
    register = read(WORDS.replace(was, f'kind = "{kind}", formula = "{formula}"'), "mine.toml")
    return complete(register, values)["third"]


@pytest.mark.parametrize(
    ("formula", "kind", "values", "result"),
    [
        ("known(asked)", "yes_no", {"asked": 0}, True),
        ("known(asked)", "yes_no", {}, False),
        ("if dear then 1 else 2", "number", {"asked": 20_001, "people": 1}, 1),
        ("if dear then 1 else 2", "number", {"asked": 1, "people": 1}, 2),
        ("days_on(end)", "number", {}, None),
    ],
)
def test_what_is_known_and_what_is_yes_or_no(formula, kind, values, result):
    """Nothing asked for is known all the same, and a yes is no number."""
    assert _with(formula, kind, **values) == result


def test_a_formula_in_words_names_tables_and_clocks_by_their_labels():
    """No name and no function of the definition is left."""
    assert in_words(FIELDS["cost"], GRANTS.fields) == "the sum of “Amount” in “Costs”"
    words = in_words(FIELDS["on_time"], GRANTS.fields, GRANTS.clocks)
    assert words == "whether the clock “Pay” stopped in time"


def test_a_formula_in_words_has_the_labels():
    """So that a page can print how a figure came about."""
    assert in_words(FIELDS["each"], GRANTS.fields) == "“Asked” ÷ “People”"
    assert in_words(FIELDS["until"], GRANTS.fields) == "“Began” + 14 days"
    column = FIELDS["costs"].columns[-1]
    assert in_words(column, FIELDS["costs"].columns) == "“Units” × “Price”"


@pytest.mark.parametrize(
    ("was", "now", "message"),
    [
        (
            'formula = "asked / people"',
            'formula = "twice / 2"',
            r"field each: its formula goes in a circle.*\n.*circle",
        ),
        (
            'formula = "asked / people"',
            'formula = "each"',
            "field each: its formula goes in a circle",
        ),
        (
            'formula = "asked / people"',
            'formula = "people"',
            "gives a number, and the field holds money",
        ),
        (
            'formula = "asked / people"',
            'formula = "asked * asked"',
            r"'\*' cannot stand between money",
        ),
        ('formula = "asked / people"', 'formula = "asked / "', "a value is missing, at the end"),
        ('then "Small"', 'then "Tiny"', "can give 'Tiny', which is no choice"),
        (
            'if people < 10 then "Small" else "Large"',
            "name",
            "can give 'any text', which is no choice",
        ),
        (
            'formula = "units * price"',
            'formula = "amount * 2"',
            "column amount: its formula goes in a circle",
        ),
        (
            'formula = "units * price"',
            'formula = "people * price"',
            "column amount: there is no field 'people'",
        ),
        ('formula = "units * price"', 'formula = "in_time(pay)"', "no clock 'pay'"),
        (
            'formula = "people / 3"',
            'formula = "people / 3", required = true',
            "worked out cannot be required",
        ),
    ],
)
def test_a_formula_that_cannot_be_is_refused_with_its_line(was, now, message):
    """Circular, ill-typed or no formula: named with file, key and line before a record is read."""
    assert was in WORDS
    with pytest.raises(BadInput, match=message) as caught:
        read(WORDS.replace(was, now), "mine.toml")
    line = next(i for i, row in enumerate(WORDS.split("\n"), 1) if was in row)
    assert "mine.toml, [[fields]]" in str(caught.value)
    assert f"line {line}" in str(caught.value)


def test_all_faults_are_named_at_once():
    """Three in three tables, each with its line."""
    words = (
        WORDS.replace('formula = "people / 3"', 'formula = "people / began"')
        .replace('start = "began", end', 'start = "name", end')
        .replace('stops = "paid_on"', 'stops = "asked"')
    )
    with pytest.raises(BadInput) as caught:
        read(words, "mine.toml")
    assert "3 things are wrong" in str(caught.value)
    assert str(caught.value).count("(line ") == 3
