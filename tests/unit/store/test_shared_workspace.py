"""A workspace as a value that another process can open."""

from __future__ import annotations

import pickle
import threading
from dataclasses import replace
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


def test_a_gather_is_noticed_at_the_end(tmp_path: Path) -> None:
    """Who opened it before goes on with what it read; whoever asked looks at the disk again."""
    workspace = Workspace.create(tmp_path / "ws", "Towns")
    put(workspace, "towns")
    shared = SharedWorkspace.of(workspace)
    shared.check_unchanged()
    put(Workspace.open(workspace.path), "wards")
    assert shared.opened() is workspace
    with pytest.raises(Conflict, match="gathered while"):
        shared.check_unchanged()


def test_another_beatwise_is_refused(tmp_path: Path) -> None:
    """A worker of another version could answer otherwise."""
    shared = SharedWorkspace.of(Workspace.create(tmp_path / "ws", "Towns"))
    with pytest.raises(Conflict, match=r"9\.9\.9 asks"):
        replace(shared, version="9.9.9").opened()


def test_threads_that_ask_of_two_workspaces_each_get_their_own(tmp_path: Path, monkeypatch) -> None:
    """Another thread opens another workspace between the look and the use."""
    one, two = (
        SharedWorkspace.of(Workspace.create(tmp_path / name, name)) for name in ("one", "two")
    )
    real = Workspace.open

    def opened_and_overtaken(path: Path | str) -> Workspace:
        monkeypatch.setattr(Workspace, "open", real)
        workspace = real(path)
        other = threading.Thread(target=two.opened)
        other.start()
        other.join()
        return workspace

    monkeypatch.setattr(Workspace, "open", opened_and_overtaken)
    assert one.opened().name == "one"
    assert two.opened().name == "two"
