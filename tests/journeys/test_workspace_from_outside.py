"""The recipes of the reference for reading a workspace with another program."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import duckdb
import numpy as np
import pytest

from beatwise.journeys.demo import example
from beatwise.records.crime_types import ASB
from beatwise.store.workspace import Workspace


PAGE = Path("docs/reference/workspace.md")


@pytest.fixture
def recipes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The recipes as printed, beside a workspace of the folder they name."""
    text = PAGE.read_text("utf-8")
    shutil.copytree(example().path, tmp_path / "nation")
    monkeypatch.chdir(tmp_path)
    return dict(re.findall(r"```(sql|python)\n(.*?)```", text, re.DOTALL))


def _counts(rows: object) -> dict[str, int]:
    return rows.groupby("type", observed=True).size().to_dict()  # type: ignore[attr-defined]


def test_a_first_look_counts_the_rows_of_a_force(recipes: dict[str, str]) -> None:
    """The force and the months that the words name; the example has no repeats."""
    words = recipes["sql"].replace("leicestershire", "millshire")
    rows = Workspace.open("nation").offences()
    assert dict(duckdb.sql(words).fetchall()) == _counts(rows[rows["month"] >= 24300])


def test_exact_counts_leave_the_repeats_out(
    recipes: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    """What the recipe prints adds up to what Beatwise counts."""
    made = Workspace.open("nation")
    entry = made.entries(None, None)[0]
    rows = made.offences(months=None)
    first = rows[rows["month"] == entry.month]
    with made.writing() as transaction:
        transaction.keep_repeats(entry, np.array([0, 3], np.int64), entry.elsewhere)
    exec(recipes["python"], {})
    printed = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert sum(int(n) for _, _, _, n in printed) == len(rows) - 2
    of_first = sum(int(n) for _, month, _, n in printed if int(month) == entry.month)
    assert of_first == len(first) - 2
    assert sum(int(n) for *_, kind, n in printed if kind == ASB) <= _counts(rows)[ASB]
