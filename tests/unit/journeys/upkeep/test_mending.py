"""What is damaged is gathered again from the same bytes, or the reader is told why not."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.unit.sources.street_files import row, write

import beatwise
from beatwise.errors import BadInput
from beatwise.journeys.gather.police_uk import gather_police_uk
from beatwise.journeys.upkeep.workspace_check import check_workspace
from beatwise.store.workspace import Workspace


COUNTY = "county"


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A whole county, gathered once; tests damage copies of it."""
    made = tmp_path_factory.mktemp("sound")
    example = beatwise.example().path.parent
    shutil.copytree(example / "county", made / COUNTY)
    workspace = Workspace.create(made / "ws", "Ours")
    county = made / COUNTY
    gather_police_uk(workspace, [county / "police-uk"])
    beatwise.gather_areas(workspace, [county / "areas" / "towns.geojson"], "name", layer="towns")
    incidents = county / "incidents.csv"
    beatwise.gather_incidents(workspace, incidents, county / "incidents-mapping.toml")
    return made


@pytest.fixture
def place(sound: Path, tmp_path: Path) -> Path:
    """A copy of the workspace; its sources lie where they were."""
    shutil.copytree(sound / "ws", tmp_path / "ws")
    return tmp_path / "ws"


def month(place: Path, at: int = 0) -> Path:
    return sorted((place / "data" / "offences").rglob("*.parquet"))[at]


def test_a_sound_workspace_is_whole(place) -> None:
    """A copy of a workspace is whole, with the files of every kind counted."""
    report = check_workspace(place)
    assert report.whole
    assert report.counts == {"police-uk": 24, "areas": 1, "incidents": 1}
    assert (report.files, report.strays, report.mended) == ([], [], [])


def test_a_month_copied_over_another_is_noticed_and_mended(place) -> None:
    """No count is given from another month's file, and mending gives the right one again."""
    right = len(Workspace.open(place).offences())
    shutil.copy2(month(place, 1), month(place, 0))
    with pytest.raises(BadInput, match="not those that were gathered"):
        Workspace.open(place).offences()
    [fault] = check_workspace(place).files
    assert (fault.kind, fault.name) == ("police-uk", "millshire 2024-01")
    report = check_workspace(place, mend=True)
    assert report.whole
    assert report.mended == [
        "millshire 2024-01 was gathered again from 2024-01-millshire-street.csv."
    ]
    assert report.strays == [f"{month(place).relative_to(place).as_posix()}.damaged"]
    assert len(Workspace.open(place).offences()) == right


def test_everything_deleted_comes_back(place) -> None:
    """Months, layers and extracts are all gathered again when the data folder is gone."""
    workspace = Workspace.open(place)
    right = len(workspace.offences()), len(workspace.incidents()), workspace.areas()[0].label
    shutil.rmtree(place / "data")
    with pytest.raises(BadInput, match="the file is missing"):
        Workspace.open(place).areas()
    report = check_workspace(place, mend=True)
    assert report.whole
    assert len(report.mended) == 27  # 24 months, their recorded points, areas and incidents
    again = Workspace.open(place)
    assert (len(again.offences()), len(again.incidents()), again.areas()[0].label) == right


def test_a_source_that_has_changed_is_not_taken(place, sound, tmp_path) -> None:
    """Mending takes only the bytes that were gathered; another file is named and left."""
    shutil.copytree(sound / COUNTY, tmp_path / "later")
    workspace = Workspace.open(place)
    events = tmp_path / "later" / "events.csv"
    beatwise.journeys.gather.events.gather_events(workspace, events)
    events.write_text(events.read_text("utf-8") + "New,cctv,2025-05,,,,,\n", "utf-8")
    [path] = (place / "data" / "events").iterdir()
    path.unlink()
    report = check_workspace(place, mend=True)
    assert not report.whole
    assert "has changed since" in report.not_mended[0]
    assert report.files[0].command.startswith(f"beatwise gather events {events}")
    events.unlink()
    assert "no longer there" in check_workspace(place, mend=True).not_mended[0]


def test_without_known_sources_the_file_to_give_again_is_named(place) -> None:
    """Where nobody knows where a source lies, its name and the command are printed."""
    (place / ".sources.json").unlink()
    month(place).unlink()
    report = check_workspace(place, mend=True)
    assert "2024-01-millshire-street.csv" in report.not_mended[0]
    assert "beatwise gather police-uk 2024-01-millshire-street.csv" in report.files[0].command


def test_gathering_the_same_source_again_mends(place, sound) -> None:
    """A damaged month is not 'nothing new': gathering its source again makes its file again."""
    month(place, 3).write_bytes(b"PAR1")
    done = gather_police_uk(Workspace.open(place), [sound / COUNTY / "police-uk"])
    assert ([e.month % 12 + 1 for e in done.added], done.unchanged) == ([4], 23)
    assert "was damaged and was made again" in done.notes[0]
    assert check_workspace(place).whole


def test_a_layer_and_an_extract_gathered_again_are_mended(place, sound) -> None:
    """The same file gathered again replaces a damaged table or layer."""
    for path in [*(place / "data" / "areas").iterdir(), *(place / "data" / "incidents").iterdir()]:
        path.write_bytes(b"")
    workspace, county = Workspace.open(place), sound / COUNTY
    towns = county / "areas" / "towns.geojson"
    assert beatwise.gather_areas(workspace, [towns], "name", layer="towns").changed
    mapping = county / "incidents-mapping.toml"
    assert beatwise.gather_incidents(workspace, county / "incidents.csv", mapping).changed
    assert check_workspace(place).whole


def test_a_damaged_extract_of_two_files_says_what_else_it_held(place, sound, tmp_path) -> None:
    """Gathering one of two files into a damaged table names the other, and mending takes both."""
    county = sound / COUNTY
    more = tmp_path / "more.csv"
    lines = (county / "incidents.csv").read_text("utf-8").splitlines()
    more.write_text("\n".join([lines[0], lines[1].replace(lines[1].split(",")[0], "ZZ9")]) + "\n")
    mapping = county / "incidents-mapping.toml"
    beatwise.gather_incidents(Workspace.open(place), more, mapping)
    right = len(Workspace.open(place).incidents())
    shutil.copytree(place, tmp_path / "other")
    for folder in (place, tmp_path / "other"):
        for path in (folder / "data" / "incidents").iterdir():
            path.write_bytes(b"")
    assert check_workspace(place, mend=True).whole
    assert len(Workspace.open(place).incidents()) == right
    done = beatwise.gather_incidents(Workspace.open(tmp_path / "other"), more, mapping)
    assert "it also held incidents.csv: gather it again" in done.notes[-1]


def test_an_edited_catalogue_is_put_back_from_its_copy(place) -> None:
    """A count that somebody changed in the catalogue is refused, and mending brings it back."""
    path = place / "catalogue.json"
    right = path.read_bytes()
    path.write_bytes(right.replace(b'"rows": 2', b'"rows": 3', 1))
    with pytest.raises(BadInput, match="check --mend"):
        Workspace.open(place)
    assert not check_workspace(place).whole
    report = check_workspace(place, mend=True)
    assert report.whole
    assert path.read_bytes() == right
    assert (place / "catalogue.json.damaged").exists()


def test_a_restated_month_beside_a_damaged_one(tmp_path) -> None:
    """A newer file takes a damaged month's place, and says that nobody can compare them."""
    workspace = Workspace.create(tmp_path / "ws", "Ours")
    gather_police_uk(workspace, [write(tmp_path / "old", [row()])])
    month(workspace.path).write_bytes(b"")
    done = gather_police_uk(workspace, [write(tmp_path / "new", [row(), row()])])
    assert (done.rows, done.restated) == (2, [])
    assert "nobody can say what the new one changed" in done.notes[0]
    assert check_workspace(workspace.path).whole
