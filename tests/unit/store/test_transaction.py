"""Clean-up and replacement touch only what Beatwise wrote."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest
from tests.unit.sources.street_files import row, write

from beatwise.clock import Month
from beatwise.journeys.gather.police_uk import gather_police_uk
from beatwise.store import catalogue_file
from beatwise.store.transaction import clean
from beatwise.store.workspace import Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    made = Workspace.create(tmp_path / "ws", "Towns")
    (made.path / "data" / "areas").mkdir(parents=True)
    return made


@pytest.mark.parametrize(
    "name",
    ["notes.txt", "towns.gpkg", "mine-0123456789abcdef.gpkg", "a.part", "x.gpkg.damaged", ".keep"],
)
def test_somebodys_own_file_is_never_removed(workspace, name) -> None:
    """A file that Beatwise did not write stays, whatever it is called."""
    own = workspace.path / "data" / "areas" / name
    own.write_text("my own", "utf-8")
    with workspace.writing():
        pass
    assert own.read_text("utf-8") == "my own"


def test_what_a_killed_write_left_is_removed(workspace) -> None:
    """Unfinished files, and whole ones that stand no longer, go."""
    folder = workspace.path / "data" / "areas"
    digest = hashlib.sha256(b"old").hexdigest()[:16]
    for name in (f"{'0' * 32}.part.gpkg", f"{'0' * 32}.part.gpkg-journal", f"t-{digest}.gpkg"):
        (folder / name).write_bytes(b"old")
    assert clean(workspace.path, workspace.catalogue) == 3
    assert not list(folder.iterdir())


@pytest.fixture
def two_months(tmp_path: Path) -> Workspace:
    """Leicestershire in two months, of three rows and of one."""
    made = Workspace.create(tmp_path / "ws", "Months")
    for month, number in (("2025-01", 3), ("2025-02", 1)):
        rows = [row(month=month, lon=f"-1.{at}") for at in range(number)]
        gather_police_uk(made, [write(tmp_path / "files", rows, month)])
    return made


def test_months_are_partitions_to_other_programs(two_months) -> None:
    """DuckDB finds force and month in the folders, with the values of the columns."""
    folder = two_months.path / "data" / "offences"
    january = Month.parse("2025-01").number
    counted = duckdb.sql(
        "SELECT force, month, count(*) FROM read_parquet("
        f"'{folder}/*/*/*.parquet', hive_partitioning = true) GROUP BY ALL ORDER BY ALL"
    ).fetchall()
    assert counted == [("leicestershire", january, 3), ("leicestershire", january + 1, 1)]


def test_months_of_an_earlier_layout_are_read_as_they_are(two_months, tmp_path) -> None:
    """A file stands where the catalogue says; another gather leaves it there."""
    first, second = two_months.catalogue.offences.values()
    old = f"data/offences/leicestershire/{Path(first.file).name}"
    (two_months.path / old).parent.mkdir()
    (two_months.path / first.file).rename(two_months.path / old)
    moved = two_months.catalogue.with_month(replace(first, file=old))
    catalogue_file.save(moved, two_months.path)
    reopened = Workspace.open(two_months.path)
    gather_police_uk(reopened, [write(tmp_path / "f", [row(month="2025-03")], "2025-03")])
    assert len(reopened.offences()) == 5
    assert {entry.file for entry in reopened.catalogue.offences.values()} >= {old, second.file}
