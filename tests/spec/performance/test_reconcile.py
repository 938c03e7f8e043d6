"""Printed tables, worked out again.

Rows, columns, percentages, averages, directions, dates and seats are worked out again from what is
printed. Nothing is corrected: each disagreement is named with both values.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

import pytest

from beatwise.accountability.reconcile.checks import (
    Check,
    ContradictionCheck,
    DatesCheck,
    DirectionCheck,
    FormulaCheck,
    SeatsCheck,
    TotalsCheck,
)
from beatwise.accountability.reconcile.finding import Finding
from beatwise.accountability.reconcile.formula import parse as parse_formula
from beatwise.accountability.reconcile.number import read
from beatwise.accountability.reconcile.printed_table import PrintedTable, from_rows
from beatwise.accountability.reconcile.run import reconcile
from beatwise.accountability.reconcile.specification import TableChecks, load, names, parse
from beatwise.errors import BadInput, MissingData


def table(rows: Sequence[Mapping[str, object]], name: str = "towns") -> PrintedTable:
    """A printed table."""
    return from_rows(name, rows)


def found(check: Check, rows: Sequence[Mapping[str, object]]) -> list[tuple[str, str, str, bool]]:
    """What one check finds: row, printed, recomputed, and whether rounding could explain it."""
    checks = [TableChecks("towns", "", (check,))]
    told = reconcile([table(rows)], checks).findings
    return [(f.row, f.printed, f.recomputed, f.rounding) for f in told]


TOWNS = [
    {"town": "Ashby", "total": "33", "days": "23", "other": "10"},
    {"town": "Melton", "total": "30", "days": "23", "other": "4"},
    {"town": "Oakham", "total": "", "days": "20", "other": "10"},
    {"town": "Total", "total": "93", "days": "66", "other": "24"},
]


def test_rows_that_do_not_add_up_are_named():
    """Melton's 23 and 4 are 27 and not 30; a row with an empty cell is not checked."""
    check = FormulaCheck("total == days + other", where={"town": ["Ashby", "Melton", "Oakham"]})
    assert found(check, TOWNS) == [("Melton", "30", "27", False)]


def test_columns_that_do_not_add_up_are_named():
    """The rows above the total must add up to it; with an empty cell there is no sum."""
    check = TotalsCheck(("total", "days", "other"), {"town": "Total"})
    assert found(check, [*TOWNS[:3], {**TOWNS[3], "days": "67"}]) == [("Total", "67", "66", False)]


def test_a_total_may_stand_first_and_notes_below_it_are_no_parts():
    """Rows below a total are parts only when nothing stands above it."""
    first = [{"unit": "Total", "n": "5"}, {"unit": "a", "n": "2"}, {"unit": "b", "n": "3"}]
    after = [*first[1:], first[0], {"unit": "as told in the text", "n": "5.2"}]
    check = TotalsCheck(("n",), {"unit": "Total"})
    assert found(check, first) == []
    assert found(check, after) == []


def test_totals_by_group():
    """A long table has a total for each area and measure."""
    rows = [
        {"area": "City", "month": "Jan", "n": "2"},
        {"area": "City", "month": "Feb", "n": "3"},
        {"area": "City", "month": "total", "n": "5"},
        {"area": "County", "month": "Jan", "n": "4"},
        {"area": "County", "month": "total", "n": "5"},
    ]
    assert found(TotalsCheck(("n",), {"month": "total"}, by=("area",)), rows) == [
        ("County", "5", "4", False)
    ]


@pytest.mark.parametrize(
    ("formula", "row", "agrees"),
    [
        ("pct == share(yes, yes + no)", {"pct": "66", "yes": "77", "no": "40"}, True),
        ("pct == share(no, yes + no)", {"pct": "44", "yes": "77", "no": "40"}, False),
        (
            "pct == change(before, after)",
            {"pct": "+36%", "before": "148,957", "after": "202,344"},
            True,
        ),
        ("pp == after - before", {"pp": "−3.6pp", "before": "95.8%", "after": "92.2%"}, True),
        ("mean == total / games", {"mean": "85", "total": "2036", "games": "24"}, True),
        ("mean == total / games", {"mean": "86", "total": "2036", "games": "24"}, False),
        ("cost == people * hours * 15", {"cost": "£360.00", "people": "2", "hours": "12"}, True),
        ("part <= whole", {"part": "7", "whole": "7"}, True),
        ("part <= whole", {"part": "8", "whole": "7"}, False),
        ("whole >= part", {"part": "8", "whole": "7"}, False),
        ("left == total - spent", {"left": "Nil", "total": "5", "spent": "5"}, True),
        ("pct == change(before, after)", {"pct": "5", "before": "0", "after": "3"}, True),
    ],
)
def test_percentages_changes_and_averages(formula: str, row: dict[str, str], agrees: bool):
    """Percentages, changes, averages, products and parts are worked out to the printed digit.

    A change from zero cannot be worked out, and is left alone.
    """
    assert (found(FormulaCheck(formula), [{"town": "Ashby", **row}]) == []) is agrees


def test_what_rounding_could_explain_says_so():
    """Pounds that were rounded one by one may miss by one; people who are counted may not."""
    rows = [{"town": "Rutland", "left": "38315", "agreed": "204132", "spent": "165816"}]
    formula = "left == agreed - spent"
    assert found(FormulaCheck(formula, rounded=True), rows) == [
        ("Rutland", "38315", "38,316", True)
    ]
    assert found(FormulaCheck(formula), rows) == [("Rutland", "38315", "38,316", False)]


def test_cells_of_other_tables():
    """A figure in one table is compared with another, where that is there."""
    summary = table([{"measure": "Reviews", "value": "46"}], "summary")
    months = table([{"month": "Jan", "n": "21"}, {"month": "Feb", "n": "24"}], "months")
    rule = TableChecks("summary", "", (FormulaCheck('value["Reviews"] == sum(months.n)'),))
    (one,) = reconcile([summary, months], [rule]).findings
    assert (one.printed, one.recomputed, one.row) == ("46", "45", "")
    assert reconcile([summary], [rule]).findings == ()


ARROWS = [
    {"m": "1", "before": "7.60", "after": "7.42", "way": "↓", "unit": "rate"},
    {"m": "2", "before": "75.50", "after": "72.1", "way": "↔", "unit": "pct"},
    {"m": "3", "before": "664", "after": "700", "way": "up", "unit": "count"},
    {"m": "4", "before": "0", "after": "0", "way": "↔", "unit": "count"},
    {"m": "5", "before": "Y", "after": "Y", "way": "↑", "unit": "yes/no"},
    {"m": "6", "before": "", "after": "", "way": "", "unit": "pct"},
]


def test_arrows_follow_the_data_and_the_agreed_tolerance():
    """An arrow is the direction of the two printed values by the published rule, or it is named."""
    assert found(DirectionCheck("before", "after", "way", "unit"), ARROWS) == [
        ("1", "down", "stable", False),
        ("2", "stable", "down", False),
        ("4", "stable", "not calculable", False),
    ]


def test_dates_exist_and_run_forwards():
    """A quarter of no year is named, and so is an end before its beginning."""
    rows = [
        {"fund": "a", "opens": "2025-09-01", "closes": "2025-10-17"},
        {"fund": "b", "opens": "2025-11-17", "closes": "2025-10-17"},
        {"fund": "c", "opens": "Q1 2026-26", "closes": ""},
        {"fund": "d", "opens": "Q1 2025-26", "closes": "2025/26 Q2"},
    ]
    assert found(DatesCheck(("opens", "closes"), in_order=True), rows) == [
        ("b", "2025-11-17 then 2025-10-17", "backwards", False),
        ("c", "Q1 2026-26", "no such day or period", False),
    ]


def test_seats_follow_the_largest_remainder():
    """Entitlements of 1.6, 1.3 and 0.1 for three seats give 2, 1 and 0."""
    rows = [
        {"party": "x", "due": "1.6", "seats": "1"},
        {"party": "y", "due": "1.3", "seats": "1"},
        {"party": "z", "due": "0.1", "seats": "1"},
    ]
    assert found(SeatsCheck("due", "seats"), rows) == [
        ("x", "1", "2", False),
        ("z", "1", "0", False),
    ]


def test_one_thing_with_two_states_is_a_contradiction():
    """An action listed as complete and as still to come is named, however its words are ordered."""
    rows = [
        {"action": "Report to board on wellbeing", "state": "complete"},
        {"action": "report on wellbeing to board", "state": "due"},
        {"action": "Report to board", "state": "due"},
    ]
    assert found(ContradictionCheck("action", "state"), rows) == [
        ("report on wellbeing to board", "complete", "due", False)
    ]


def test_checks_suggest_themselves():
    """A table without checks is checked for its total, and for sums that nearly all rows hold."""
    rows = [
        {"area": f"Area {i}", "total": str(10 + i), "days": "7", "other": str(3 + i)}
        for i in range(6)
    ]
    rows[2]["total"] = "13"
    rows.append({"area": "Total", "total": "75", "days": "42", "other": "33"})
    told = reconcile([table(rows)])
    assert [(f.row, f.check, f.printed, f.recomputed) for f in told.findings] == [
        ("Total", "sum of total", "75", "76"),
        ("Area 2", "total == days + other", "13", "12"),
    ]
    assert told.checks_run["towns"] == 2


def test_nothing_is_suggested_where_nothing_adds_up():
    """A table of words, and one of unrelated numbers, suggest no checks and say so."""
    words = table([{"a": "x", "b": "y"}] * 5, "words")
    numbers = table([{"a": str(i), "b": str(i * 7 % 5 + 1), "c": str(9 - i), "d": "2025-01"}
                     for i in range(1, 6)], "numbers")  # fmt: skip
    told = reconcile([words, numbers])
    assert told.findings == ()
    assert told.checks_run["words"] == 0


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("£1,234.50", Fraction(2469, 2)),
        ("- 1,294,118", -1294118),
        ("−14 pct", -14),
        ("+3.6pp", Fraction(18, 5)),
        ("Nil", 0),
        ("-", 0),
        ("", None),
        ("no record", None),
    ],
)
def test_numbers_are_read_as_printed(text: str, value: Fraction | int | None):
    """Signs, pounds, thousands and units are read; an empty cell is no number and never a zero."""
    assert read(text) == value


@pytest.mark.parametrize(
    "formula",
    [
        "total",
        "total < days",
        "days + 1 == other + 1",
        "total == __import__('os').system('true')",
        "total == days ** 2",
        "total == open(days)",
        "total == (",
        "total == nothing",
        "total == 'text'",
        "total == days if other else 0",
    ],
)
def test_a_formula_does_sums_and_nothing_else(formula: str):
    """A formula that compares nothing, or asks for anything but sums, is refused."""
    with pytest.raises(BadInput):
        found(FormulaCheck(formula), TOWNS)


def test_a_formula_knows_whether_it_speaks_of_rows():
    """A formula with a bare column is asked of each row, one that names its cells only once."""
    assert parse_formula("total == days + other").per_row
    assert parse_formula('total["a"] == days["b"] + sum(other) + x.y["z"]').per_row is False


@pytest.mark.parametrize(
    "text",
    [
        "format = 2",
        "format = 1\n[[table]]\nlabel = 'x'",
        "format = 1\n[[table]]\nname = 'x'\nformula = ['a == b']",
        "format = 1\n[[table]]\nname = 'x'\nformulas = ['a']",
        "format = 1\n[[table]]\nname = 'x'\nformulas = [{ formula = 'a == b', why = 'c' }]",
        "format = 1\n[[table]]\nname = 'x'\nseats = [{ seats = 'b' }]",
        "format = [",
    ],
)
def test_a_file_of_checks_is_checked(text: str):
    """A misspelt field or a faulty formula is refused when the file is read."""
    with pytest.raises(BadInput):
        parse(text, place="mine.toml")


def test_the_checks_that_come_along_load():
    """Every file of checks that comes with Beatwise can be read; any other is missing data."""
    assert all(load(name) for name in names())
    with pytest.raises(MissingData):
        load("none")


def test_a_finding_is_one_sentence():
    """A finding says where, what, both values and what is known about it."""
    told = Finding("towns", "Melton", "sum", "sum", "30", "27", True, "The text says 27.")
    assert told.words == (
        "towns, Melton: sum: printed 30, recomputed 27 (rounding could explain it). "
        "The text says 27."
    )
