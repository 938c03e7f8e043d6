"""What is said of the records behind a result."""

from __future__ import annotations

from beatwise.clock import Month
from beatwise.records.crime_types import ASB
from beatwise.records.odd_months.month_tallies import ALL_CRIME, month_tallies
from beatwise.records.odd_months.odd_month import OddMonth
from beatwise.records.odd_months.record_sentences import (
    concerning,
    left_out_sentences,
    lost_places,
    odd_marks,
    odd_sentences,
    place_sentences,
)


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


def odd(*months: int, kind: str = "drugs") -> list[OddMonth]:
    """Return so many odd months, counted from June."""
    return [OddMonth("millshire", JUNE + month, kind, "count", 20, 44.0) for month in months]


def test_what_concerns_a_result_is_of_its_types_and_months_and_signs() -> None:
    """A type's own month does not hide what is odd in all crime in another way or month."""
    lost = OddMonth("millshire", JUNE, ALL_CRIME, "place", 300, 12.0)
    [drugs], [robbery] = odd(0), odd(0, kind="robbery")
    assert concerning([drugs, robbery], ["drugs"]) == [drugs]
    assert concerning([lost, drugs], ["drugs"]) == [lost, drugs]
    assert concerning([lost], [ASB, "drugs"]) == [lost]
    july = OddMonth("millshire", JUNE + 1, ALL_CRIME, "count", 300, 612.4)
    assert concerning([july, drugs], ["drugs"], [JUNE, JUNE + 1]) == [july, drugs]
    assert concerning([FEW, drugs, july], ["drugs"], [JUNE + 1]) == [july]


def test_eight_odd_months_are_listed_and_more_are_counted() -> None:
    """Eight are listed each; of nine the last is counted, and left to the reader to ask for."""
    eight, nine = odd_sentences(odd(*range(8))), odd_sentences(odd(*range(9)))
    assert len(eight) == 9
    assert eight[-1].count("--without") == 8
    assert nine[:8] == eight[:8]
    assert nine[8] == "And 1 more out of line: beatwise ledger lists them."
    assert nine[9] == eight[8]


def test_a_month_odd_in_two_types_is_left_out_once() -> None:
    """Two sentences and one option."""
    lines = odd_sentences([*odd(0), *odd(0, kind="robbery")])
    assert len(lines) == 3
    assert lines[-1].count("--without") == 1


def test_a_mark_names_four_months_and_counts_the_others() -> None:
    """Each once; nothing is said where nothing is odd."""
    end = "; the report says how."
    names = "Records out of line with the months around: June 2024, July 2024, August 2024"
    assert odd_marks([]) == []
    assert odd_marks([*odd(0, 1, 2, 3), *odd(0, kind="robbery")]) == [
        f"{names}, September 2024{end}"
    ]
    assert odd_marks(odd(0, 1, 2, 3, 4)) == [f"{names}, September 2024 and 1 more{end}"]


def places(*lost: int, of: int = 100) -> list[str]:
    """Return what is said of months from June with so many of their records without a place."""
    months = [(JUNE + at, {"drugs": (of, count)}) for at, count in enumerate(lost)]
    return place_sentences(
        month_tallies("millshire", months), ["drugs"], range(JUNE, JUNE + len(lost))
    )


def test_only_types_and_months_that_are_there_are_told_of() -> None:
    """Another type, other months, or no place lost: nothing to say; one month of two is enough."""
    tallies = month_tallies(
        "millshire", [(JUNE, {"drugs": (100, 0)}), (JUNE + 1, {"drugs": (100, 30)})]
    )
    for sentences in (place_sentences, lost_places):
        assert sentences(tallies, ["robbery"], [JUNE, JUNE + 1]) == []
        assert sentences(tallies, ["drugs"], [JUNE + 7]) == []
        assert sentences(tallies, ["drugs"], [JUNE]) == []
        assert len(sentences(tallies, ["robbery", "drugs"], [JUNE, JUNE + 1])) == 1
    [alone] = place_sentences(tallies, ["drugs"], [JUNE + 1])
    assert alone.startswith("30 of 100 of the force's drugs records have no place (30.0% to 30.0%")


def test_five_points_are_a_range_still() -> None:
    """From none to exactly 5 % is a range; to 6 % it moves with the month."""
    months = [(JUNE, {"drugs": (20, 0)}), (JUNE + 1, {"drugs": (20, 1)})]
    assert lost_places(month_tallies("millshire", months), ["drugs"], [JUNE, JUNE + 1]) == []
    [line] = places(0, 1, of=20)
    assert "(0.0% to 5.0% by month)" in line
    [line] = places(0, 6)
    assert "the share moves with the month" in line


def test_the_span_of_lost_places_is_said_in_percent() -> None:
    """From none of a single record to all of it; a month without a record counts as none."""
    months = [(JUNE, {"drugs": (1, 1)}), (JUNE + 1, {"robbery": (1, 0)})]
    [line] = lost_places(month_tallies("millshire", months), ["drugs"], [JUNE, JUNE + 1])
    assert line.startswith("0.0% to 100.0% of a month's records have no place")


def test_months_over_five_points_from_the_usual_are_named() -> None:
    """Of 0, 0, 0, 5 and 10 % the last; of 4 and 10 % the last, not those that are as usual."""
    [line] = places(0, 0, 0, 5, 10)
    assert "usually 0.0% but October 2024 10 of 100." in line
    [line] = places(4, 4, 4, 10)
    assert "usually 4.0% but September 2024 10 of 100." in line
    [line] = places(20, 20, 20, 2, 40)
    assert "but September 2024 2 of 100, October 2024 40 of 100." in line


def test_where_none_is_far_from_the_usual_the_highest_is_named() -> None:
    """Of 0, 3, 3 and 6 % the last; of one record each that is all or nothing, those with all."""
    [line] = places(0, 3, 3, 6)
    assert "usually 3.0% but September 2024 6 of 100." in line
    [line] = places(1, 1, 0, of=1)
    assert "usually 100.0% but August 2024 0 of 1." in line


def test_sixteen_months_far_from_the_usual_are_listed_and_more_are_counted() -> None:
    """Of seventeen the last is counted."""
    [line] = places(*[0] * 20, *[50] * 16)
    assert line.count("50 of 100") == 16
    assert "more. Counts" not in line
    [line] = places(*[0] * 20, *[50] * 17)
    assert line.count("50 of 100") == 16
    assert "50 of 100 and 1 more. Counts of places fall where it rises." in line


def test_a_share_that_moves_in_the_months_of_a_result_is_said() -> None:
    """It moves from the first month to the second; the first and the third are alike."""
    months = [(JUNE + at, {"drugs": (100, lost)}) for at, lost in enumerate((2, 30, 2))]
    tallies = month_tallies("millshire", months)
    assert len(lost_places(tallies, ["drugs"], [JUNE, JUNE + 1])) == 1
    assert lost_places(tallies, ["drugs"], [JUNE, JUNE + 2]) == []
