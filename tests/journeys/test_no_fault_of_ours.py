"""Where a person can act, no command ends with 1: every command, in every narrow place."""

from __future__ import annotations

import hashlib
import json
import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from benchmarks._fault_drill import GOOD_CODES, ask
from tests import narrow_places
from tests.patience import patience
from tests.prepared_office import copy_tables

import beatwise
from beatwise.store.workspace import Workspace


ROOT = Path(__file__).parents[2]
TOWNS = ROOT / "examples" / "market-towns"
LONG = "a" * 300


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A gathered county, and in ``out`` an empty workspace and an office with one account."""
    made = tmp_path_factory.mktemp("world")
    shutil.copytree(beatwise.example().path.parent, made / "there")
    (made / "lookup.csv").write_text("LSOA11CD,LSOA21CD\nE01000001,E01000001\n", "utf-8")
    out = made / "out"
    Workspace.create(out / "fresh", "Ours")
    shutil.copytree(made / "there" / "workspace", out / "workspace")
    password = ["--password", "a long horse battery staple 9"]
    office = ["--workspace", str(out / "office")]
    copy_tables(out / "office")
    assert ask(["office", "create-admin", "a@example.org", *password, *office]).code == 0
    words = ["office", "backup", str(made / "backup.zip"), *office]
    assert ask(words).code == 0
    return made


@pytest.fixture
def place(world: Path, tmp_path: Path) -> Path:
    """A copy of the world's ``out``, beside links to the rest."""
    shutil.copytree(world / "out", tmp_path / "out")
    for name in ("there", "lookup.csv", "backup.zip"):
        (tmp_path / name).symlink_to(world / name)
    return tmp_path


def commands(place: Path, out: Path | None = None) -> dict[str, list[str]]:
    """Return every command that reads or writes files, each writing below ``out``."""
    county, out = place / "there" / "county", out or place / "out"
    ws, fresh = ["--workspace", str(out / "workspace")], ["--workspace", str(out / "fresh")]
    office = ["--workspace", str(out / "office")]
    area, months = ["--area", "towns:Pelbrook", "--type", "asb"], ["--train", "2024-01:2025-09"]
    mapping, by = str(county / "incidents-mapping.toml"), ["--by", "a@example.org"]
    spots = str(sorted((TOWNS / "hotspots").iterdir())[0])
    team, days = ["--team", str(TOWNS / "team.toml")], ["--from", "2027-04-05"]
    return {
        "init": ["init", str(out / "new"), "--name", "x"],
        "months": ["gather", "police-uk", str(county / "police-uk"), *fresh],
        "areas": ["gather", "areas", str(county / "areas" / "towns.geojson"), "--label", "name",
                  *fresh],
        "streets": ["gather", "streets", str(county / "streets.geojson"), *fresh],
        "events": ["gather", "events", str(county / "events.csv"), *fresh],
        "incidents": ["gather", "incidents", str(county / "incidents.csv"), "--mapping", mapping,
                      *fresh],
        "lookup": ["gather", "lookup", str(place / "lookup.csv"), *fresh],
        "ledger": ["ledger", *ws],
        "check": ["check", *ws],
        "mend": ["check", "--mend", *ws],
        "panel": ["panel", "--out", str(out / "p.parquet"), "--by", "towns", *ws],
        "sheet": ["panel", "--out", str(out / "p.xlsx"), "--by", "towns", *ws],
        "request": ["request", "--to", "force", "--out", str(out / "letter")],
        "towns": ["towns", "--type", "asb", "--hours", "40", "--layer", "towns", *ws],
        "find": ["find", *area, *months, "--out", str(out / "l.geojson"), *ws],
        "peaks": ["peaks", *area, *ws],
        "brief": ["brief", *area, *months, "--out", str(out / "brief"), *ws],
        "accuracy": ["accuracy", "--type", "asb", *months, "--score", "2025-10:2025-12", *ws],
        "design": ["design", "--hotspots", spots, "--start", "2026-01", "--months", "6",
                   "--outcome", "asb", "--out", str(out / "design"), *ws],
        "lock": ["lock", str(out / "design"), "--by", "evaluator"],
        "evaluate": ["evaluate", str(out / "design"), "--out", str(out / "result"), *ws],
        "evidence": ["evidence", "--out", str(out / "evidence")],
        "plan": ["plan", "--hotspots", spots, *team, *days, "--to", "2027-04-05", "--hours", "8",
                 "--time-limit", "1", "--out", str(out / "plan"), *ws],
        "rota": ["rota", *team, "--posts", str(TOWNS / "posts.toml"), *days, "--weeks", "1",
                 "--time-limit", "1", "--out", str(out / "rota")],
        "options": ["options", "--inputs", str(TOWNS / "options.toml"), "--out", str(out / "opt")],
        "specification": ["spec-pack", "--plan", str(out / "plan"), "--out", str(out / "spec")],
        "simulate": ["simulate", str(out / "sim"), "--towns", "1", "--months", "12"],
        "office check": ["office", "check", *office],
        "backup": ["office", "backup", str(out / "b.zip"), *office],
        "restore": ["office", "restore", str(place / "backup.zip"), "--workspace",
                    str(out / "another"), "--unsigned", "a test"],
        "account": ["office", "create-admin", "b@example.org", "--password", "horse battery 99 x",
                    *office],
        "import": ["office", "import", str(place / "lookup.csv"), *by, *office],
        "compute": ["office", "compute", *by, *office],
        "worker": ["worker", "--until-empty", *office],
    }  # fmt: skip


def faults_in(place: Path, before: Callable[[], None] | None = None) -> Iterator[str]:
    """Yield what ended as no command may, in this place."""
    for name, words in commands(place).items():
        answer = ask(words, before)
        if answer.code not in GOOD_CODES or "Traceback" in answer.err:
            yield f"{name}: {answer.code} {answer.err[-400:]}"
        elif answer.code and "Next:" not in answer.err and answer.code != 10:
            yield f"{name}: {answer.code} without what to do next: {answer.err[-400:]}"


@pytest.mark.parametrize("kind", ["full disk", "read-only"])
def test_a_disk_that_takes_nothing(place, kind) -> None:
    """On a full disk, and on one that may only be read, every command says so."""
    if not narrow_places.mounts_can_be_made():
        pytest.skip("this system lets no test make a disk of its own")
    out = place / "out"
    narrow = narrow_places.full_disk(out) if kind == "full disk" else narrow_places.read_only(out)
    assert not list(faults_in(place, narrow))


@pytest.mark.parametrize("room", [40 << 10, 72 << 10])
def test_an_office_whose_disk_fills_while_it_works(place, room) -> None:
    """Where the office opens and its disk is full in the middle of the work, it says so as well."""
    if not narrow_places.mounts_can_be_made():
        pytest.skip("this system lets no test make a disk of its own")
    narrow = narrow_places.full_disk(place / "out", room)
    for name in ("worker", "account"):
        answer = ask(commands(place)[name], narrow)
        assert (answer.code, "Traceback" in answer.err) == (13, False), (name, answer.err[-400:])
        assert "the disk is full" in answer.err
        assert "Next: " in answer.err


SOME = ("init", "months", "panel", "find", "design", "plan", "simulate", "backup", "account")


def sampled(commands: dict[str, list[str]], soak: float) -> dict[str, list[str]]:
    """Return every command in a soak, and one of each kind of writer otherwise."""
    return {name: words for name, words in commands.items() if soak == 1 or name in SOME}


@pytest.mark.soak
@pytest.mark.parametrize("size", [0, 3000])
def test_a_limit_of_file_size(place, size, soak) -> None:
    """Where no file may grow beyond a few bytes every command says so."""
    for name, words in sampled(commands(place), soak).items():
        answer = ask(words, narrow_places.largest_file(size))
        assert answer.code in GOOD_CODES, f"{name}: {answer.code} {answer.err[-400:]}"
        assert "Traceback" not in answer.err


def test_little_memory(place) -> None:
    """Where memory runs out a command ends in words, or the system ends it; never with 1."""
    for more in (2 << 20, 40 << 20):
        for name in ("months", "areas", "find", "towns", "brief", "panel", "office check"):
            answer = ask(commands(place)[name], narrow_places.little_memory(more))
            assert answer.code != 1, f"{name} with {more} bytes: {answer.err[-400:]}"


@pytest.mark.parametrize("kilobytes", [100_000, 180_000, 250_000, 500_000])
def test_memory_limited_from_the_start(place, kilobytes) -> None:
    """Under ``ulimit -v`` nothing hangs in a library: it ends with 13, and what to do next."""
    limit = kilobytes << 10
    done = beatwise_process(
        [*commands(place)["find"], "--json"],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (limit, limit)),
    )
    out, err = done.communicate(timeout=patience(60))
    assert (done.returncode, b"Traceback" in err) == (13, False), err[-400:]
    assert b"not enough memory" in err
    assert b"Next: " in err
    assert json.loads(out)["exit_code"] == 13


@pytest.mark.parametrize("more", [2, 6, 12])
def test_few_open_files(place, more) -> None:
    """Where hardly a file may be opened, a brief says so before its charts fall over."""
    for name in ("brief", "find", "office check"):
        answer = ask(commands(place)[name], narrow_places.few_files(more))
        assert answer.code in GOOD_CODES, f"{name}: {answer.code} {answer.err[-400:]}"
        assert name != "brief" or (answer.code, "files may be open" in answer.err) == (13, True)


@pytest.mark.soak
@pytest.mark.parametrize("below", [LONG, f"file/{LONG}", "file/below", "x\n\x01y", "\udcff"])
def test_impossible_and_odd_places(place, below, soak) -> None:
    """Names too long, below a file, or of signs that no encoding has, are refused or taken."""
    (place / "file").write_text("x", "utf-8")
    for name, words in sampled(commands(place, place / below), soak).items():
        answer = ask(words)
        assert answer.code in GOOD_CODES, f"{name}: {answer.code} {answer.err[-400:]}"
        assert "Traceback" not in answer.err


DAMAGED_OFFICES = {
    "not a database": lambda path: path.write_bytes(b"no database" * 500),
    "cut short": lambda path: os.truncate(path, path.stat().st_size // 3),
    "zeros in the middle": lambda path: path.write_bytes(
        path.read_bytes()[:8192] + bytes(40_000) + path.read_bytes()[48_192:]
    ),
    "empty": lambda path: path.write_bytes(b""),
    "words that are none": lambda path: spoil_words(path),
    "a folder": lambda path: (path.unlink(), path.mkdir()),
}


def spoil_words(path: Path) -> None:
    """Put bytes that are no UTF-8 into a column of words."""
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("UPDATE django_migrations SET app = CAST(x'68ff73' AS TEXT) WHERE id = 1")


def foreign(path: Path) -> None:
    """Make a database of somebody else's."""
    path.unlink()
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("CREATE TABLE accounts_account (id INTEGER PRIMARY KEY, x TEXT)")
        database.execute("CREATE TABLE django_migrations (id INTEGER, name TEXT)")


@pytest.mark.parametrize("kind", [*DAMAGED_OFFICES, "foreign"])
def test_damaged_and_foreign_databases(place, kind) -> None:
    """An office whose database is damaged, or somebody else's, is told as that."""
    path = place / "out" / "office" / "office" / "office.sqlite3"
    with closing(sqlite3.connect(path)) as database:  # all that there is, into the one file
        database.execute("PRAGMA journal_mode = DELETE")
    DAMAGED_OFFICES.get(kind, foreign)(path)
    for name in ("office check", "backup", "account", "import", "compute", "worker"):
        answer = ask(commands(place)[name])
        assert answer.code in GOOD_CODES, f"{name}: {answer.code} {answer.err[-400:]}"


@pytest.mark.parametrize(
    "address",
    ["postgresql://u:p@127.0.0.1:1/x", "postgresql://u@nowhere.invalid/x", "mysql://u@h/x",
     "postgresql://h:port/x", "postgresql://[::1/x", "nonsense"],
)  # fmt: skip
def test_a_database_server_that_is_away(place, address) -> None:
    """Without its server, or with an address that is none, the office says so."""
    for name in ("office check", "backup", "restore", "account", "worker"):
        answer = ask(commands(place)[name], narrow_places.database_at(address))
        assert answer.code in (2, 10, 11, 13), f"{name}: {answer.code} {answer.err[-400:]}"


def zip_of(path: Path, **members: bytes) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "."), content)


def edited(path: Path, before: bytes, after: bytes) -> None:
    """Write a backup anew with other words in the table of accounts, and its digest with it."""
    table = "accounts.account"
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    assert before in members[f"{table}.jsonl"]
    members[f"{table}.jsonl"] = members[f"{table}.jsonl"].replace(before, after)
    manifest = json.loads(members["manifest.json"])
    mark = hashlib.sha256(members[f"{table}.jsonl"]).hexdigest()
    manifest["tables"][table]["sha256"] = mark
    zip_of(path, **{**members, "manifest.json": json.dumps(manifest).encode()})


MALFORMED = {
    "no zip": lambda path: path.write_bytes(b"nonsense"),
    "cut short": lambda path: path.write_bytes(path.read_bytes()[:-200]),
    "nothing inside": lambda path: zip_of(path),
    "no JSON": lambda path: zip_of(path, manifest__json=b"{"),
    "a list": lambda path: zip_of(path, manifest__json=b"[]"),
    "no tables": lambda path: zip_of(path, manifest__json=b'{"format": 1}'),
    "tables of another kind": lambda path: zip_of(
        path, manifest__json=b'{"format": 1, "tables": {"accounts.account": 7}}'
    ),
    "deep": lambda path: zip_of(path, manifest__json=b"[" * 100_000),
    "rows that are none": lambda path: edited(path, b'"pk":', b'"pk":"x","was":'),
    "rows of no table": lambda path: edited(path, b'"accounts.account"', b'"no.such"'),
    "rows of another table": lambda path: edited(path, b'"accounts.account"', b'"tasks.feedkey"'),
    "a field nobody knows": lambda path: edited(path, b'"email"', b'"e_mail"'),
    "a number too large": lambda path: edited(path, b'"pk":', b'"pk":9999999999999999999'),
    "a list for a word": lambda path: edited(path, b'"email":"', b'"email":[],"area":"'),
    "no fields": lambda path: edited(path, b'"fields"', b'"field"'),
    "a line that is no JSON": lambda path: edited(path, b'{"', b"{"),
}


@pytest.mark.parametrize("kind", MALFORMED)
def test_malformed_backups(place, world, kind) -> None:
    """A backup that is damaged or none is refused in words, and nothing is restored."""
    path = place / "backup.zip"
    path.unlink()
    shutil.copyfile(world / "backup.zip", path)
    MALFORMED[kind](path)
    copy_tables(place / "out" / "another")
    answer = ask(commands(place)["restore"])
    assert answer.code == 10, answer.err[-600:]


def test_output_in_the_encodings_of_windows(place) -> None:
    """In a narrow code page every line is printed, in plainer signs, and JSON stays JSON."""
    for name in ("towns", "find", "ledger", "check"):
        for encoding in ("cp1252", "ascii"):
            environment = {**os.environ, "PYTHONIOENCODING": encoding}
            done = beatwise_process(commands(place)[name], env=environment)
            out, err = done.communicate(timeout=patience(60))
            assert (done.returncode, b"Traceback" in err) == (0, False), err[-400:]
            assert out.decode(encoding)


def beatwise_process(words: list[str], **options: object) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "beatwise", *words],
        stdout=options.pop("stdout", subprocess.PIPE), stderr=subprocess.PIPE, **options,
    )  # fmt: skip


def test_a_reader_that_goes_away(place) -> None:
    """When the reader of the output leaves, as ``head`` does, a command ends without complaint."""
    for words in (commands(place)["towns"], [*commands(place)["find"], "--json"]):
        done = beatwise_process(words)
        done.stdout.close()
        with done:
            err = done.stderr.read()
        assert (done.returncode, b"rror" in err, b"Traceback" in err) == (0, False, False), err


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="needs /dev/full")
@pytest.mark.parametrize("more", [[], ["--json"]])
def test_output_onto_a_full_disk(place, more) -> None:
    """Output that cannot be written is a conflict."""
    with Path("/dev/full").open("wb") as full:
        done = beatwise_process([*commands(place)["ledger"], *more], stdout=full)
        _, err = done.communicate(timeout=patience(60))
    assert (done.returncode, b"Traceback" in err) == (13, False), err


@pytest.mark.parametrize("which", [signal.SIGINT, signal.SIGTERM])
def test_ended_while_gathering(place, which) -> None:
    """Ctrl-C and SIGTERM leave with 130 in one line, and the workspace as it was."""
    script = (
        "import os, time\nimport beatwise.store.transaction as t\n"
        "from beatwise.cli.main import main\nreal, sent = t._digest, []\ndef press(path):\n"
        f"    if not sent:\n        sent.append(os.kill(os.getpid(), {int(which)}))\n"
        "        time.sleep(0.5)\n    return real(path)\nt._digest = press\nmain()"
    )
    words = commands(place)["months"]
    done = subprocess.run(
        [sys.executable, "-c", script, *words], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (130, "Interrupted. Nothing half-done was kept.\n")
    assert Workspace.open(place / "out" / "fresh").months() == []


def test_ctrl_c_while_the_program_is_loading(place) -> None:
    """From the first moment that is ours, Ctrl-C is answered with 130 and no traceback."""
    script = (
        "import os, signal, sys\nclass Press:\n    def find_spec(self, name, *_):\n"
        "        if name == sys.argv[1]:\n            os.kill(os.getpid(), signal.SIGINT)\n"
        "sys.meta_path.insert(0, Press())\nfrom beatwise.cli.main import main\nmain()"
    )
    for module in ("beatwise.cli.standard_streams", "typer", "beatwise.cli.gather.ledger"):
        done = subprocess.run(
            [sys.executable, "-c", script, module], capture_output=True, text=True, check=False
        )
        assert (done.returncode, "Traceback" in done.stderr) == (130, False), done.stderr


@pytest.mark.parametrize("which", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("module", ["numpy._core.multiarray", "numpy.linalg", "pandas._libs.lib"])
def test_ended_while_a_library_in_c_is_loading(place, module, which) -> None:
    """What such a library makes of it is no fault of ours, and none of its words are shown."""
    script = (
        "import os, sys\nmodule = sys.argv.pop(1)\nclass Press:\n"
        "    def find_spec(self, name, *_):\n"
        "        if name == module:\n            sys.meta_path.remove(self)\n"
        f"            os.kill(os.getpid(), {int(which)})\n"
        "sys.meta_path.insert(0, Press())\nfrom beatwise.cli.main import main\nmain()"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, module, *commands(place)["find"]],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (130, "Interrupted. Nothing half-done was kept.\n")


@pytest.mark.parametrize("milliseconds", [60, 100, 150])
def test_ctrl_c_soon_after_the_start(place, milliseconds) -> None:
    """Pressed at any early moment, Ctrl-C ends a command as the system or we would, never with 1.

    While Python itself starts (before a line of ours) its own ending is what it is.
    """
    done = beatwise_process(commands(place)["ledger"])
    time.sleep(milliseconds / 1000)
    done.send_signal(signal.SIGINT)
    _, err = done.communicate(timeout=patience(30))
    python_itself = b"<frozen site>" in err or b"beatwise" not in err
    assert done.returncode in (0, 130, -signal.SIGINT) or python_itself, err
