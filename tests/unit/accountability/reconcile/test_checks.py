"""The checks of a table: formulas, totals, directions, dates, seats and contradictions."""

from __future__ import annotations

import pytest
from tests.unit.accountability.reconcile.worlds import towns

from beatwise.accountability.reconcile.checks import (
    ContradictionCheck,
    DatesCheck,
    DirectionCheck,
    FormulaCheck,
    SeatsCheck,
    TotalsCheck,
)
from beatwise.accountability.reconcile.printed_table import PrintedTable, from_rows
from beatwise.errors import BadInput


def places(check: FormulaCheck | TotalsCheck, table: PrintedTable) -> list[tuple[str, str, str]]:
    """Row, printed and recomputed value of each finding."""
    return [(f.row, f.printed, f.recomputed) for f in check.run(table, {table.name: table})]


def test_a_formula_is_checked_in_each_row_that_has_its_cells() -> None:
    """The row that is wrong is named with both values; a row with an empty cell is left out."""
    check = FormulaCheck("left == budget - spent")
    assert places(check, towns()) == []
    assert places(check, towns(north_left="7", south_spent="")) == [("North", "7", "6")]


def test_what_rounding_explains_is_no_finding_where_the_check_allows_it() -> None:
    """5 of 9, each rounded, may be 51 per cent and not 66; without the word both are found."""
    for share, found in (("51", []), ("47", []), ("66", ["66"]), ("46", ["46"])):
        table = from_rows("shares", [{"name": "a", "part": "5", "whole": "9", "pct": share}])
        formula = "pct == share(part, whole)"
        strict = FormulaCheck(formula, rounded=True)
        assert [f.printed for f in strict.run(table, {"shares": table})] == [share]
        check = FormulaCheck(formula, rounded=True, allows_rounding=True)
        assert [f.printed for f in check.run(table, {"shares": table})] == found


def test_a_count_of_rows_is_held_against_a_printed_one() -> None:
    """Cells that hold something are counted, among the rows that a check looks at."""
    table = towns(south_spent="")
    assert places(FormulaCheck('left["Total"] == count(spent) + 19'), table) == []
    north = FormulaCheck('left["North"] == count(spent)', where={"town": ["North"]})
    assert places(north, table) == [("", "6", "1")]


def test_where_chooses_the_rows_that_a_formula_looks_at() -> None:
    """Rows that do not match are neither checked nor added up."""
    parts = {"town": ["North", "South"]}
    assert places(FormulaCheck("left == 6", where={"town": "North"}), towns()) == []
    assert places(FormulaCheck("budget <= sum(budget) - 10", where=parts), towns()) == []
    assert places(FormulaCheck("budget <= sum(budget) - 11", where=parts), towns()) == [
        ("South", "20", "19")
    ]


def test_a_formula_that_names_its_cells_is_checked_once() -> None:
    """It has no row of its own, and its finding bears the words of the check."""
    check = FormulaCheck('left["Total"] == left["North"]', what="all is in the north", note="So.")
    (finding,) = check.run(towns(), {})
    assert (finding.row, finding.check, finding.note) == ("", "all is in the north", "So.")
    assert (finding.kind, finding.printed, finding.recomputed) == ("formula", "21", "6")


def test_a_total_is_the_sum_of_the_rows_above_or_below_it() -> None:
    """A total row may stand last or first; each column that is wrong is a finding."""
    check = TotalsCheck(("budget", "left"), {"town": "Total"})
    assert places(check, towns()) == []
    assert places(check, towns(total_left="22")) == [("Total", "22", "21")]
    above = from_rows("t", [{"town": "Total", "budget": "4", "left": "2"},
                            {"town": "North", "budget": "3", "left": "2"}])  # fmt: skip
    assert places(check, above) == [("Total", "4", "3")]


def test_a_total_with_an_empty_part_is_not_checked() -> None:
    """An unknown part is no zero, so nothing can be said of the sum."""
    check = TotalsCheck(("left",), {"town": "Total"})
    assert places(check, towns(north_left="", total_left="99")) == []


def test_totals_are_checked_group_by_group() -> None:
    """Each group has its own total row; one without is passed over."""
    table = from_rows("t", [
        {"year": "1", "town": "North", "n": "2"}, {"year": "1", "town": "Total", "n": "2"},
        {"year": "2", "town": "North", "n": "3"}, {"year": "2", "town": "Total", "n": "4"},
        {"year": "3", "town": "North", "n": "9"},
    ])  # fmt: skip
    check = TotalsCheck(("n",), {"town": "Total"}, by=("year",))
    assert places(check, table) == [("2", "4", "3")]


def test_rounded_parts_explain_a_small_difference() -> None:
    """Two rounded parts may be one out together, and not two."""
    check = TotalsCheck(("left",), {"town": "Total"}, rounded=True)
    (near,) = check.run(towns(total_left="22"), {})
    (far,) = check.run(towns(total_left="23"), {})
    assert (near.rounding, far.rounding) == (True, False)


def test_a_column_that_is_not_there_is_refused() -> None:
    """A check that names an unknown column is at fault itself."""
    with pytest.raises(BadInput, match="no column 'colour'"):
        places(TotalsCheck(("colour",), {"town": "Total"}), towns())


@pytest.mark.parametrize(("before", "after", "way", "ruled"), [
    ("100", "106", "↓", ["up"]), ("100", "105", "→", []), ("100", "105", "up", ["stable"]),
    ("100", "94", "Down", []), ("0", "5", "up", ["not calculable"]), ("", "5", "up", []),
    ("100", "200", "", []), ("100", "200", "sideways", []),
])  # fmt: skip
def test_a_printed_arrow_follows_from_the_two_values(
    before: str, after: str, way: str, ruled: list[str]
) -> None:
    """Five per cent either way is stable; without both values or a known word nothing is said."""
    table = from_rows("t", [{"name": "n", "a": before, "b": after, "way": way, "unit": "number"}])
    findings = DirectionCheck("a", "b", "way", "unit").run(table, {})
    assert [finding.recomputed for finding in findings] == ruled


@pytest.mark.parametrize(("days", "results"), [
    (("2025-04-01", "2025-04-02"), []), (("2025-04-02", "2025-04-02"), []),
    (("2025-04-02", "2025-04-01"), ["backwards"]), (("2025-02-30", ""), ["no such day or period"]),
    (("", "2025-04-01"), []), (("2025/26", "2025-09"), ["backwards"]),
])  # fmt: skip
def test_dates_exist_and_are_in_order(days: tuple[str, str], results: list[str]) -> None:
    """A day that is not in the calendar is named, and so is an end before its start."""
    table = from_rows("t", [{"name": "n", "from": days[0], "to": days[1]}])
    findings = DatesCheck(("from", "to"), in_order=True).run(table, {})
    assert [finding.recomputed for finding in findings] == results


def test_printed_seats_are_those_of_the_largest_remainder() -> None:
    """5.4, 3.5 and 1.1 make 5, 4 and 1 of ten seats; a row without an entitlement is left out."""
    cells = [("A", "5.4", "6"), ("B", "3.5", "3"), ("C", "1.1", "1"), ("none", "", "9")]
    table = from_rows("t", [{"party": p, "due": due, "seats": n} for p, due, n in cells])
    findings = list(SeatsCheck("due", "seats").run(table, {}))
    assert [(f.row, f.printed, f.recomputed) for f in findings] == [
        ("A", "6", "5"),
        ("B", "3", "4"),
    ]


def test_one_thing_has_one_state_however_its_words_are_ordered() -> None:
    """The second state of a thing is a finding; different things may differ."""
    cells = [("Youth Fund", "open"), ("fund youth", "closed"), ("Other", "closed")]
    table = from_rows("t", [{"about": about, "state": state} for about, state in cells])
    (finding,) = ContradictionCheck("about", "state").run(table, {})
    assert (finding.row, finding.printed, finding.recomputed) == ("fund youth", "open", "closed")
