"""``beatwise simulate`` from the command line, and its files gathered like real ones."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.patience import patience
from tests.worlds import small_county

from beatwise.cli.main import run
from beatwise.journeys.gather.areas import gather_areas
from beatwise.journeys.gather.events import gather_events
from beatwise.journeys.gather.incidents import gather_incidents
from beatwise.journeys.gather.police_uk import gather_police_uk
from beatwise.journeys.gather.streets import gather_streets
from beatwise.journeys.simulate import simulate
from beatwise.simulation import CountySpec
from beatwise.simulation.write import write
from beatwise.store.workspace import Workspace


SMALL = ("--towns", "1", "--months", "2")


def test_json_says_what_was_made(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    """With --json one document on stdout tells the settings, the numbers and the files."""
    folder = tmp_path / "county"
    assert run(["simulate", str(folder), *SMALL, "--effect", "50", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["new"], told["seed"], told["months"]) == (True, 1, "2025-11:2025-12")
    assert (told["effect"], told["towns"]) == (50.0, ["Pelbrook"])
    assert all((folder / name).is_file() for name in told["files"])
    rows = sum(len(p.read_text().splitlines()) - 1 for p in folder.glob("police-uk/*/*.csv"))
    assert told["incidents"] == rows


def test_words_go_to_stderr(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    """Without --json stdout is empty; the words end with the next step."""
    assert run(["simulate", str(tmp_path / "county"), *SMALL]) == 0
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "README.txt" in captured.err.splitlines()[-1]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--towns", "0"), 2),
        (("--months", "0"), 2),
        (("--effect", "101"), 2),
        (("--seed", "-1"), 2),
        (("--towns", "many"), 2),
    ],
)
def test_nonsense_leaves_with_usage(tmp_path: Path, words: tuple[str, ...], code: int) -> None:
    """Nonsense is a usage error and makes no folder."""
    assert run(["simulate", str(tmp_path / "county"), *words]) == code
    assert list(tmp_path.iterdir()) == []


def test_a_taken_folder_is_a_conflict(tmp_path: Path) -> None:
    """A folder with somebody's files leaves with 13, before any work is done."""
    (tmp_path / "mine.txt").write_text("mine")
    assert run(["simulate", str(tmp_path), *SMALL]) == 13
    assert [p.name for p in tmp_path.iterdir()] == ["mine.txt"]


def test_two_processes_make_the_same_bytes(tmp_path: Path) -> None:
    """Neither Python's hash seed nor the process moves a byte: the fingerprints agree."""
    simulate(tmp_path / "here", CountySpec(towns=1, months=2), 1)
    words = [sys.executable, "-m", "beatwise", "simulate", str(tmp_path / "there"), *SMALL]
    source = str(Path(__file__).parents[2] / "src")
    environment = os.environ | {"PYTHONHASHSEED": "77", "TZ": "Asia/Tokyo", "PYTHONPATH": source}
    subprocess.run(words, check=True, env=environment, capture_output=True, timeout=patience(120))
    here, there = ((tmp_path / name / "SHA256SUMS").read_text() for name in ("here", "there"))
    assert here == there


def test_everything_gathers(tmp_path: Path) -> None:
    """Each file is gathered as it stands, and every row is accounted for."""
    made = small_county()
    folder = write(made, tmp_path / "county").folder
    happened = sum(int(h.happened.sum()) for h in made.histories)
    workspace = Workspace.create(tmp_path / "workspace", "Millshire")
    streets_of_police = gather_police_uk(workspace, [folder / "police-uk"], [])
    assert streets_of_police.rows == happened
    for name, label, id_field, count in (
        ("towns", "name", "id", 2),
        ("town-centres", "name", "id", 2),
        ("lsoa", "LSOA21NM", "LSOA21CD", 26),
        ("hot-spots", "name", "id", len(made.hot_spots)),
    ):
        path = folder / "areas" / f"{name}.geojson"
        done = gather_areas(workspace, [path], label, id_field=id_field, layer=name)
        assert (done.rows_out, done.set_aside) == (count, {})
    streets = gather_streets(workspace, folder / "streets.geojson")
    assert streets.islands == 2  # one network a town
    events = gather_events(workspace, folder / "events.csv")
    assert events.rows_out == events.rows_in
    mapping = folder / "incidents-mapping.toml"
    extract = gather_incidents(workspace, folder / "incidents.csv", mapping)
    assert extract.rows_in == happened
    assert set(extract.rejected) == {"no time"}
    assert extract.rows_out + extract.rejected["no time"] == happened
    assert len(workspace.offences()) == happened
    assert [str(m) for m in workspace.months()] == [str(m) for m in made.spec.span]
