"""A workspace as a value that another process can open."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
import shapely

from beatwise.errors import Conflict
from beatwise.places.areas import Area
from beatwise.records.provenance import Provenance
from beatwise.store.shared_workspace import SharedWorkspace
from beatwise.store.workspace import Workspace


def put(workspace: Workspace, name: str) -> None:
    area = Area("E1", "A", name, shapely.box(0, 0, 1, 1))
    with workspace.writing() as transaction:
        transaction.put_areas(name, [area], Provenance("areas", "n", "0", "now", "own", 1, 1))


def test_it_is_opened_once_and_is_the_one_asked(tmp_path: Path) -> None:
    """Here it is the workspace itself; elsewhere it is opened from its folder, once."""
    made = Workspace.create(tmp_path / "ws", "Towns")
    put(made, "towns")
    shared = SharedWorkspace.of(made)
    assert shared.opened() is made
    SharedWorkspace.of(Workspace.create(tmp_path / "other", "Other"))
    there = pickle.loads(pickle.dumps(shared)).opened()
    assert there is not made
    assert there is shared.opened()
    assert there.layers() == ["towns"]


def test_what_was_gathered_since_is_refused(tmp_path: Path) -> None:
    """A worker that opens it later would answer from other records."""
    made = Workspace.create(tmp_path / "ws", "Towns")
    put(made, "towns")
    shared = SharedWorkspace.of(made)
    put(Workspace.open(made.path), "wards")
    SharedWorkspace.of(Workspace.create(tmp_path / "other", "Other"))
    with pytest.raises(Conflict, match="gathered while"):
        shared.opened()
