"""``beatwise panel``: counts by area, month and type, from the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import shapely
from tests.unit.sources.street_files import row, write

from beatwise.cli.main import run
from beatwise.journeys.gather.lookup import gather_lsoa_lookup
from beatwise.journeys.gather.police_uk import gather_police_uk
from beatwise.places.areas import Area
from beatwise.places.projection import to_grid
from beatwise.records.provenance import Provenance
from beatwise.store.workspace import Workspace


# Two areas merged, one split in two at the meridian of -1.2 degrees, one left alone.
LOOKUP = (
    "lsoa11cd,lsoa21cd\nE01000001,E01000001\nE01000002,E01099901\nE01000003,E01099901\n"
    "E01000004,E01099902\nE01000004,E01099903\n"
    "E01000009,E01000009\n"
)
OLD, NEW = "2022-01", "2025-01"
SHOP = "Shoplifting"


def split_halves() -> list[Area]:
    x, y = to_grid([-1.2], [52.6])
    west = shapely.box(x[0] - 900, y[0] - 900, x[0], y[0] + 900)
    east = shapely.box(x[0], y[0] - 900, x[0] + 900, y[0] + 900)
    return [Area("E01099902", "West", "new", west), Area("E01099903", "East", "new", east)]


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Leicestershire in January 2022 (codes of 2011) and 2025; Derbyshire in 2025 only."""
    made = Workspace.create(tmp_path / "ws", "Test")
    (tmp_path / "lookup.csv").write_text(LOOKUP, "utf-8")
    gather_lsoa_lookup(made, tmp_path / "lookup.csv")
    old = [
        row(month=OLD, lsoa="E01000001"),
        row(month=OLD, lsoa="E01000002"),
        row(month=OLD, lsoa="E01000003", kind=SHOP, crime_id="a"),
        row(month=OLD, lsoa="E01000004", lon="-1.201", lat="52.6"),
        row(month=OLD, lsoa="E01000004", lon="-1.199", lat="52.6"),
        row(month=OLD, lsoa="E01000004", lon="-1.3", lat="52.7"),  # in neither half
        row(month=OLD, lsoa="", lon="", lat="", kind=SHOP, crime_id="b"),
    ]
    new = [
        row(month=NEW, lsoa="E01099901"),
        row(month=NEW, lsoa="E01099902", lon="-1.201", lat="52.6"),
        row(month=NEW, lsoa="E01000001", kind=SHOP, crime_id="c"),
    ]
    there = [row(month=NEW, lsoa="E01000009", force="Derbyshire Constabulary")]
    files = [
        write(tmp_path / "l", old, OLD),
        write(tmp_path / "l", new, NEW),
        write(tmp_path / "d", there, NEW, "derbyshire"),
    ]
    gather_police_uk(made, files)
    return made


def put(workspace: Workspace, areas: list[Area]) -> None:
    with workspace.writing() as transaction:
        transaction.put_areas("new", areas, Provenance("areas", "n", "0", "now", "own", 2, 2))


def panel(
    workspace: Workspace, capsys: pytest.CaptureFixture[str], out: Path, *words: str
) -> tuple[int, Any]:
    code = run(["panel", "--out", str(out), "--workspace", str(workspace.path), "--json", *words])
    return code, json.loads(capsys.readouterr().out)


def test_old_codes_become_new_ones(workspace, tmp_path, capsys) -> None:
    """Merged areas are joined, split ones settled by point, every row accounted for."""
    put(workspace, split_halves())
    code, done = panel(workspace, capsys, tmp_path / "p.csv")
    assert code == 0
    assert done["rows"] == {
        "read": 11, "counted": 9, "moved": 4, "by_point": 2, "without_place": 1, "unsettled": 1,
        "unknown": 0, "strayed": 0, "without_month": 0,
    }  # fmt: skip
    table = pd.read_csv(tmp_path / "p.csv")
    assert table["rows"].sum() == 9
    january = table[(table["month"] == OLD) & (table["type"] == "anti-social-behaviour")]
    assert dict(zip(january["area"], january["rows"], strict=True)) == {
        "E01000001": 1, "E01099901": 1, "E01099902": 1, "E01099903": 1,
    }  # fmt: skip


def test_without_polygons_split_rows_are_reported(workspace, tmp_path, capsys) -> None:
    """Without the areas of 2021 a split area's rows are unsettled, never shared out."""
    _, done = panel(workspace, capsys, tmp_path / "p.csv", "--type", "asb")
    assert done["rows"]["unsettled"] == 3
    assert done["types"] == ["anti-social-behaviour"]


def test_a_missing_month_is_absent_and_listed(workspace, tmp_path, capsys) -> None:
    """Derbyshire's area has no line in the month that Derbyshire did not publish."""
    _, done = panel(
        workspace, capsys, tmp_path / "p.parquet", "--months", "2022-01", "--force", "derbyshire",
        "--force", "Leicestershire",
    )  # fmt: skip
    assert done["missing"] == [{"force": "derbyshire", "month": "2022-01"}]
    _, done = panel(workspace, capsys, tmp_path / "p.parquet")
    table = pd.read_parquet(tmp_path / "p.parquet")
    assert set(table[table["area"] == "E01000009"]["month"]) == {NEW}
    assert {"force": "derbyshire", "month": "2022-01"} in done["missing"]
    assert {"force": "leicestershire", "month": "2023-05"} in done["missing"]
    assert done["months"] == [OLD, NEW]


def test_counts_on_a_layer(workspace, tmp_path, capsys) -> None:
    """A layer's areas count the located rows inside them, and bear their labels."""
    put(workspace, split_halves())
    _, done = panel(workspace, capsys, tmp_path / "p.csv", "--by", "new")
    assert (done["rows"]["counted"], done["rows"]["without_place"]) == (3, 1)
    assert done["rows"]["outside_the_layer"] == 7
    table = pd.read_csv(tmp_path / "p.csv")
    west = table[(table["label"] == "West") & (table["type"] == "anti-social-behaviour")]
    assert list(zip(west["month"], west["rows"], strict=True)) == [(OLD, 1), (NEW, 1)]


@pytest.mark.parametrize("ending", ["csv", "parquet", "xlsx", "ods"])
def test_every_ending_holds_the_same(workspace, tmp_path, capsys, ending) -> None:
    """Each kind of file holds the same counts, and is the same bytes each time."""
    import python_calamine

    out = tmp_path / f"p.{ending}"
    _, done = panel(workspace, capsys, out)
    first = out.read_bytes()
    panel(workspace, capsys, out)
    assert out.read_bytes() == first
    if ending in ("csv", "parquet"):
        table = pd.read_csv(out) if ending == "csv" else pd.read_parquet(out)
        rows = table["rows"].tolist()
    else:
        sheet = python_calamine.CalamineWorkbook.from_path(out).get_sheet_by_name("Counts")
        rows = [line[-1] for line in sheet.to_python()[3:]]
    assert (len(rows), sum(rows)) == (done["lines"], done["rows"]["counted"])


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("p.doc",), 2),
        (("p.csv", "--type", "arson at sea"), 2),
        (("p.csv", "--by", "nowhere"), 11),
        (("p.csv", "--months", "2019-01"), 11),
        (("p.csv", "--force", "kent"), 11),
    ],
)
def test_what_cannot_be_answered_is_said(workspace, tmp_path, capsys, words, code) -> None:
    """An unknown ending or type is usage; what was not gathered is missing; nothing is written."""
    ended, said = panel(workspace, capsys, tmp_path / words[0], *words[1:])
    assert ended == code == said["exit_code"]
    assert not (tmp_path / words[0]).exists()


def test_old_codes_need_the_lookup(tmp_path, capsys) -> None:
    """Months with codes of 2011 are not counted as if they were of 2021."""
    made = Workspace.create(tmp_path / "ws", "Test")
    codes = [row(month=OLD, lsoa=f"E010000{n:02d}") for n in range(100)]
    gather_police_uk(made, [write(tmp_path, codes, OLD)])
    code, said = panel(made, capsys, tmp_path / "p.csv")
    assert code == 11
    assert "beatwise gather lookup" in said["next_step"]


def test_a_missing_lookup_is_said_before_any_row_is_read(tmp_path, capsys) -> None:
    """The catalogue knows that codes are of 2011: what is wrong with a file is not reached."""
    made = Workspace.create(tmp_path / "ws", "Test")
    codes = [row(month=OLD, lsoa=f"E010000{n:02d}") for n in range(100)]
    gather_police_uk(made, [write(tmp_path, codes, OLD)])
    [entry] = made.catalogue.offences.values()
    (made.path / entry.file).unlink()
    code, said = panel(made, capsys, tmp_path / "p.csv")
    assert code == 11
    assert "beatwise gather lookup" in said["next_step"]


def test_a_split_area_is_settled_by_point_in_every_month(workspace, tmp_path, capsys) -> None:
    """Each month's file is placed by itself: a later month with old codes is settled alike."""
    put(workspace, split_halves())
    more = [row(month="2022-02", lsoa="E01000004", lon="-1.201", lat="52.6")]
    gather_police_uk(workspace, [write(tmp_path / "m", more, "2022-02")])
    _, done = panel(workspace, capsys, tmp_path / "p.csv", "--force", "leicestershire")
    assert (done["rows"]["by_point"], done["rows"]["unsettled"]) == (3, 1)
    table = pd.read_csv(tmp_path / "p.csv")
    west = table[(table["area"] == "E01099902") & (table["type"] == "anti-social-behaviour")]
    assert dict(zip(west["month"], west["rows"], strict=True)) == {OLD: 1, "2022-02": 1, NEW: 1}


def test_a_point_is_looked_up_in_the_layer_for_each_force(workspace, tmp_path, capsys) -> None:
    """Points met before and new ones between them are both placed, in every month."""
    put(workspace, split_halves())
    points = [("-1.2005", "52.601"), ("-1.201", "52.6"), ("-1.3", "52.7"), ("-1.199", "52.599")]
    more = [row(month="2022-02", lon=lon, lat=lat) for lon, lat in points]
    gather_police_uk(workspace, [write(tmp_path / "m", more, "2022-02")])
    _, done = panel(workspace, capsys, tmp_path / "p.csv", "--by", "new", "--months", "2022-02")
    assert (done["rows"]["counted"], done["rows"]["outside_the_layer"]) == (3, 1)
    _, done = panel(workspace, capsys, tmp_path / "p.csv", "--by", "new")
    assert done["rows"]["counted"] == 6


@pytest.mark.parametrize(("codes", "code"), [("E01000002", 11), ("E01000009", 0)])
def test_few_old_codes_need_the_lookup(tmp_path, capsys, codes, code) -> None:
    """Too few codes to show their year are refused where later months have others: no nought."""
    made = Workspace.create(tmp_path / "ws", "Test")
    new = [row(month=NEW, lsoa="E01099901"), row(month=NEW, lsoa="E01000009")]
    old = [row(month=OLD, lsoa=codes)]
    gather_police_uk(made, [write(tmp_path, old, OLD), write(tmp_path, new, NEW)])
    ended, done = panel(made, capsys, tmp_path / "p.csv")
    assert ended == code
    assert code == 0 or OLD in done["message"]


@pytest.mark.real
def test_real_rows_add_up(real_data: Path, tmp_path: Path, capsys) -> None:
    """Leicestershire's 247,368 rows of 27 months: every one counted or accounted for."""
    made = Workspace.create(tmp_path / "ws", "Test")
    lookup = real_data / "boundaries/lookups/lookup_lsoa11_lsoa21_ltla22.csv.gz"
    gather_lsoa_lookup(made, lookup)
    gather_police_uk(made, [real_data / "police_uk_street/leicestershire"])
    _, done = panel(made, capsys, tmp_path / "p.parquet")
    rows = done["rows"]
    fates = ("counted", "without_place", "unsettled", "unknown", "strayed", "without_month")
    assert rows["read"] == 247_368 == sum(rows[fate] for fate in fates)
    assert rows["unknown"] == rows["without_month"] == 0
    assert len(done["months"]) == 27
    assert len(done["missing"]) == 48 - 27


def test_a_type_asked_for_twice_counts_once(workspace, tmp_path, capsys) -> None:
    """The same type by two of its names is one type."""
    words = ["--type", "asb", "--type", "Anti-social behaviour"]
    code, twice = panel(workspace, capsys, tmp_path / "p.csv", *words)
    assert (code, twice["types"]) == (0, ["anti-social-behaviour"])
    _, once = panel(workspace, capsys, tmp_path / "q.csv", *words[:2])
    assert twice["rows"] == once["rows"]


@pytest.mark.parametrize("by", ["lsoa", "new"])
def test_two_processes_write_the_same_panel(workspace, tmp_path, capsys, by) -> None:
    """Whoever counted a force, the bytes and what is said of the rows are the same."""
    put(workspace, split_halves())
    code, alone = panel(workspace, capsys, tmp_path / "a" / "p.parquet", "--by", by)
    spread, out = ["--by", by, "--cluster", "local:2"], tmp_path / "b" / "p.parquet"
    assert (code, panel(workspace, capsys, out, *spread)) == (0, (0, alone))
    assert out.read_bytes() == (tmp_path / "a" / "p.parquet").read_bytes()
