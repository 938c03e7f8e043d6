"""Every transcribed table of money: what does not follow is named, and nothing that follows is."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from beatwise.accountability.budget import precept_options
from beatwise.accountability.reconcile.printed_table import from_rows
from beatwise.accountability.reconcile.run import reconcile
from beatwise.accountability.reconcile.specification import load
from beatwise.accountability.spending import money_rows, money_table


pytestmark = pytest.mark.real
# Each table of money, and by how much what it prints differs from what follows, counted by hand.
PRINTED_WRONG = {
    "caf_rounds": [], "collaboration_budget_2018_19": [], "contact_funding": [], "contracts": [],
    "csp_allocations": [], "csp_project_costs": [216, 240], "csp_projects": [], "dtoa_funding": [],
    "grants": [], "precept_options": [], "s106_by_authority": [-1, 1, -1],
    "s106_figures": [], "s106_summary": [234_011, -20_119, 20_122, 2], "sarc_procurement": [],
}  # fmt: skip
READ = ("caf_rounds", "collaboration_budget_2018_19", "csp_allocations", "csp_projects",
        "csp_project_costs")  # fmt: skip


def _rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _number(words: str) -> Decimal:
    return Decimal(words.replace(",", ""))


@pytest.mark.parametrize("name", PRINTED_WRONG)
def test_what_does_not_follow_is_named_with_its_difference(reference_tables: Path, name: str):
    """The printed figure less the one worked out again, for each finding and no other."""
    tables = [
        from_rows(path.stem, _rows(reference_tables, path.stem))
        for path in sorted(reference_tables.glob("*.csv"))
    ]
    findings = reconcile(tables, load("panel-papers-2026")).findings
    # A total can differ by two ways of working it out that come to the same.
    pairs = {(f.row, f.printed, f.recomputed) for f in findings if f.table == name}
    differences = [_number(printed) - _number(recomputed) for _, printed, recomputed in pairs]
    assert sorted(differences) == sorted(PRINTED_WRONG[name])


@pytest.mark.parametrize("name", READ)
def test_a_table_that_becomes_money_is_read_whole(reference_tables: Path, name: str):
    """No row is a fault; printed totals and subtractions that follow are not named."""
    rows = _rows(reference_tables, name)
    table = money_table.table_of(frozenset(heading.lower() for heading in rows[0]))
    read = money_rows.read_rows(table, list(enumerate(rows, 2)))
    assert read.faults == ()
    assert read.differences == ()
    assert read.rows


def test_the_options_of_the_precept_follow(reference_tables: Path):
    """Shares of 100, two sums and an average that can be: nothing is named."""
    rows = _rows(reference_tables, "precept_options")
    options = precept_options.read_options(list(enumerate(rows, 2)))
    assert options.faults == ()
    assert options.differences == ()
