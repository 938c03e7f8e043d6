"""Every table of the papers is taken in by something: a layout, a table of money, or an app."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from beatwise.accountability.reconcile.printed_table import from_rows
from beatwise.accountability.reconcile.run import reconcile
from beatwise.accountability.reconcile.specification import load
from beatwise.accountability.spending import money_table
from beatwise.accountability.tables import layout as layouts
from beatwise.accountability.tables import table_rows


pytestmark = pytest.mark.real

# Tables that an app takes in by a door of its own, and the test that walks through it.
OF_APPS = {
    "consultations": "tests/integration/web/test_consultations.py",
    "consultation_themes": "tests/integration/web/test_consultations.py",
    "precept_options": "tests/integration/web/test_consultations.py",
    "panel_balance": "tests/integration/web/test_proceedings.py",
    "panel_composition": "tests/integration/web/test_proceedings.py",
    "panel_meetings": "tests/integration/web/test_proceedings.py",
    "panel_votes": "tests/integration/web/test_proceedings.py",
    "contracts": "tests/integration/web/test_contracts.py",
    "grants": "tests/integration/web/test_grants.py",
    "s106_by_authority": "tests/integration/web/test_developer_contributions.py",
    "s106_summary": "tests/integration/web/test_developer_contributions.py",
}
ANSWERS = {"period": "2025", "counted_on": "2025-12-31"}
# What is known to be printed wrong in tables that a layout alone takes; of the others it is none.
ERRORS = {
    "board_actions": 1, "complaint_reviews_summary": 1, "dasv_survey": 7, "delivery_actions": 1,
    "delivery_progress": 1, "dtoa_funnel": 2, "engagement_by_authority": 4,
    "performance_2018_19": 2, "plan_metrics": 9, "recruitment_2018_19": 3, "victims_services": 2,
}  # fmt: skip


def _by_layouts() -> dict[str, layouts.Layout]:
    every = [layouts.load(name) for name in layouts.names()]
    return {each.table: each for each in every if each.makes != layouts.PRINTED or each.table}


def _rows(folder: Path, name: str) -> list[tuple[int, dict[str, str]]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    return [(at, {k.casefold(): v for k, v in row.items()}) for at, row in enumerate(lines, 2)]


def _money() -> set[str]:
    return {name.replace("-", "_") for name in money_table.shipped()}


def test_every_table_has_a_taker(reference_tables: Path):
    """None is left that only lies there; what stands here as an app's is in its test."""
    there = {path.stem for path in reference_tables.glob("*.csv")}
    takers = {*_by_layouts(), *_money(), *OF_APPS}
    assert there - takers == set()
    assert {name for name in OF_APPS if name not in there} == set()
    root = Path(__file__).parents[2]
    for name, test in OF_APPS.items():
        words = (root / test).read_text(encoding="utf-8")
        assert name in words or name.partition("_")[2] in words, (name, test)


def test_every_layout_reads_all_rows_of_its_table(reference_tables: Path):
    """No faulty row, and each table is known by its own layout before any other."""
    every = [layouts.load(name) for name in layouts.names()]
    there = {path.stem for path in reference_tables.glob("*.csv")}
    for name in sorted(there & set(_by_layouts()) - _money()):
        layout, rows = _by_layouts()[name], _rows(reference_tables, name)
        result = table_rows.lay(layout, rows, ANSWERS)
        assert result.faults == (), name
        assert len(result.rows) + len(result.left_out) >= len(rows), name
        assert table_rows.guess(every, name, rows)[0].name == layout.name, name


def test_of_tables_that_a_layout_takes_exactly_the_known_errors_are_named(reference_tables: Path):
    """By the checks that their layout names; of every other such table nothing."""
    tables = []
    for path in sorted(reference_tables.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            tables.append(from_rows(path.stem, list(csv.DictReader(file))))
    findings = reconcile(tables, load("panel-papers-2026")).findings
    found: dict[str, int] = {}
    for each in findings:
        if each.table in _by_layouts() and each.table not in {*_money(), *OF_APPS}:
            found[each.table] = found.get(each.table, 0) + 1
    assert found == ERRORS
