"""``--all-towns``: every town's files and an index, the same bytes however the work is spread."""

from __future__ import annotations

import csv
import hashlib
import json
import shutil
from pathlib import Path

import pytest
from benchmarks import _national_archive as archive
from benchmarks._dask_cluster import Dask

from beatwise.cli.main import run
from beatwise.journeys.gather.lookup import gather_lsoa_lookup
from beatwise.journeys.gather.police_uk import gather_police_uk
from beatwise.journeys.hotspots.every_town import every_list
from beatwise.store.frozen_lists import read_frozen
from beatwise.store.workspace import Workspace


MONTHS = ("--train", "2025-07:2025-10", "--score", "2025-11:2025-12")


@pytest.fixture(scope="module")
def nation(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two forces of six months, six towns, and one on nobody's ground."""
    folder = tmp_path_factory.mktemp("nation")
    source = archive.write(folder / "source", forces=2, months=6, each=1500)
    towns = json.loads((source.parent / "towns.geojson").read_text("utf-8"))
    far = json.loads(json.dumps(towns["features"][0]))
    far["properties"]["name"] = "Far Isle"
    far["geometry"]["coordinates"] = [[[0.5 + a, 58.0 + b] for a, b in _SQUARE]]
    first = [towns["features"][at] for at in (11, 13, 16, 21)]
    second = [towns["features"][archive.TOWNS + at] for at in (8, 9)]
    made = Workspace.create(folder / "ws", "Nation")
    gather_police_uk(made, [source])
    for layer, places in (("towns", [*first, *second, far]), ("pair", [first[3], second[1], far])):
        file = folder / f"{layer}.geojson"
        file.write_text(json.dumps({**towns, "features": places}), "utf-8")
        words = ["gather", "areas", str(file), "--label", "name", "--layer", layer]
        assert run([*words, "--workspace", str(made.path)]) == 0
    return made.path


_SQUARE = ((0, 0), (0.01, 0), (0.01, 0.01), (0, 0.01), (0, 0))


def lists(nation: Path, out: Path, *words: str) -> dict[str, str]:
    """Ask for every town's list and return the hash of each file."""
    asked = ["find", "--all-towns", "--type", "asb", *MONTHS, "--out", str(out)]
    assert run([*asked, "--workspace", str(nation), *words]) == 0
    return {path.name: _hash(path) for path in sorted(out.iterdir())}


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_every_town_has_its_frozen_list_and_a_line_of_the_index(nation, tmp_path, capsys) -> None:
    """A list is the one that find gives for the town alone; a town off the ground says why."""
    files = lists(nation, tmp_path / "all", "--json")
    done = json.loads(capsys.readouterr().out)
    with (tmp_path / "all" / "index.csv").open(encoding="utf-8", newline="") as stream:
        index = list(csv.DictReader(stream))
    assert (done["towns"], done["lists"], len(files), len(index)) == (7, 6, 7, 7)
    assert [one["area"] for one in done["without_list"]] == ["Far Isle"]
    assert "not on the ground" in done["without_list"][0]["reason"]
    line = index[-1]
    alone = tmp_path / "alone.geojson"
    words = ["find", "--area", f"towns:{line['area']}", "--type", "asb", *MONTHS]
    assert run([*words, "--out", str(alone), "--workspace", str(nation)]) == 0
    assert alone.read_bytes() == (tmp_path / "all" / line["file"]).read_bytes()
    assert read_frozen(alone).frozen_hash == line["frozen_hash"]
    assert sum(int(one["hot_spots"] or 0) for one in index) == done["hot_spots"] > 6


def test_two_processes_write_the_same_bytes(nation, tmp_path) -> None:
    """Nothing depends on who worked a town, or when."""
    alone = lists(nation, tmp_path / "one")
    assert lists(nation, tmp_path / "two", "--cluster", "local:2") == alone


def test_a_cluster_writes_the_same_bytes_though_a_worker_is_killed(
    nation, tmp_path, monkeypatch
) -> None:
    """A scheduler and two workers of their own; one ends when the first town is written."""
    alone = lists(nation, tmp_path / "one")
    monkeypatch.setattr("beatwise.journeys.hotspots.every_town.town_part.MOST_TOWNS", 1)
    cluster = Dask(tmp_path)
    try:
        cluster.add_worker()
        cluster.add_worker()
        real = every_list.write_whole

        def write_and_kill(path: Path, content: bytes) -> None:
            cluster.workers[0].kill()
            real(path, content)

        monkeypatch.setattr(every_list, "write_whole", write_and_kill)
        assert lists(nation, tmp_path / "cluster", "--cluster", cluster.address) == alone
        assert cluster.workers[0].wait() != 0
    finally:
        cluster.end()


def test_what_is_asked_must_be_clear(nation, tmp_path, capsys) -> None:
    """Areas and every town exclude each other; one is needed; every town needs a folder."""
    words = ["find", "--type", "asb", *MONTHS, "--workspace", str(nation)]
    for more, said in (
        ([], "--all-towns"),
        (["--all-towns"], "folder"),
        (["--all-towns", "--area", "x", "--out", str(tmp_path)], "exclude"),
        (["--area", "x", "--cluster", "local:2"], "one process"),
        (["--all-towns", "--out", str(tmp_path), "--cluster", "two"], "local:2"),
    ):
        assert run([*words, *more]) == 2
        assert said in capsys.readouterr().err


def test_something_gathered_meanwhile_ends_the_work(nation, tmp_path, monkeypatch, capsys) -> None:
    """Parts of one answer must come from the same records: no index is written."""
    copy = shutil.copytree(nation, tmp_path / "ws")

    real = every_list.town_parts

    def parts_then_gather(workspace, towns):
        yield from real(workspace, towns)
        (tmp_path / "lookup.csv").write_text("lsoa11cd,lsoa21cd\nE01000001,E01000001\n", "utf-8")
        gather_lsoa_lookup(workspace, tmp_path / "lookup.csv")

    monkeypatch.setattr(every_list, "town_parts", parts_then_gather)
    asked = ["find", "--all-towns", "--type", "asb", *MONTHS, "--out", str(tmp_path / "out")]
    assert run([*asked, "--workspace", str(copy)]) == 13
    assert "gathered while" in capsys.readouterr().err
    assert not (tmp_path / "out" / "index.csv").exists()


def test_every_towns_brief_and_a_first_page(nation, tmp_path, capsys) -> None:
    """The page leads to each brief, draws the towns, and says why one has none."""
    asked = ["brief", "--all-towns", "--towns-in", "pair", "--type", "asb", *MONTHS]
    assert run([*asked, "--workspace", str(nation), "--out", str(tmp_path), "--json"]) == 0
    done = json.loads(capsys.readouterr().out)
    assert (done["briefs"], done["files"]) == (2, 2 * 8 + 1)
    assert [one["area"] for one in done["without_brief"]] == ["Far Isle"]
    page = (tmp_path / "index.html").read_text("utf-8")
    briefs = sorted(path.name for path in tmp_path.glob("*-brief.html"))
    assert len(briefs) == 2
    assert all(f'href="{name}"' in page for name in briefs)
    assert page.count("<circle") == 2 * 3
    assert "Far Isle: " in page


@pytest.mark.parametrize(
    "words",
    [
        (
            "towns",
            "--hours",
            "40",
            "--minimum",
            "1",
            "--layer",
            "pair",
            "--train",
            "2025-07:2025-12",
        ),
        ("accuracy", *MONTHS),
    ],
)
def test_two_processes_give_the_same_table(nation, capsys, words) -> None:
    """Towns compared and forces scored, to the digit; a town off the ground is left out of both."""
    asked = [*words, "--type", "asb", "--json", "--workspace", str(nation)]
    assert run(asked) == 0
    alone = capsys.readouterr().out
    assert run([*asked, "--cluster", "local:2"]) == 0
    assert capsys.readouterr().out == alone


def test_a_power_atlas_of_every_town(nation, tmp_path, capsys) -> None:
    """More months and more hours can tell a smaller fall; the page draws every town."""
    asked = ["atlas", "--type", "asb", "--train", "2025-07:2025-12", "--workspace", str(nation)]
    assert run([*asked, "--out", str(tmp_path), "--json"]) == 0
    done = json.loads(capsys.readouterr().out)
    assert (done["towns"], [one["area"] for one in done["left_out"]]) == (7, ["Far Isle"])
    with (tmp_path / "atlas.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert len(rows) == 6 * 3 * 4
    big = [row for row in rows if row["area"] == "bedfordshire town 9"]
    falls = {(row["hours"], row["months"]): float(row["fall"] or 1) for row in big}
    assert falls["15.0", "36"] < falls["15.0", "12"] < falls["15.0", "6"]
    assert falls["15.0", "36"] <= falls["3.0", "36"]
    assert {row["hot_spots"] for row in big if row["hours"] == "3.0"} == {"1"}
    page = (tmp_path / "atlas.html").read_text("utf-8")
    assert page.count("<circle") == 2 * 7
    assert "Far Isle: " in page
