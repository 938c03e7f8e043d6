"""Values of fields: what people write, what is held, what is shown."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beatwise.accountability.registers.field_values import (
    NO_RECORD,
    display_text,
    file_value,
    form_value,
    record_value,
    written_line,
)
from beatwise.accountability.registers.register_definition import Field
from beatwise.errors import BadInput


def _field(kind: str, **more) -> Field:
    return Field("f", "Field", kind, **more)


MONEY, DATE, NUMBER, YES_NO, ROLE = map(_field, ("money", "date", "number", "yes_no", "role"))
CHOICE, TEXT = _field("choice", choices=("Accepted", "Modified")), _field("text", longest=10)


@pytest.mark.parametrize(
    ("field", "entry", "value", "words"),
    [
        (MONEY, "£1,250.50", 125050, "£1,250.50"),
        (MONEY, 0.29, 29, "£0.29"),
        (MONEY, "-3.07", -307, "-£3.07"),
        (MONEY, 0, 0, "£0.00"),
        (MONEY, 0.1 + 0.2, 30, "£0.30"),
        (DATE, "22/11/2026", "2026-11-22", "22 November 2026"),
        (DATE, "22 November 2026", "2026-11-22", "22 November 2026"),
        (DATE, dt.datetime(2026, 11, 22, 9), "2026-11-22", "22 November 2026"),
        (NUMBER, "1,234", 1234, "1,234"),
        (NUMBER, 2.5, 2.5, "2.5"),
        (YES_NO, "Y", True, "Yes"),
        (YES_NO, "no", False, "No"),
        (ROLE, "Deputy commissioner", "deputy", "Deputy commissioner"),
        (CHOICE, "accepted", "Accepted", "Accepted"),
        (TEXT, "  a  ", "a", "a"),
        (TEXT, 12.0, "12", "12"),
    ],
)
def test_what_is_written_is_held_and_shown(field, entry, value, words):
    """Each kind reads the forms that people write, and shows one."""
    assert record_value(field, entry) == value
    assert display_text(field, value) == words


@pytest.mark.parametrize("field", [MONEY, DATE, NUMBER, YES_NO, ROLE, CHOICE, TEXT])
@pytest.mark.parametrize("entry", [None, "", "  ", NO_RECORD, "No record"])
def test_nothing_is_no_record_and_never_a_nought(field, entry):
    """An empty cell is no record in every kind of field."""
    assert record_value(field, entry) is None
    assert display_text(field, None) == NO_RECORD
    assert file_value(field, None) is None


@pytest.mark.parametrize(
    ("field", "entry"),
    [
        (MONEY, "lots"), (MONEY, "1.234"), (MONEY, "1e30"), (MONEY, True), (MONEY, float("nan")),
        (DATE, "31/02/2026"), (DATE, "soon"), (NUMBER, "inf"), (NUMBER, "1e999999999"),
        (YES_NO, "maybe"), (ROLE, "emperor"), (CHOICE, "Perhaps"),
        (TEXT, "longer than ten"), (TEXT, "a\nb"), (TEXT, "a\x00b"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused_with_the_next_step(field, entry):
    """The refusal names the field and what would do."""
    with pytest.raises(BadInput, match="Field") as caught:
        record_value(field, entry)
    assert caught.value.place == "f"
    assert caught.value.next_step


@given(st.integers(-(10**13), 10**13))
def test_money_survives_every_way_of_writing_it(pence):
    """Shown, typed into a form and written to a sheet, an amount comes back to the penny."""
    assert record_value(MONEY, display_text(MONEY, pence)) == pence
    assert record_value(MONEY, form_value(MONEY, pence)) == pence
    assert record_value(MONEY, file_value(MONEY, pence)) == pence


@given(st.dates(dt.date(1000, 1, 1)))
def test_dates_survive_every_way_of_writing_them(day):
    """ISO, and in words."""
    value = record_value(DATE, day)
    assert record_value(DATE, display_text(DATE, value)) == value == day.isoformat()


def test_a_written_line_is_one_line_whatever_stands_in_its_cells():
    """A break becomes a space and a bar a broken one; what is not known stays empty."""
    assert written_line(["City\r\nand  county", None, "a|b", 7]) == "City and county |  | a¦b | 7"
