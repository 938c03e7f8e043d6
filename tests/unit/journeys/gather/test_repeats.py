"""A record that several months or forces publish counts once, whatever the order of gathering."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from tests.unit.sources.street_files import row, write

from beatwise.journeys.gather.police_uk import gather_police_uk
from beatwise.journeys.gather.repeats import repeated_rows
from beatwise.store.workspace import Workspace


def street(folder: Path, month: str, force: str, *ids: str) -> Path:
    rows = [row(one, month=month, kind="Shoplifting") for one in ids]
    return write(folder, rows, month, force)


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """``a`` in two months, ``b`` in two forces, ``t`` with the railway's police too."""
    return [
        street(tmp_path, "2025-01", "leicestershire", "a", "t", "x"),
        street(tmp_path, "2025-02", "leicestershire", "a", "b", "y"),
        street(tmp_path, "2025-02", "derbyshire", "b", "z"),
        street(tmp_path, "2025-01", "btp", "t", "q"),
    ]


def counted(workspace: Workspace) -> dict[tuple[str, int], list[str]]:
    rows = workspace.offences(columns=["force", "month", "crime_id"])
    groups = rows.groupby(["force", "month"], observed=True)["crime_id"]
    return {key: sorted(ids) for key, ids in groups}


EXPECTED = {
    ("btp", 24300): ["q"],
    ("derbyshire", 24301): ["b", "z"],
    ("leicestershire", 24300): ["a", "t", "x"],
    ("leicestershire", 24301): ["y"],
}


def test_the_first_month_counts_whatever_the_order(files, tmp_path):
    """Every order of gathering four files gives the same records, and the ledger the same sums."""
    for at, order in enumerate(itertools.permutations(files)):
        workspace = Workspace.create(tmp_path / f"ws{at}", "Towns")
        for file in order:
            gather_police_uk(workspace, [file])
        assert counted(workspace) == EXPECTED
        ledger = workspace.ledger()
        present = ledger[ledger["present"]]
        assert present["rows"].tolist() == [1, 2, 3, 1]
        assert present["repeats"].tolist() == [1, 0, 0, 2]


def test_a_month_gathered_again_without_the_record_gives_it_back(files, tmp_path):
    """When the first month is restated without ``a``, the second month's ``a`` counts."""
    workspace = Workspace.create(tmp_path / "ws", "Towns")
    gather_police_uk(workspace, files)
    street(tmp_path, "2025-01", "leicestershire", "t", "x")
    gather_police_uk(workspace, [files[0]])
    assert counted(workspace)["leicestershire", 24301] == ["a", "y"]
    opened = Workspace.open(workspace.path)
    assert counted(opened) == counted(workspace)


def test_several_passes_find_the_same(files, tmp_path):
    """However few IDs are held at once, the same rows are left out."""
    workspace = Workspace.create(tmp_path / "ws", "Towns")
    gather_police_uk(workspace, files)
    entries = sorted(workspace.catalogue.offences.values(), key=lambda one: (one.month, one.force))
    whole = repeated_rows(workspace.path, entries)
    parts = repeated_rows(workspace.path, entries, at_once=2)
    assert {at: rows.tolist() for at, rows in parts.items()} == {
        at: rows.tolist() for at, rows in whole.items()
    }
    assert whole
