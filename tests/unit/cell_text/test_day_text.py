"""A day as people in Britain write it is read, or refused."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beatwise.cell_text.day_text import day_first_doubt, day_of, is_month_first, turned_day
from beatwise.cell_text.unreadable import Unreadable


@pytest.mark.parametrize("cell", [
    "2026-03-05", "05/03/2026", "5/3/2026", "05/03/26", "05-03-2026", "05.03.2026", "5 March 2026",
    "5 Mar 2026", "05-Mar-2026", "2026-03-05 00:00:00", "2026-03-05T10:00:00Z", "05/03/2026 10:00",
    "\uff10\uff15/\uff10\uff13/\uff12\uff10\uff12\uff16", "2026-03-04T23:30:00-05:00",
    "05\u201103\u20112026", " 05/03/2026\u00a0",
])  # fmt: skip
def test_a_day_is_read_in_every_form_that_says_one(cell: str) -> None:
    """Day before month, ISO, month by name, with a time or in full-width digits."""
    assert day_of(cell) == dt.date(2026, 3, 5)


def test_a_time_of_another_zone_is_the_day_in_london() -> None:
    """Half past eleven at night in UTC is the next day of British Summer Time."""
    assert day_of("2026-07-31T23:30:00Z") == dt.date(2026, 8, 1)
    assert day_of("2026-01-31T23:30:00Z") == dt.date(2026, 1, 31)


@pytest.mark.parametrize("cell", [
    "03/13/2026", "31/02/2026", "26-03-05", "05-03-26", "20260305", "2026-W10-4", "46086",
    "46086.5", "21/01/0026", "05/03/75", "1/2/3/4", "5/3", "soon", "March 5, 2026", "2026/13/01",
    "05/03/2026 25:00",
])  # fmt: skip
def test_what_is_not_surely_one_day_is_refused(cell: str) -> None:
    """A month before its day, a year that may be a day, a spreadsheet's day number."""
    with pytest.raises(Unreadable) as caught:
        day_of(cell)
    assert caught.value.next_step


def test_an_empty_cell_is_no_day() -> None:
    """It is left to the reader what that means."""
    assert day_of("  ") is None


FORMS = ("%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y", "%d %B %Y", "%d %b %Y", "%d-%b-%Y")


@given(st.dates(dt.date(1900, 1, 1), dt.date(2199, 12, 31)), st.sampled_from(FORMS))
def test_a_day_printed_in_an_accepted_form_is_read_back(day: dt.date, form: str) -> None:
    """Never as another day."""
    assert day_of(day.strftime(form)) == day


OTHER_FORMS = ("%B %d, %Y", "%Y%m%d", "%y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%G-W%V-%u", "%Y-%j")


@given(st.dates(dt.date(2000, 1, 1), dt.date(2049, 12, 31)), st.sampled_from(OTHER_FORMS))
def test_a_day_printed_otherwise_is_never_another_day(day: dt.date, form: str) -> None:
    """Right or refused."""
    try:
        assert day_of(day.strftime(form)) == day
    except Unreadable:
        return


@given(st.dates(dt.date(2000, 1, 1), dt.date(2049, 12, 31)))
def test_a_month_first_day_is_seen_where_it_can_be(day: dt.date) -> None:
    """Days above 12 show it; the others no single cell can show."""
    assert is_month_first(day.strftime("%m/%d/%Y")) == (day.day > 12)


@pytest.mark.parametrize(("texts", "at"), [
    (["2026-05-03", "13/02/2026"], 1), (["2026-05-03 00:00:00", "x", "13/02/2026 10:00"], 2),
    (["2026-05-20", "13/02/2026"], None), (["05/03/2026", "13/02/2026"], None),
    (["2026-05-03", "05/03/2026"], None), ([], None), (["2026-05-03"], None),
])  # fmt: skip
def test_days_that_a_spreadsheet_turned_are_seen(texts: list[str], at: int | None) -> None:
    """Dates of days up to 12 only, beside days above 12 as text."""
    assert turned_day(texts) == at


@pytest.mark.parametrize(("texts", "cell"), [
    (["05/03/2026", "06/04/2026"], "05/03/2026"), (["05/05/2026", "", "06/04/2026"], "06/04/2026"),
    (["05/03/2026", "13/03/2026"], None), (["2026-03-05"], None), (["05/05/2026"], None),
    ([], None),
])  # fmt: skip
def test_a_column_that_could_be_month_first_is_said(texts: list[str], cell: str | None) -> None:
    """Only where no cell settles it."""
    assert day_first_doubt(texts) == cell
