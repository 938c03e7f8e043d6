import hashlib
from pathlib import Path

import pytest

import beatwise
from beatwise.cli.main import run
from beatwise.journeys.demo import demo


README = Path(__file__).parents[2] / "README.md"


def _hashes(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for part in ("briefs", "lists", "county")
        for path in sorted((folder / part).rglob("*"))
        if path.is_file()
    }


def test_a_second_demo_in_the_same_folder_writes_the_same_bytes(tmp_path: Path) -> None:
    """The demo can be run again: everything stands, and the same pages come out.

    The page that README names first is the first that it writes.
    """
    made = demo(tmp_path / "demo", number=1)
    assert [path.suffix for path in made.lists] == [".geojson"]
    assert {written.path.suffix for written in made.briefs} == {".html", ".pdf", ".ods", ".geojson"}
    page = made.briefs[0].path.name
    assert f"demo/briefs/{page}" in README.read_text(encoding="utf-8")
    before = _hashes(tmp_path / "demo")
    demo(tmp_path / "demo", number=1)
    assert _hashes(tmp_path / "demo") == before


def test_a_demo_is_not_made_over_a_file(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    """A file where the folder should be is a conflict, and stays as it was."""
    target = tmp_path / "notes"
    target.write_text("mine", encoding="utf-8")
    assert run(["demo", "--out", str(target)]) == 13
    assert "--out" in capsys.readouterr().err
    assert target.read_text(encoding="utf-8") == "mine"


def test_the_example_county_is_ready_to_search() -> None:
    """The example needs no file and no setting."""
    workspace = beatwise.example()
    assert workspace.layers() == ["towns", "town-centres", "streets"]
    assert len(workspace.months()) == 24
    assert len(workspace.incidents())
