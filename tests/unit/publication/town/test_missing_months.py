"""Runs of missing months, printed as one row."""

from __future__ import annotations

from beatwise.clock import Month
from beatwise.publication.town.missing_months import fold


MONTHS = [Month.parse(text) for text in ("2025-01", "2025-02", "2025-03", "2025-04", "2025-06")]
ROWS = [(month.name, None, "context") for month in MONTHS]


def test_a_run_of_missing_months_is_one_row() -> None:
    """Consecutive months without data become one row that says how many; a gap ends the run."""
    assert fold(ROWS, MONTHS, [False, True, True, True, True]) == (
        ROWS[0],
        ("February 2025 to April 2025 (3 months)", None, "context"),
        ROWS[4],
    )


def test_months_that_say_different_things_stay_apart() -> None:
    """A missing month of another use or another force starts a row of its own."""
    rows = [*ROWS[:2], ("March 2025", None, "scoring"), ROWS[3], ROWS[4]]
    assert fold(rows, MONTHS, [True] * 5)[0][0] == "January 2025 to February 2025 (2 months)"
    assert len(fold(rows, MONTHS, [True] * 5)) == 4
    groups = ["Ash", "Ash", "Oak", "Oak", "Oak"]
    assert [row[0] for row in fold(ROWS, MONTHS, [True] * 5, groups)] == [
        "Ash, January 2025 to February 2025 (2 months)",
        "Oak, March 2025 to April 2025 (2 months)",
        "June 2025",
    ]


def test_months_with_data_are_never_folded() -> None:
    """Two months that happen to read the same stay two rows."""
    assert fold(ROWS, MONTHS, [False] * 5) == tuple(ROWS)
    assert fold([], [], []) == ()
