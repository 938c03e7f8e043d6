"""What a newer archive changed."""

from __future__ import annotations

import pandas as pd

from beatwise.records.offences import OFFENCES
from beatwise.records.restatement import Restatement, compare


def offences(*rows: tuple) -> pd.DataFrame:
    """Rows of (crime_id, type, easting, outcome)."""
    return OFFENCES.validate(
        pd.DataFrame({
            "crime_id": [r[0] for r in rows], "month": 24300, "force": "leicestershire",
            "type": [r[1] for r in rows], "easting": [r[2] for r in rows],
            "northing": [r[2] for r in rows], "location": "High Street", "lsoa": None,
            "outcome": [r[3] for r in rows],
        })
    )  # fmt: skip


ASB = (None, "anti-social-behaviour", 1.0, None)


def test_the_same_rows_in_another_order_are_no_change():
    """Order does not matter, and a row with blanks equals itself."""
    rows = [("a", "drugs", 1.0, "x"), ASB, ASB, ("b", "drugs", None, None)]
    assert compare(offences(*rows), offences(*rows[::-1])).rows == 0


def test_each_kind_of_change_is_counted():
    """By ID: an outcome, a place, a type, one new, one gone."""
    old = offences(("a", "drugs", 1.0, "x"), ("b", "drugs", 1.0, "x"), ("c", "drugs", 1.0, "x"),
                   ("d", "drugs", 1.0, "x"))  # fmt: skip
    new = offences(("a", "drugs", 1.0, "y"), ("b", "drugs", 2.0, "y"), ("c", "burglary", 1.0, "x"),
                   ("e", "drugs", 1.0, "x"))  # fmt: skip
    assert compare(old, new) == Restatement(
        added=1, removed=1, changed=3, outcome=2, place=1, type=1
    )


def test_rows_without_id_are_counted_by_how_often_they_occur():
    """Three ASB rows at a point become two there and one elsewhere: one removed, one added."""
    moved = (None, "anti-social-behaviour", 2.0, None)
    changes = compare(offences(ASB, ASB, ASB), offences(ASB, ASB, moved))
    assert (changes.added, changes.removed, changes.changed) == (1, 1, 0)


def test_a_repeated_id_is_matched_in_order():
    """Rows that share an ID are matched by type and place, so a new outcome is one change."""
    old = offences(("a", "drugs", 1.0, "x"), ("a", "burglary", 1.0, "x"))
    new = offences(("a", "burglary", 1.0, "x"), ("a", "drugs", 1.0, "y"))
    assert (compare(old, new).changed, compare(old, new).rows) == (1, 1)


def test_an_empty_month_gains_all_rows():
    """Against an empty table everything is new."""
    assert compare(OFFENCES.empty(), offences(ASB, ASB)).added == 2
