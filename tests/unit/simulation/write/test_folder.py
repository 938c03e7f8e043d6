"""A county's folder is written whole or not at all, and never over another."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

import pytest

from beatwise.errors import Conflict
from beatwise.simulation import County, CountySpec, county
from beatwise.simulation.write import write


SPEC = CountySpec(towns=1, months=3, effect=20.0)


@cache
def one_town(seed: int = 1) -> County:
    """Return one town's county, drawn once a test run."""
    return county(SPEC, seed)


def test_a_folder_is_written_whole(tmp_path: Path) -> None:
    """Every file is written, fingerprinted, and nothing else is left behind."""
    folder = tmp_path / "new" / "county"
    folder_report = write(one_town(), folder)
    assert folder_report.new
    for line in (folder / "SHA256SUMS").read_text().splitlines():
        digest, name = line.split("  ")
        assert sha256((folder / name).read_bytes()).hexdigest() == digest
    assert {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()} == set(
        folder_report.files
    )
    assert [p.name for p in folder.parent.iterdir()] == ["county"]


def test_writing_twice_changes_nothing(tmp_path: Path) -> None:
    """The same county again leaves the folder as it is, later additions too."""
    write(one_town(), tmp_path / "county")
    (tmp_path / "county" / "notes.txt").write_text("mine")
    again = write(county(SPEC, 1), tmp_path / "county")
    assert not again.new
    assert (tmp_path / "county" / "notes.txt").read_text() == "mine"


@pytest.mark.parametrize("trouble", ["other seed", "changed file", "somebody's files", "a file"])
def test_nothing_is_written_over(tmp_path: Path, trouble: str) -> None:
    """A folder with anything else in it is a conflict, and stays as it was."""
    folder, seed = tmp_path / "county", 1
    if trouble == "a file":
        folder.write_text("mine")
    elif trouble == "somebody's files":
        folder.mkdir()
        (folder / "mine.txt").write_text("mine")
    else:
        write(one_town(), folder)
        seed = 2 if trouble == "other seed" else 1
        if trouble == "changed file":
            (folder / "events.csv").write_text("changed")
    before = {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}
    with pytest.raises(Conflict, match="Next: Give another folder"):
        write(one_town(seed), folder)
    assert {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()} == before


def test_an_interrupted_write_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stopped in the middle, the folder is as it was: absent."""
    world, paths = one_town(), []

    def stop(path: Path, content: bytes) -> None:
        paths.append(path)
        if len(paths) == 3:
            raise KeyboardInterrupt

    monkeypatch.setattr(Path, "write_bytes", stop)
    with pytest.raises(KeyboardInterrupt):
        write(world, tmp_path / "county")
    assert list(tmp_path.iterdir()) == []
