"""Gathering street files into a workspace, as the command does it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
import shapely
from tests.patience import patience, until
from tests.unit.sources.misbehaving_server import cuts_off, serving, whole
from tests.unit.sources.street_files import row, text, write, zipped

from beatwise.cli.main import run
from beatwise.clock import MonthRange
from beatwise.errors import BadInput
from beatwise.journeys.gather.police_uk import gather_police_uk
from beatwise.places.areas import Area, Bounds
from beatwise.records.provenance import Provenance
from beatwise.store.workspace import Workspace


SHOP = {"kind": "Shoplifting", "outcome": "Under investigation"}


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace.create(tmp_path / "ws", "Towns")


def gather(workspace: Workspace, *sources, **options) -> tuple[int, dict]:
    """Run the command with ``--json``; give its exit code and what it printed."""
    import contextlib
    import io

    words = [
        "gather",
        "police-uk",
        *map(str, sources),
        "--workspace",
        str(workspace.path),
        "--json",
    ]
    for force in options.get("forces", []):
        words += ["--force", force]
    with contextlib.redirect_stdout(io.StringIO()) as out:
        code = run(words)
    return code, json.loads(out.getvalue())


def state(workspace: Workspace) -> dict[Path, bytes]:
    return {p: p.read_bytes() for p in workspace.path.rglob("*") if p.is_file()}


def test_a_folder_of_months_is_gathered(workspace, tmp_path):
    """Months become offences that can be asked for by month, type and rectangle."""
    write(tmp_path / "in", [row(), row("a", **SHOP)])
    write(tmp_path / "in", [row("b", month="2025-03", lon="", lat="", **SHOP)], "2025-03")
    code, printed = gather(workspace, tmp_path / "in")
    assert (code, printed["rows"], printed["unchanged"]) == (0, 3, 0)
    opened = Workspace.open(workspace.path)
    assert [str(m) for m in opened.months()] == ["2025-01", "2025-03"]
    assert opened.ledger()["present"].tolist() == [True, False, True]
    assert len(opened.offences(types=["shoplifting"])) == 2
    assert len(opened.offences(months=MonthRange.parse("2025-03"))) == 1
    assert len(opened.offences(bounds=Bounds(453000, 302000, 454000, 303000))) == 2
    assert list(opened.offences(columns=["month", "easting"])) == ["month", "easting"]
    assert len(opened.offences(forces=["kent"])) == 0


@pytest.mark.parametrize("damage", ["another month's", "cut short", "gone"])
def test_the_ledger_is_given_for_the_files_that_were_counted(workspace, tmp_path, damage):
    """Its numbers were counted at gathering: of a month whose file is another's it says nothing."""
    for month in ("2025-01", "2025-02"):
        write(tmp_path / "in", [row(month=month)], month)
    gather(workspace, tmp_path / "in")
    one, other = sorted((workspace.path / "data" / "offences").rglob("*.parquet"))
    assert run(["ledger", "--workspace", str(workspace.path)]) == 0
    if damage == "gone":
        one.unlink()
    else:
        one.write_bytes(other.read_bytes() if damage[0] == "a" else one.read_bytes()[:50])
    with pytest.raises(BadInput, match="It is part of the workspace") as caught:
        Workspace.open(workspace.path).ledger()
    assert caught.value.place == str(one)
    assert run(["ledger", "--workspace", str(workspace.path)]) == 10


def test_gathering_twice_changes_nothing(workspace, tmp_path):
    """The second time every byte of the workspace stays as it was, in whatever packing it comes."""
    path = write(tmp_path / "in", [row(), row("a", **SHOP)])
    gather(workspace, tmp_path / "in")
    before = state(workspace)
    packed = zipped(tmp_path / "2026-01.zip", {f"2025-01/{path.name}": path.read_bytes()})
    for source in (tmp_path / "in", packed):
        code, printed = gather(workspace, source)
        assert (code, printed["added"], printed["unchanged"]) == (0, [], 1)
    assert state(workspace) == before


def test_a_newer_archive_shows_what_it_restated(workspace, tmp_path):
    """The file gathered later stands, and the ledger says how many rows it changed."""
    gather(workspace, write(tmp_path / "old", [row(), row(), row("a", **SHOP), row("b", **SHOP)]))
    charged = {**SHOP, "outcome": "Offender given a caution"}
    newer = write(tmp_path / "new", [row(), row("a", **charged), row("c", **SHOP)])
    code, printed = gather(workspace, newer)
    [restated] = printed["restated"]
    assert code == 0
    assert {k: restated[k] for k in ("added", "removed", "changed", "outcome", "place")} == {
        "added": 1, "removed": 2, "changed": 1, "outcome": 1, "place": 0,
    }  # fmt: skip
    opened = Workspace.open(workspace.path)
    assert len(opened.offences()) == 3
    assert opened.ledger()["restated"].tolist() == [4]
    assert len(opened.restatements()) == 1


def test_an_older_file_does_not_come_back(workspace, tmp_path):
    """A file that a newer one replaced is kept out when it is gathered again."""
    old, new = write(tmp_path / "old", [row()]), write(tmp_path / "new", [row(), row()])
    gather(workspace, old)
    gather(workspace, new)
    code, printed = gather(workspace, old)
    assert (code, printed["added"]) == (0, [])
    assert "kept out" in printed["notes"][0]
    assert len(Workspace.open(workspace.path).offences()) == 2


def test_an_older_dated_archive_does_not_replace_a_newer_one(workspace, tmp_path):
    """Archives are named for their month: the later one stands, whichever was gathered first."""
    member = "2025-01/2025-01-kent-street.csv"
    older = zipped(tmp_path / "2025-06.zip", {member: text([row()])})
    newer = zipped(tmp_path / "2025-12.zip", {member: text([row(), row()])})
    gather(workspace, newer)
    _, printed = gather(workspace, older)
    assert "older than 2025-12" in printed["notes"][0]
    both = Workspace.create(tmp_path / "both", "Both")
    code, printed = gather(both, older, newer)
    assert (code, printed["rows"]) == (0, 2)
    assert "later archive" in printed["notes"][0]


def test_the_same_month_twice_is_refused_unless_it_is_the_same(workspace, tmp_path):
    """In one gather the same bytes count once; different ones are refused naming both files."""
    one, two = tmp_path / "one", tmp_path / "two"
    write(one, [row()])
    write(two, [row()])
    code, printed = gather(workspace, one, two)
    assert (code, printed["rows"]) == (0, 1)
    assert "counted once" in printed["notes"][0]
    write(two, [row(), row()], "2025-01")
    before = state(workspace)
    code, printed = gather(workspace, one, two)
    assert code == 10
    assert printed["error"] == "BadInput"
    assert "2025-01" in printed["message"]
    assert state(workspace) == before


def test_one_bad_file_among_many_changes_nothing(workspace, tmp_path):
    """All months of a gather come in, or none: a bad last file leaves the workspace as it was."""
    gather(workspace, write(tmp_path / "first", [row()], "2024-12", "kent")
           .with_name("2024-12-kent-street.csv").rename(tmp_path / "kent.csv"))  # fmt: skip
    before = state(workspace)
    for n in range(1, 9):
        write(tmp_path / "in", [row(month=f"2025-0{n}")], f"2025-0{n}")
    write(tmp_path / "in", ["<html>"], "2025-09").write_bytes(b"<html>no</html>")
    code, printed = gather(workspace, tmp_path / "in")
    assert code == 10
    assert "web page" in printed["message"]
    assert state(workspace) == before


def test_only_the_forces_asked_for_are_gathered(workspace, tmp_path):
    """--force takes a name or a slug; one that is not there is missing data."""
    write(tmp_path / "in", [row()])
    write(tmp_path / "in", [row(force="Kent Police")], force="kent")
    code, printed = gather(workspace, tmp_path / "in", forces=["Kent Police"])
    assert (code, [a["force"] for a in printed["added"]]) == (0, ["kent"])
    code, printed = gather(workspace, tmp_path / "in", forces=["essex"])
    assert code == 11
    assert "kent, leicestershire" in printed["next_step"]


def test_a_header_without_rows_is_missing_not_zero(workspace, tmp_path):
    """Among other months it is noted and the month stays missing; alone it is bad input."""
    write(tmp_path / "in", [row()])
    write(tmp_path / "in", [], "2025-02")
    write(tmp_path / "in", [row(month="2025-03")], "2025-03")
    code, printed = gather(workspace, tmp_path / "in")
    assert code == 0
    assert any("not as zero" in note for note in printed["notes"])
    assert Workspace.open(workspace.path).ledger()["present"].tolist() == [True, False, True]
    alone = tmp_path / "alone.csv"
    alone.write_bytes(text([]))
    assert gather(workspace, alone)[0] == 10


def test_points_outside_the_force_are_counted_once_its_outline_is_there(workspace, tmp_path):
    """Outside is unknown until a police force area is gathered, and then counted for all months."""
    source = write(tmp_path / "in", [row(), row(lon="-2.006854", lat="52.433637")])
    gather(workspace, source)
    assert Workspace.open(workspace.path).ledger()["outside"].tolist() == [-1]
    outline = Area(
        "E23000021", "Leicestershire", "pfa", shapely.box(440000, 290000, 490000, 330000)
    )
    with workspace.writing() as transaction:
        transaction.put_areas("pfa", [outline], Provenance("areas", "p", "0", "", "OGL", 1, 1))
    gather(Workspace.open(workspace.path), source)
    assert Workspace.open(workspace.path).ledger()["outside"].tolist() == [1]


def test_an_interrupted_gather_leaves_the_workspace_as_it_was(workspace, tmp_path):
    """Ctrl-C in the middle: not a file more or less than before."""
    for n in range(1, 9):
        write(tmp_path / "in", [row(month=f"2025-0{n}")], f"2025-0{n}")
    before = state(workspace)

    def interrupt(done: int, total: int, words: str) -> None:
        if done == 5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        gather_police_uk(workspace, [tmp_path / "in"], progress=interrupt)
    after = state(workspace)
    assert {p: b for p, b in after.items() if p.name != ".writer.lock"} == {
        p: b for p, b in before.items() if p.name != ".writer.lock"
    }


def test_a_killed_gather_leaves_the_workspace_as_it_was(workspace, tmp_path):
    """After kill -9 the old state is read, and the next gather succeeds and cleans up."""
    gather(workspace, write(tmp_path / "first", [row(month="2024-12")], "2024-12"))
    write(tmp_path / "in", [row()])
    script = (
        "import sys, os, signal\n"
        "from pathlib import Path\n"
        "from beatwise.store import catalogue_file\n"
        "from beatwise.store.workspace import Workspace\n"
        "from beatwise.journeys.gather.police_uk import gather_police_uk\n"
        "catalogue_file.save = lambda *a: os._exit(9)\n"
        "gather_police_uk(Workspace.open(sys.argv[1]), [Path(sys.argv[2])])\n"
    )
    source = str(Path(__file__).parents[2] / "src")
    done = subprocess.run(
        [sys.executable, "-c", script, str(workspace.path), str(tmp_path / "in")],
        env={**os.environ, "PYTHONPATH": source}, check=False,
    )  # fmt: skip
    assert done.returncode == 9
    assert len(list((workspace.path / "data" / "offences").rglob("*.parquet"))) == 2
    assert [str(m) for m in Workspace.open(workspace.path).months()] == ["2024-12"]
    assert gather(workspace, tmp_path / "in")[0] == 0
    assert len(list((workspace.path / "data" / "offences").rglob("*.parquet"))) == 2


def _hears_ctrl_c() -> None:
    """Tests that a shell runs in the background inherit a Ctrl-C that is ignored."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT for a child")
def test_ctrl_c_is_exit_130(workspace, tmp_path):
    """The command that is interrupted says so, exits 130 and leaves the workspace as it was."""
    for n in range(1, 10):
        for force in ("kent", "essex", "surrey", "dorset"):
            rows = [row(f"{force}{n}-{i}", month=f"2025-0{n}") for i in range(3000)]
            write(tmp_path / "in", rows, f"2025-0{n}", force)
    before = state(workspace)
    words = ["-m", "beatwise", "gather", "police-uk", str(tmp_path / "in")]
    child = subprocess.Popen(
        [sys.executable, *words, "--workspace", str(workspace.path)],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2] / "src")},
        stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        preexec_fn=_hears_ctrl_c,
    )  # fmt: skip
    with child:
        until(lambda: list(workspace.path.rglob("*.parquet")), 30, pause=0.005)
        child.send_signal(signal.SIGINT)
        _, said = child.communicate(timeout=patience(30))
    assert child.returncode == 130
    assert "Nothing half-done was kept" in said
    assert state(workspace) == before


def test_two_gathers_at_once_do_not_mix(workspace, tmp_path):
    """The second is told that the workspace is locked (exit 13); the first is not harmed."""
    source = write(tmp_path / "in", [row()])
    codes = []
    with workspace.writing():
        thread = threading.Thread(target=lambda: codes.append(gather(workspace, source)[0]))
        thread.start()
        thread.join(patience(20))
    assert codes == [13]
    assert gather(workspace, source)[0] == 0


def test_an_address_is_downloaded_and_gathered(workspace, tmp_path):
    """A source may be an address: a cut is mended and the archive is kept for the next time."""
    archive = zipped(tmp_path / "a.zip", {"2025-01/2025-01-kent-street.csv": text([row()] * 300)})
    with serving(archive.read_bytes(), cuts_off, whole) as (url, asked):
        code, printed = gather(workspace, url)
        assert (code, printed["rows"]) == (0, 300)
        assert gather(workspace, url)[1]["unchanged"] == 1
    assert len(asked) == 2


def test_the_ledger_prints_missing_months_as_missing(workspace, tmp_path, capsys):
    """In JSON a missing month has null counts; in words it says missing and never 0."""
    write(tmp_path / "in", [row()])
    write(tmp_path / "in", [row(month="2025-04")], "2025-04")
    gather(workspace, tmp_path / "in")
    capsys.readouterr()
    assert run(["ledger", "--workspace", str(workspace.path), "--json"]) == 0
    lines = json.loads(capsys.readouterr().out)["ledger"]
    assert [line["rows"] for line in lines] == [1, None, None, 1]
    assert run(["ledger", "--workspace", str(workspace.path)]) == 0
    printed = capsys.readouterr().out
    assert "2025-02 to 2025-03" in printed
    assert "2 of 4 force-months are missing. Missing is not zero." in printed


def test_init_and_ledger_of_an_empty_workspace(tmp_path, capsys):
    """Init makes a workspace once (exit 13 after that), and its ledger says what to do next."""
    words = ["init", str(tmp_path / "w"), "--name", "Towns"]
    assert (run(words), run(words)) == (0, 13)
    assert run(["ledger", "--workspace", str(tmp_path / "w")]) == 0
    assert "beatwise gather police-uk" in capsys.readouterr().out
    assert run(["ledger", "--workspace", str(tmp_path / "nowhere")]) == 11


def test_the_lookup_is_gathered_once(workspace, tmp_path, capsys):
    """Gather lookup takes the ONS lookup, and the second time changes nothing."""
    path = tmp_path / "lookup.csv"
    path.write_text("LSOA11CD,LSOA21CD\nE01000001,E01000001\n")
    words = ["gather", "lookup", str(path), "--workspace", str(workspace.path)]
    assert (run(words), run(words)) == (0, 0)
    assert "is here already" in capsys.readouterr().out
