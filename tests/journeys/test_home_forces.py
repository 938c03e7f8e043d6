"""What was not gathered is never zero: one county gathered, its neighbour not."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest
from tests.unit.sources.street_files import row, write

from beatwise.cli.main import run


# A county of 12 × 12 places about a kilometre apart; with the next county to its east.
PLACES = [(-1.20 + 0.015 * c, 52.60 + 0.009 * r) for c in range(12) for r in range(12)]
EAST = [(lon + 0.3, lat) for lon, lat in PLACES]
MONTHS = ("2025-01", "2025-02", "2025-03", "2025-04", "2025-05", "2025-06")
AREAS = {
    "Midtown": (-1.14, 52.63, -1.11, 52.65),
    "Quiet": (-1.1236, 52.6605, -1.1214, 52.6615),
    "Eastham": (-0.83, 52.63, -0.80, 52.65),
    "Sea": (2.4, 53.5, 2.5, 53.6),
}


def box(west: float, south: float, east: float, north: float) -> dict[str, object]:
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def layer(path: Path, areas: dict[str, tuple[float, ...]], codes: bool = False) -> Path:
    features = [
        {
            "type": "Feature",
            "properties": {"name": name, "code": f"E2300000{at}" if codes else name},
            "geometry": box(*bounds),
        }
        for at, (name, bounds) in enumerate(areas.items())
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
    return path


def rows(month: str, places, force: str, each: int) -> list[str]:
    return [
        row(f"{force}{month}{at}{n}", month=month, lon=f"{lon:.6f}", lat=f"{lat:.6f}", force=force,
            kind="Shoplifting")
        for at, (lon, lat) in enumerate(places) for n in range(each)
    ]  # fmt: skip


def files(folder: Path) -> Path:
    """Leicestershire for three months, spilling one row over; transport police for six."""
    for month in MONTHS[:3]:
        own = rows(month, PLACES, "Leicestershire Police", 3)
        write(folder, [*own, *rows(month, [(-0.815, 52.64)], "Leicestershire Police", 1)], month)
    for month in MONTHS:
        rail = rows(month, PLACES[60:70] + EAST[60:70], "British Transport Police", 2)
        write(folder, rail, month, "btp")
    return folder


@pytest.fixture(params=["months first", "areas first"])
def workspace(request, tmp_path: Path) -> str:
    """The county gathered in either order."""
    folder = str(tmp_path / "ws")
    months = ["gather", "police-uk", str(files(tmp_path / "in")), "-w", folder]
    towns = layer(tmp_path / "towns.geojson", AREAS)
    areas = ["gather", "areas", str(towns), "--label", "name", "--layer", "towns", "-w", folder]
    assert run(["init", folder, "--name", "Test"]) == 0
    for step in (months, areas) if request.param == "months first" else (areas, months):
        assert run(step) == 0
    return folder


def gather_boundaries(folder: str, tmp_path: Path) -> None:
    forces = {
        "Leicestershire": (-1.3, 52.5, -1.0, 52.8), "Lincolnshire": (-1.0, 52.5, -0.5, 52.8),
    }  # fmt: skip
    file = str(layer(tmp_path / "forces.geojson", forces, codes=True))
    words = ["gather", "areas", file, "--label", "name", "--id", "code", "--layer", "forces"]
    assert run([*words, "-w", folder]) == 0


def find(folder: str, area: str, *words: str) -> list[str]:
    months = ("--type", "shoplifting", "--train", "2025-01:2025-06")
    return ["find", "--area", area, *months, "-w", folder, *words]


@pytest.mark.parametrize("area", ["Eastham", "Sea"])
def test_ground_that_was_not_gathered_is_missing_data(workspace, capsys, area) -> None:
    """A town of the next county and a square of sea give exit 11 in find and brief, no zeros."""
    assert run(find(workspace, area)) == 11
    assert run(["brief", "--area", area, "--out", f"{workspace}/out", "-w", workspace]) == 11
    assert "not zero" in capsys.readouterr().err
    assert not Path(workspace, "out").exists()


def test_a_quiet_area_within_is_a_true_zero(workspace, capsys) -> None:
    """A field without any row, with villages around it, has no record and exit 0."""
    capsys.readouterr()
    assert run(find(workspace, "Quiet", "--json")) == 0
    done = json.loads(capsys.readouterr().out)
    assert done["totals"] == {"shoplifting": 0}
    assert done["ledger"]["ground"]["forces"] == ["leicestershire"]
    assert done["ledger"]["ground"]["decided_by"] == "rows"


def test_transport_police_add_no_months(workspace, capsys) -> None:
    """Three months of the home force are three, though others recorded there for six."""
    capsys.readouterr()
    assert run(find(workspace, "Midtown", "--json")) == 0
    train = json.loads(capsys.readouterr().out)["ledger"]["train"]
    assert (train["present"], train["missing"]) == (3, list(MONTHS[3:]))
    assert run(["towns", "--type", "shoplifting", "--hours", "10", "-w", workspace, "--json"]) == 0
    towns = json.loads(capsys.readouterr().out)
    assert towns["train"] == "2025-01:2025-03"
    assert sorted(town["area"] for town in towns["towns"]) == ["Midtown", "Quiet"]
    assert sorted(towns["not_gathered"]) == ["Eastham", "Sea"]


def test_a_panel_leaves_out_other_ground_and_keeps_true_zeros(workspace, tmp_path, capsys) -> None:
    """Areas on other ground are absent and listed; the quiet one has its zeros."""
    capsys.readouterr()
    out = tmp_path / "p.csv"
    words = ["panel", "--by", "towns", "--type", "shoplifting", "--out", str(out), "--json"]
    assert run([*words, "-w", workspace]) == 0
    done = json.loads(capsys.readouterr().out)
    table = pd.read_csv(out)
    assert set(table["area"]) == {"Midtown", "Quiet"}
    assert set(table["month"]) == set(MONTHS[:3])
    assert table.loc[table["area"] == "Quiet", "rows"].tolist() == [0, 0, 0]
    assert [line["label"] for line in done["not_gathered"]] == ["Eastham", "Sea"]
    assert (
        sum(n for name, n in done["rows"].items() if name not in ("read", "in_several"))
        == (done["rows"]["read"])
    )


def test_boundaries_name_the_force_to_gather(workspace, tmp_path, capsys) -> None:
    """Force boundaries decide, and the ledger counts points outside without a second gather."""
    gather_boundaries(workspace, tmp_path)
    capsys.readouterr()
    assert run(find(workspace, "Eastham")) == 11
    assert f"gather police-uk --workspace {workspace} SOURCE --force lincolnshire" in (
        capsys.readouterr().err
    )
    assert run(["ledger", "--json", "-w", workspace]) == 0
    ledger = json.loads(capsys.readouterr().out)["ledger"]
    home = [line for line in ledger if line["force"] == "leicestershire" and line["present"]]
    assert [line["outside"] for line in home] == [1, 1, 1]


def test_a_town_over_the_border_says_what_is_missing(workspace, tmp_path, capsys) -> None:
    """A third of the area on ground that was not gathered is said first among its notes."""
    gather_boundaries(workspace, tmp_path)
    across = layer(tmp_path / "across.geojson", {"Across": (-1.04, 52.63, -0.98, 52.65)})
    words = ["gather", "areas", str(across), "--label", "name", "--layer", "own"]
    assert run([*words, "-w", workspace]) == 0
    capsys.readouterr()
    assert run(find(workspace, "Across", "--json")) == 0
    note = json.loads(capsys.readouterr().out)["notes"][0]
    assert note.startswith("Only 67% of the area is on the ground of leicestershire")
    assert "lincolnshire" in note


def test_an_older_workspace_is_settled_when_it_is_read(workspace, capsys) -> None:
    """A catalogue without the kept table gives the same answers."""
    path = Path(workspace, "catalogue.json")
    document = json.loads(path.read_text("utf-8"))
    assert document.pop("derived")
    del (
        document["saves"],
        document["sha256"],
        document["sha256_of_bytes"],
    )  # an older catalogue has no seal either
    Path(workspace, ".catalogue-copy.json").unlink()
    path.write_text(json.dumps(document), "utf-8")
    assert run(find(workspace, "Sea")) == 11
    assert run(find(workspace, "Quiet")) == 0
    assert run(["ledger", "-w", workspace]) == 0
    assert json.loads(path.read_text("utf-8"))["derived"]
