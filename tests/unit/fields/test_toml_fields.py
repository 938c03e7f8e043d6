"""A document's fields are read by type, and all that is wrong with it is told at once."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from beatwise.errors import BadInput
from beatwise.fields import REQUIRED, Fields, document


GOOD = """
title = " Two towns "
year = 2027
share = 0.5
party = 2
pairs = true
skills = ["patrol", " first aid "]
from = 2027-04-01
begins = "26:30"
ends = 17:45:00
days = ["mon", "Sunday"]
[base]
name = "Hall"
[[person]]
id = "W1"
[[person]]
id = "W2"
"""
BAD = """
title = ""
party = 9
[base]
easting = "far"
[[person]]
id = "W1"
skils = ["patrol"]
[[person]]
id = "W2"
from = "soon"
"""
ALL_FAULTS = """7 things are wrong:
  team.toml, title (line 2): 'title' is missing or empty.
  team.toml, party (line 3): 'party' must be a whole number from 1 to 4, not 9.
  team.toml, [base], easting (line 5): 'easting' must be a number, not 'far'.
  team.toml, [[person]] 1 (W1), skills (table at line 6): 'skills' is missing. Add skills = … here.
  team.toml, [[person]] 1 (W1), skils (line 8): 'skils' is not a field here. \
Did you mean 'skills'? Fields here are: from, id, skills.
  team.toml, [[person]] 2 (W2), skills (table at line 9): 'skills' is missing. Add skills = … here.
  team.toml, [[person]] 2 (W2), from (line 11): 'from' is 'soon', not a date. \
Write dates as 2027-04-01."""


def read_bad(fields: Fields) -> None:
    with fields:
        fields.text("title")
        fields.whole("party", 1, at_least=1, at_most=4)
        base = fields.table("base")
        base.number("easting", at_least=0)
        base.done()
        fields.each("person", read_person)
        fields.done()


def read_person(fields: Fields) -> dt.date:
    fields.text("id")
    fields.texts("skills", REQUIRED)
    day = fields.day_or_text("from", dt.date(2027, 4, 1))
    fields.done()
    return day


def test_every_fault_is_told_with_its_place_and_line() -> None:
    """One error lists them all, in the order in which they were read."""
    with pytest.raises(BadInput) as caught:
        read_bad(document(BAD, "team.toml"))
    assert caught.value.place == "team.toml"
    assert caught.value.message == ALL_FAULTS


def test_one_fault_is_an_error_of_its_own() -> None:
    """Place, message and next step are those of the fault."""
    fields = document("a = 1\nb = 2", "x.toml")
    fields.whole("a")
    with pytest.raises(BadInput) as caught:
        fields.done()
    assert caught.value.place == "x.toml, b (line 2)"
    assert caught.value.message == "'b' is not a field here."
    assert caught.value.next_step == "Fields here are: a."


def test_values_without_a_text_have_no_line() -> None:
    """Values that come from no text are placed by table and key alone."""
    with pytest.raises(BadInput) as caught, Fields({"a": "one"}, "values") as fields:
        fields.whole("a")
    assert caught.value.place == "values, a"


def test_the_fields_of_a_document_without_fault() -> None:
    """Each kind of field is returned in its type."""
    with document(GOOD, "team.toml") as fields:
        assert fields.text("title") == "Two towns"
        assert fields.label("year") == "2027"
        assert fields.decimal("share") == Decimal("0.5")
        assert fields.whole("party") == 2
        assert fields.flag("pairs") is True
        assert fields.texts("skills") == ("patrol", " first aid ")
        assert fields.day("from") == dt.date(2027, 4, 1)
        assert fields.clock("begins") == 26.5
        assert fields.clock("ends") == 17.75
        assert fields.weekdays("days", ()) == (0, 6)
        assert fields.table("base").text("name") == "Hall"
        assert fields.each("person", lambda person: person.text("id")) == ("W1", "W2")
        fields.done()


def test_what_is_absent_has_its_default() -> None:
    """Optional fields and tables may be left out."""
    with document("", "empty.toml") as fields:
        assert fields.text("title", "none") == "none"
        assert fields.optional_text("title") == ""
        assert fields.optional_whole("party") is None
        assert fields.optional_decimal("share") is None
        assert fields.optional_number("share") is None
        assert fields.optional_day("from") is None
        assert fields.weekdays("days", (0, 1)) == (0, 1)
        assert fields.texts("skills") == ()
        assert fields.tables("person") == []
        assert fields.optional_table("base").optional_text("name") == ""
        fields.done()


@pytest.mark.parametrize(("value", "method", "words"), [
    ("true", "whole", "whole number of 0 or more, not true"), ("1.5", "number", ""),
    ("inf", "decimal", "must be a number"), ("nan", "number", "must be a number"),
    ('"x"', "flag", "true or false"), ('"2027-04-01"', "day", "without quotation marks"),
    ("[1]", "texts", "a list of texts, not a list"), ("5", "text", "must be a text, not 5"),
    ('"A b"', "name", "lower-case words"), ('"25"', "clock", "not a time of day"),
    ("1", "table", "the table [a] is missing"), ("[1]", "tables", "written [[a]]"),
])  # fmt: skip
def test_a_field_of_the_wrong_kind(value: str, method: str, words: str) -> None:
    """The message says what the field must be."""
    fields = document(f"a = {value}", "x", decimals=method == "decimal")
    getattr(fields, method)("a")
    if words:
        with pytest.raises(BadInput) as caught:
            fields.done()
        assert words in caught.value.message
    else:
        fields.done()


def test_what_follows_from_a_placeholder_is_not_told() -> None:
    """A check that fails, or breaks, only because a field could not be read adds nothing."""

    def reader(fields: Fields) -> float:
        size = fields.whole("size", at_least=0)
        if size < 5:
            raise BadInput("too small.", place=fields.place)
        return 1 / size

    text = '[[a]]\nsize = "x"\n[[a]]\nsize = 3\n[[a]]\nsize = 7'

    def whole(fields: Fields) -> None:
        with fields:
            fields.each("a", reader)
            raise KeyError

    with pytest.raises(BadInput) as caught:
        whole(document(text, "x"))
    assert caught.value.message.splitlines()[1:] == [
        "  x, [[a]] 1, size (line 2): 'size' must be a whole number of 0 or more, not 'x'.",
        "  x, [[a]] 2: too small.",
    ]


def test_an_error_without_a_fault_passes() -> None:
    """What breaks in a sound document is not hidden."""
    fields = document("a = 1", "x")
    with pytest.raises(KeyError), fields:
        raise KeyError


def test_a_hostile_document_has_a_short_list() -> None:
    """Thousands of faults are counted, and fifty listed."""
    with pytest.raises(BadInput) as caught, document("[[a]]\n" * 5000, "x") as fields:
        fields.each("a", lambda table: table.text("name"))
    assert caught.value.message.startswith("5000 things are wrong")
    assert caught.value.message.endswith("  and 4950 more.")
    assert len(caught.value.message.splitlines()) == 52
