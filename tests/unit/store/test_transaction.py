"""Clean-up and replacement touch only what Beatwise wrote."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

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
