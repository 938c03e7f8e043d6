"""Reconciling tables: which checks are run on which, and what they say."""

from __future__ import annotations

from dataclasses import replace

from tests.unit.accountability.reconcile.worlds import towns

from beatwise.accountability.reconcile.checks import FormulaCheck
from beatwise.accountability.reconcile.run import reconcile
from beatwise.accountability.reconcile.specification import TableChecks


def test_a_table_has_its_own_checks_or_those_that_suggest_themselves() -> None:
    """Written checks replace the suggested ones; a table without either has none."""
    wrong = towns(total_left="22")
    other, empty = replace(wrong, name="other"), replace(wrong, name="empty", rows=())
    rule = TableChecks("towns", "", (FormulaCheck('left["North"] == 6'),))
    result = reconcile([wrong, other, empty], [rule])
    assert result.checks_run == {"towns": 1, "other": 1, "empty": 0}
    assert result.of("towns") == ()
    assert [(f.check, f.recomputed) for f in result.of("other")] == [("sum of left", "21")]


def test_a_formula_may_look_into_another_table() -> None:
    """Both values stand in different tables; the finding is of the one that was checked."""
    copy = replace(towns(south_left="16"), name="copy")
    check = FormulaCheck('left == towns.left["South"]', where={"town": "South"})
    result = reconcile([towns(), copy], [TableChecks("copy", "", (check,)),
                                         TableChecks("towns", "", ())])  # fmt: skip
    assert [(f.table, f.row, f.printed, f.recomputed) for f in result.findings] == [
        ("copy", "South", "16", "15")
    ]


def test_the_label_of_a_specification_names_the_rows() -> None:
    """A finding is called by the column that the checks say."""
    rule = TableChecks("towns", "budget", (FormulaCheck("left == budget - spent"),))
    (finding,) = reconcile([towns(south_left="1")], [rule]).findings
    assert finding.row == "20"
