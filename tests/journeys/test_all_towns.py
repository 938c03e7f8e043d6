"""``--all-towns``: every town's files and an index, the same bytes however the work is spread."""

from __future__ import annotations

import csv
import hashlib
import json
import shutil
import zipfile
from pathlib import Path

import pytest
from benchmarks import _national_archive as archive
from benchmarks._dask_cluster import Dask

from beatwise.cli.main import run
from beatwise.journeys.gather.lookup import gather_lsoa_lookup
from beatwise.journeys.gather.police_uk import gather_police_uk
from beatwise.journeys.hotspots.every_town import each_town, every_list
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
    assert [one["force"] for one in index if one["area"] == "Far Isle"] == [""]
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
        (["--area", "x", "--towns-in", "pair"], "Leave --towns-in out"),
        (["--all-towns", "--out", str(tmp_path), "--cluster", "two"], "local:2"),
    ):
        assert run([*words, *more]) == 2
        assert said in capsys.readouterr().err


@pytest.mark.parametrize("more", [["--all"], ["--layer", "pair"]])
def test_named_candidates_and_every_town_exclude_each_other(nation, capsys, more) -> None:
    """A layer beside a name would be passed over in silence."""
    asked = ["towns", "--type", "asb", "--hours", "40", "--area", "x", *more]
    assert run([*asked, "--workspace", str(nation)]) == 2
    assert "exclude" in capsys.readouterr().err


def test_something_gathered_meanwhile_ends_the_work(nation, tmp_path, monkeypatch, capsys) -> None:
    """Parts of one answer must come from the same records: no index is written."""
    copy = shutil.copytree(nation, tmp_path / "ws")

    real = each_town.town_parts

    def parts_then_gather(workspace, towns, most):
        yield from real(workspace, towns, most)
        (tmp_path / "lookup.csv").write_text("lsoa11cd,lsoa21cd\nE01000001,E01000001\n", "utf-8")
        gather_lsoa_lookup(workspace, tmp_path / "lookup.csv")

    monkeypatch.setattr(each_town, "town_parts", parts_then_gather)
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
            "--all",
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
    assert [row["area"] for row in rows if row["reason"]] == ["Far Isle"]
    assert len(rows) == 6 * 3 * 4 + 1
    assert {(row["layer"], row["type"]) for row in rows if not row["reason"]} == {
        ("towns", "Anti-social behaviour")
    }
    assert all(row["area_id"] for row in rows)
    big = [row for row in rows if row["area"] == "bedfordshire town 9"]
    falls = {(row["hours"], row["months"]): float(row["fall"] or 1) for row in big}
    assert falls["15.0", "36"] < falls["15.0", "12"] < falls["15.0", "6"]
    assert falls["15.0", "36"] <= falls["3.0", "36"]
    assert {row["hot_spots"] for row in big if row["hours"] == "3.0"} == {"1"}
    page = (tmp_path / "atlas.html").read_text("utf-8")
    assert page.count("<circle") == 2 * 7
    assert "Far Isle: " in page


@pytest.fixture(scope="module")
def uneven(nation: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pair of towns where one of the two forces has no month before October."""
    folder = tmp_path_factory.mktemp("uneven")
    source = folder / "source"
    with zipfile.ZipFile(nation.parent / "source" / "archive.zip") as archived:
        every = archived.namelist()
        late = [name for name in every if "bedfordshire" not in name or name[:7] >= "2025-10"]
        archived.extractall(source, late)
    assert len(every) - len(late) == 3
    made = Workspace.create(folder / "ws", "Uneven")
    gather_police_uk(made, [source])
    words = ["gather", "areas", str(nation.parent / "pair.geojson"), "--label", "name"]
    assert run([*words, "--layer", "pair", "--workspace", str(made.path)]) == 0
    return made.path


def test_a_town_without_the_months_is_left_out_and_the_rest_go_on(uneven, tmp_path, capsys) -> None:
    """The reason is in every index, with the town's force; the atlas names it too."""
    asked = ["atlas", "--type", "asb", "--train", "2025-07:2025-09", "--towns-in", "pair"]
    assert run([*asked, "--out", str(tmp_path), "--json", "--workspace", str(uneven)]) == 0
    left_out = json.loads(capsys.readouterr().out)["left_out"]
    assert len(left_out) == 2
    assert "none of the training months" in left_out[0]["reason"] + left_out[1]["reason"]
    asked = ["find", "--all-towns", *asked[1:], "--out", str(tmp_path), "--json"]
    assert run([*asked, "--workspace", str(uneven)]) == 0
    with (tmp_path / "index.csv").open(encoding="utf-8", newline="") as stream:
        index = {row["reason"][:20]: row["force"] for row in csv.DictReader(stream)}
    assert index["none of the training"] == "bedfordshire"


def test_the_atlas_says_which_months_have_no_data_and_which_were_left_out(uneven, tmp_path) -> None:
    """A force that lacks some of the months, and a month left out of every force."""
    asked = ["atlas", "--type", "asb", "--train", "2025-07:2025-12", "--towns-in", "pair"]
    words = ["--without", "2025-12", "--out", str(tmp_path), "--workspace", str(uneven)]
    assert run([*asked, *words]) == 0
    page = (tmp_path / "atlas.html").read_text("utf-8")
    assert "December 2025: left out of every count, as asked." in page
    assert "Bedfordshire, 1 town: no data for July 2025 to September 2025." in page
    with (tmp_path / "atlas.csv").open(encoding="utf-8", newline="") as stream:
        not_counted = {row["months_not_counted"] for row in csv.DictReader(stream)}
    assert not_counted == {"2025-12", "2025-07 2025-08 2025-09 2025-12"}


@pytest.mark.parametrize("command", ["find", "brief"])
@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["--size", "100"], 12, "100 m"),
        (["--unit", "segment"], 11, "no streets"),
        (["--train", "2019-01:2019-03"], 11, "none of 7 towns has an answer"),
    ],
)
def test_what_concerns_every_town_ends_the_run(
    nation, tmp_path, capsys, command, words, code, said
) -> None:
    """With its own exit code and no index, not the one of an earlier run either."""
    for name in ("index.csv", "index.html"):
        (tmp_path / name).write_text("of an earlier run", "utf-8")
    asked = [command, "--all-towns", "--type", "asb", "--train", "2025-07:2025-10", *words]
    assert run([*asked, "--out", str(tmp_path), "--workspace", str(nation)]) == code
    assert said in capsys.readouterr().err
    if code == 11:
        assert not (tmp_path / ("index.csv" if command == "find" else "index.html")).exists()


@pytest.mark.parametrize("command", [("find", "--all-towns"), ("brief", "--all-towns"), ("atlas",)])
def test_an_interrupted_second_run_leaves_no_false_index(
    nation, tmp_path, monkeypatch, command
) -> None:
    """The last files of the run before are gone as soon as the new one begins."""
    last = ("index.csv", "index.html", "atlas.csv", "atlas.html")
    for name in last:
        (tmp_path / name).write_text("of an earlier run", "utf-8")

    def interrupted(*words: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(each_town, "town_parts", interrupted)
    asked = [*command, "--type", "asb", "--train", "2025-07:2025-10", "--out", str(tmp_path)]
    assert run([*asked, "--workspace", str(nation)]) == 130
    left = {name for name in last if (tmp_path / name).exists()}
    gone = {"find": {"index.csv"}, "brief": {"index.html"}, "atlas": set(last[2:])}[command[0]]
    assert left == set(last) - gone


def test_a_folder_that_cannot_be_made_is_said_before_any_work(nation, tmp_path, capsys) -> None:
    """A file of that name."""
    (tmp_path / "out").write_text("a file", "utf-8")
    asked = ["find", "--all-towns", "--type", "asb", *MONTHS, "--out", str(tmp_path / "out")]
    assert run([*asked, "--workspace", str(nation)]) == 13
    assert "cannot be written into" in capsys.readouterr().err
