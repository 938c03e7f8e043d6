"""What outlives the body: by its end, by an extension alone, or because no end is recorded."""

from __future__ import annotations

import datetime as dt

from beatwise.accountability.commissioning.last_day import Agreement, outliving


LAST = dt.date(2028, 5, 3)


def _contract(number: int, ends: str | None, last_end: str | None = None, settled: str | None = ""):
    days = (dt.date.fromisoformat(day) if day else None for day in (ends, last_end))
    return Agreement("contracts", number, f"Contract {number}", *days, settled=settled)


def test_what_ends_on_the_last_day_does_not_outlive_it_and_what_ends_after_does():
    """The day itself is the body's; the next is not, and is one day after."""
    rows = outliving([_contract(1, "2028-05-03"), _contract(2, "2028-05-04")], LAST)
    assert [(row.agreement.number, row.days, row.only_extended) for row in rows] == [(2, 1, False)]


def test_an_extension_alone_can_outlive_it():
    """To March 2028, and to March 2029 with its extension: 331 days, if it is extended."""
    (row,) = outliving([_contract(1, "2028-03-31", "2029-03-30")], LAST)
    assert (row.days, row.only_extended) == (331, True)


def test_without_an_end_it_comes_first_and_what_is_not_settled_is_said():
    """Nothing says that it ends; the successor that is recorded is shown as it stands."""
    rows = outliving([_contract(1, "2029-01-01", settled="The mayor"), _contract(2, None)], LAST)
    assert [(row.agreement.number, row.days) for row in rows] == [(2, None), (1, 243)]
    assert [row.words for row in rows] == ["not settled, and nothing is recorded", "The mayor"]


def test_a_register_without_a_field_for_it_is_not_called_unsettled():
    """Nobody can settle there who takes it over."""
    (row,) = outliving([_contract(1, "2029-01-01", settled=None)], LAST)
    assert row.words == "the register has no field for this"
