"""What is said of the records behind a result."""

from __future__ import annotations

from beatwise.clock import Month
from beatwise.records.odd_months.month_tallies import ALL_CRIME, month_tallies
from beatwise.records.odd_months.odd_month import OddMonth
from beatwise.records.odd_months.record_sentences import (
    concerning,
    left_out_sentences,
    lost_places,
    odd_sentences,
    place_sentences,
)
from beatwise.records.offences import ASB


JUNE = Month.parse("2024-06").number
FEW = OddMonth("millshire", JUNE, ALL_CRIME, "count", 300, 612.4)


def test_a_month_odd_in_all_crime_concerns_every_type() -> None:
    """Its file may be a part only; beside a type odd in the same way it is not told again."""
    drugs = OddMonth("millshire", JUNE, "drugs", "count", 20, 44.0)
    assert concerning([FEW], [ASB]) == [FEW]
    assert concerning([FEW, drugs], ["drugs"]) == [drugs]
    assert concerning([FEW, drugs], ["burglary"]) == [FEW]
    assert concerning([FEW], ["drugs"], [JUNE + 1]) == []


def test_lost_places_of_crime_do_not_concern_incidents() -> None:
    """Anti-social behaviour has places of its own."""
    lost = OddMonth("millshire", JUNE, ALL_CRIME, "place", 300, 12.0)
    assert concerning([lost], [ASB]) == []


def test_a_month_is_named_with_what_was_expected_and_how_to_leave_it_out() -> None:
    """Two sentences: the figures, and the option to type."""
    first, last = odd_sentences([FEW])
    assert first == (
        "Out of line, June 2024: 300 crimes of all types, where about 612 would be in line with "
        "the months around."
    )
    assert last.endswith("--without 2024-06.")
    assert odd_sentences([]) == []


def test_months_left_out_are_named() -> None:
    """Nothing is said where nothing was left out."""
    assert left_out_sentences([]) == []
    assert left_out_sentences([Month(JUNE)]) == [
        "Left out on request, though gathered (--without): June 2024."
    ]


def test_places_are_told_as_a_range_or_month_by_month() -> None:
    """1 to 2 % is a range; a month with half of its places lost is named with its figures."""
    months = [(JUNE + at, {"drugs": (100, 1 + at % 2)}) for at in range(6)]
    steady = month_tallies("millshire", months)
    [line] = place_sentences(steady, ["drugs"], range(JUNE, JUNE + 6))
    assert line == (
        "9 of 600 of the force's drugs records have no place (1.0% to 2.0% by month): they count "
        "in no area."
    )
    assert lost_places(steady, ["drugs"], range(JUNE, JUNE + 6)) == []
    moved = month_tallies("millshire", [*months, (JUNE + 6, {"drugs": (100, 50)})])
    [line] = place_sentences(moved, ["drugs"], range(JUNE, JUNE + 7))
    assert "but December 2024 50 of 100" in line
    assert len(lost_places(moved, ["drugs"], range(JUNE, JUNE + 7))) == 1
