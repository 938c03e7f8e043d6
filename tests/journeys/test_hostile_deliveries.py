"""Deliveries that look sound and are not: refused, or said, each as a kind."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import xlsxwriter
from tests.unit.sources.street_files import row, text, write

from beatwise.cli.main import run
from beatwise.clock import MonthRange
from beatwise.errors import BadInput
from beatwise.journeys.gather.areas import gather_areas
from beatwise.journeys.gather.incidents import gather_incidents
from beatwise.journeys.gather.police_uk import gather_police_uk
from beatwise.journeys.hotspots.brief import write_briefs
from beatwise.journeys.hotspots.find import find
from beatwise.store.workspace import Workspace


MAPPING = """\
name = "Extract"
[columns]
id = "Ref"
time = "When"
easting = "X"
northing = "Y"
type = "Offence"
[values.type]
"SHOP" = "shoplifting"
"""
TRAIN, SCORE = map(MonthRange.parse, ("2024-01:2024-05", "2024-06:2024-07"))
HEAD = "Ref,When,X,Y,Offence\n"
RING = [[-1.222, 52.616], [-1.202, 52.616], [-1.202, 52.628], [-1.222, 52.628], [-1.222, 52.616]]


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """An empty workspace."""
    return Workspace.create(tmp_path / "ws", "Made")


def month(name: str, number: int = 30, ids: str = "{month}-{at}") -> list[str]:
    """Half anti-social behaviour, half shoplifting, at six points."""
    rows = []
    for at in range(number):
        theft = bool(at % 2)
        place = {
            "lon": f"{-1.2179 + 0.0012 * (at % 3):.6f}", "lat": f"{52.6178 + 0.0012 * (at % 2):.6f}"
        }  # fmt: skip
        kind = "Shoplifting" if theft else "Anti-social behaviour"
        crime_id = ids.format(month=name, at=at) if theft else ""
        rows.append(row(crime_id, month=name, kind=kind, **place))
    return rows


@pytest.mark.parametrize("crime_id", ["1.23457E+15", "########", "#REF!"])
def test_crime_ids_that_a_spreadsheet_rewrote_are_refused(workspace, tmp_path, crime_id):
    """Their ends are lost: counted by them, nearly every record would be a repeat."""
    write(tmp_path / "in", month("2024-01", ids=crime_id), "2024-01")
    with pytest.raises(BadInput, match="spreadsheet program has rewritten") as refusal:
        gather_police_uk(workspace, [tmp_path / "in"])
    assert str(refusal.value.place).endswith("row 3")


def test_a_month_that_is_another_under_its_date_is_said(workspace, tmp_path):
    """Its anti-social behaviour has no Crime ID to be known by, and counts in both."""
    for name in ("2024-05", "2024-07"):
        write(tmp_path / "in", month(name, 60), name)
    copy = [line.replace(",2024-05,", ",2024-06,") for line in month("2024-05", 60)]
    write(tmp_path / "in", copy, "2024-06")
    notes = gather_police_uk(workspace, [tmp_path / "in"]).notes
    [note] = [note for note in notes if "copy of the other" in note]
    assert "30 of the 30 Crime IDs of 2024-06 are those of 2024-05" in note


def test_repeats_beside_records_of_its_own_make_no_copy(workspace, tmp_path):
    """However many they are, they are left out and the month's own records count."""
    write(tmp_path / "in", month("2024-05", 60), "2024-05")
    few = [line.replace(",2024-05,", ",2024-06,") for line in month("2024-05", 60)[1::2]]
    write(tmp_path / "in", [*month("2024-06", 40), *few], "2024-06")
    notes = gather_police_uk(workspace, [tmp_path / "in"]).notes
    assert not any("copy of the other" in note for note in notes)
    assert len(workspace.offences()) == 60 + 40


def test_a_file_of_another_force_than_its_name_says_is_said(workspace, tmp_path):
    """The name decides and the output says so; a force that changed its name is no other."""
    rows = [row("a" * 64, kind="Shoplifting", force="Derbyshire Constabulary")]
    write(tmp_path / "in", rows)
    notes = gather_police_uk(workspace, [tmp_path / "in"]).notes
    assert any("says leicestershire" in note and "Derbyshire Constab" in note for note in notes)
    name = "Hampshire and Isle of Wight Constabulary"
    write(tmp_path / "south", [row("b" * 64, force=name, kind="Drugs")], force="hampshire")
    assert not any(
        "reported by" in n for n in gather_police_uk(workspace, [tmp_path / "south"]).notes
    )


def test_a_second_download_beside_the_first_is_named(workspace, tmp_path, capsys):
    """A browser calls it "(1)": it is left alone, and the output says which file that is."""
    path = write(tmp_path / "in", month("2024-01"), "2024-01")
    again = path.with_name("2024-01-leicestershire-street (1).csv")
    again.write_bytes(text(month("2024-01", 40)))
    assert run(["gather", "police-uk", str(tmp_path / "in"), "-w", str(workspace.path)]) == 0
    told = capsys.readouterr()
    assert again.name in told.out + told.err


def test_a_list_with_gaps_between_its_months_has_no_comparison(workspace, tmp_path, capsys):
    """Where no three months in a row are followed by another, nothing can be compared."""
    for name in ("2024-01", "2024-03", "2024-05", "2024-07"):
        write(tmp_path / "in", month(name), name)
    towns = tmp_path / "towns.geojson"
    shape = {"type": "Polygon", "coordinates": [RING]}
    feature = {"type": "Feature", "properties": {"name": "Gapby"}, "geometry": shape}
    towns.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    gather_police_uk(workspace, [tmp_path / "in"])
    gather_areas(workspace, [towns], "name", layer="towns")
    found = find(workspace, "Gapby", "asb", "2024-01:2024-05", "2024-06:2024-07")
    assert found.accuracy is not None
    assert found.accuracy.against_grid.verdict == "not compared"
    words = ("--area", "Gapby", "--type", "asb", "--train", "2024-01:2024-05")
    assert run(["find", *words, "--score", "2024-07:2024-07", "-w", str(workspace.path)]) == 0
    screen = " ".join(capsys.readouterr().out.split())
    assert "Against the fixed grid: not compared: no three months with data" in screen
    assert "nan" not in screen
    out = tmp_path / "brief"
    write_briefs(workspace, ["Gapby"], out, types=["asb"], train=TRAIN, score=SCORE)
    assert ">nan" not in (out / "gapby-report.html").read_text()


def test_a_map_layer_in_utf16_is_told_so(workspace, tmp_path):
    """It is GeoJSON all right: advice to give GeoJSON would help nobody."""
    towns = tmp_path / "towns.geojson"
    towns.write_bytes(json.dumps({"type": "FeatureCollection", "features": []}).encode("utf-16"))
    with pytest.raises(BadInput, match="UTF-16"):
        gather_areas(workspace, [towns], "name", layer="towns")


def gathered(workspace: Workspace, folder: Path, rows: str):
    """Gather a small extract."""
    (folder / "map.toml").write_text(MAPPING)
    (folder / "in.csv").write_text(HEAD + rows, encoding="utf-8")
    return gather_incidents(workspace, folder / "in.csv", folder / "map.toml")


def test_dates_of_an_extract_that_can_be_read_both_ways_are_said(workspace, tmp_path):
    """The note writes one out and says how to have it the other way; the mapping settles it."""
    rows = "1,03/04/2025 10:00,458700,304500,SHOP\n2,05/06/2025 10:00,458700,304500,SHOP\n"
    notes = " ".join(gathered(workspace, tmp_path, rows).notes)
    assert "03/04/2025 10:00 as 3 April 2025" in notes
    assert "%m/%d/%Y" in notes
    (tmp_path / "map.toml").write_text(MAPPING + '[formats]\ndates = ["%m/%d/%Y %H:%M"]\n')
    again = gather_incidents(workspace, tmp_path / "in.csv", tmp_path / "map.toml")
    assert "3 April" not in " ".join(again.notes)
    assert sorted(workspace.incidents()["start"].dt.month) == [3, 5]


def test_incidents_in_the_future_and_places_in_kilometres_are_said(workspace, tmp_path):
    """Neither is taken in as if it were sound."""
    rows = "1,13/05/2075 10:00,458700,304500,SHOP\n2,13/05/2025 10:00,458.7,304.5,SHOP\n"
    read = gathered(workspace, tmp_path, rows)
    assert any("1 incident dated in the future, up to 2075-05-13" in note for note in read.notes)
    assert read.adjusted == {"not located: coordinates outside Great Britain": 1}


def test_references_that_a_spreadsheet_rewrote_are_refused(workspace, tmp_path):
    """Two records of one rewritten reference cannot be told apart."""
    with pytest.raises(BadInput, match=r"1.2E\+10"):
        gathered(workspace, tmp_path, "1.2E+10,13/05/2025 10:00,458700,304500,SHOP\n")


def test_a_hidden_sheet_that_was_left_alone_is_named(workspace, tmp_path):
    """The sheet that a person sees is read, and the other is named."""
    (tmp_path / "map.toml").write_text(MAPPING)
    book = xlsxwriter.Workbook(str(tmp_path / "in.xlsx"))
    for name in ("Data", "More"):
        sheet = book.add_worksheet(name)
        sheet.write_row(0, 0, HEAD.strip().split(","))
        sheet.write_row(1, 0, [name, "13/05/2025 10:00", 458700, 304500, "SHOP"])
    book.get_worksheet_by_name("More").activate()
    book.get_worksheet_by_name("More").set_first_sheet()
    book.get_worksheet_by_name("Data").hide()
    book.close()
    read = gather_incidents(workspace, tmp_path / "in.xlsx", tmp_path / "map.toml")
    assert workspace.incidents()["id"].tolist() == ["More"]
    assert any("hides were left alone: 'Data'" in note for note in read.notes)
