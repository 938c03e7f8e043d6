"""Keeping the office: check, backup under load, restore on the other engine, kills."""

from __future__ import annotations

import json
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from tests.postgres import cluster


SRC = Path(__file__).parents[3] / "src"
HOME = "/api/v1/registers/decisions/records/"


@pytest.fixture(scope="module")
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL for these tests alone."""
    with cluster() as address:
        yield address


def _environment(folder: Path, address: str | None = None) -> dict[str, str]:
    held = {k: v for k, v in os.environ.items() if not k.startswith(("BEATWISE_", "DJANGO_"))}
    held |= {"PYTHONPATH": str(SRC), "BEATWISE_WORKSPACE": str(folder)}
    return held | ({"BEATWISE_DATABASE_URL": address} if address else {})


def _office(words: list[str], environment: dict[str, str]) -> Any:
    ran = subprocess.run(
        [sys.executable, "-m", "beatwise", "office", *words, "--json"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    document = json.loads(ran.stdout) if ran.stdout.startswith(("{", "[")) else None
    return ran.returncode, document, ran.stderr


def _python(code: str, environment: dict[str, str]) -> str:
    start = "from pathlib import Path; import os; from beatwise.web.start import start;"
    start += "start(Path(os.environ['BEATWISE_WORKSPACE']))\n"
    ran = subprocess.run(
        [sys.executable, "-c", start + code],
        env=environment,
        text=True,
        capture_output=True,
        check=True,
        timeout=60,
    )
    return ran.stdout


class Served:
    """``beatwise serve`` as its own process group, and a token to write with."""

    def __init__(self, environment: dict[str, str]):
        self.environment = environment
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.base = f"http://127.0.0.1:{self.port}"

    def start(self) -> float:
        """Start, and return the seconds until the first page."""
        begun = time.monotonic()
        self.process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "beatwise",
                "serve",
                "--port",
                str(self.port),
                "--processes",
                "1",
            ],
            env=self.environment,
            start_new_session=True,
            stderr=subprocess.DEVNULL,
        )
        while time.monotonic() - begun < 30:
            try:
                if httpx.get(f"{self.base}/sign-in/", timeout=5).status_code == 200:
                    return time.monotonic() - begun
            except httpx.TransportError:
                time.sleep(0.03)
        raise AssertionError("the office did not start")

    def kill(self) -> None:
        """Kill the whole group at once, as a power cut would."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        """Stop it as Ctrl-C does."""
        self.process.terminate()
        self.process.wait(timeout=20)


TOKEN = """
from beatwise.web.accounts import actions
person = actions.make(email="g@office.example", role="governance", by=None)
scopes = ["records:read", "records:write"]
print(actions.make_token(name="t", scopes=scopes, days=1, by=person)[1])
"""
CHECK = """
import json
from beatwise.web.keeping.check import check
from beatwise.web.registers.models import Record
from beatwise.web.shared.models import Change
held = [[r.number, r.version, Change.objects.filter(thing=r.thing).count()]
        for r in Record.objects.all()]
print(json.dumps([sum(check().faults.values(), []), held]))
"""
RESTORE = """
import json, sys
from beatwise.errors import Conflict
from beatwise.web.accounts.models import Account
from beatwise.web.keeping.backup import restore
from beatwise.web.keeping.check import check
from beatwise.web.registers import actions
from beatwise.web.registers.load import definition
path = Path(os.environ["BEATWISE_BACKUP"])
digests = restore(path)
whole = check().whole
by = Account.objects.get()
made = actions.make(register=definition("decisions"), given={"title": "x"}, by=by)
try:
    again = restore(path)
except Conflict as error:
    again = error.message
print(json.dumps([digests, whole, made.number, again]))
"""
VALUES = {"values": {"title": "Patrols", "options": "a", "evidence": "b", "equality": "c"}}


def _writing(
    served: Served, token: str, seed: int, until: threading.Event, kept: dict[int, int]
) -> None:
    """Make and change records until told to stop, noting each answer that was acknowledged."""
    draw = random.Random(seed)
    headers = {"Authorization": f"Bearer {token}"}
    with httpx.Client(base_url=served.base, headers=headers, timeout=10) as client:
        mine: dict[int, int] = {}
        while not until.is_set():
            try:
                if mine and draw.random() < 0.5:
                    number = draw.choice(list(mine))
                    answer = client.patch(
                        f"{HOME}{number}/",
                        headers={"If-Match": f'"{mine[number]}"'},
                        json={"values": {"fund": str(draw.random())}},
                    )
                else:
                    answer = client.post(HOME, json=VALUES)
            except httpx.TransportError:
                return
            if answer.status_code in (200, 201):
                record = answer.json()
                mine[record["number"]] = kept[record["number"]] = record["version"]


@pytest.mark.soak
@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_killing_the_server_loses_nothing_acknowledged_and_leaves_nothing_half_done(
    tmp_path, postgres, soak, engine
):
    """Killed at random moments under load, the office keeps every answer it gave, chain and all."""
    environment = _environment(tmp_path, postgres if engine == "postgresql" else None)
    token = _python(TOKEN, environment).strip()
    served, kept, draw = Served(environment), {}, random.Random(20261122)
    for kill in range(max(2, round(50 * soak))):
        served.start()
        until = threading.Event()
        writers = [
            threading.Thread(target=_writing, args=(served, token, kill * 10 + n, until, kept))
            for n in range(3)
        ]
        for writer in writers:
            writer.start()
        time.sleep(draw.uniform(0.1, 0.9))
        served.kill()
        until.set()
        for writer in writers:
            writer.join()
    found, held = json.loads(_python(CHECK, environment))
    assert found == []
    assert len(kept) > 10
    versions = {number: version for number, version, _ in held}
    assert all(versions[number] >= version for number, version in kept.items())
    assert all(version == changes for _, version, changes in held)
    assert sorted(versions) == list(range(1, len(versions) + 1))


@pytest.mark.parametrize(
    ("taken", "restored"), [("sqlite", "postgresql"), ("postgresql", "sqlite")]
)
def test_a_backup_taken_under_load_restores_on_the_other_engine(tmp_path, taken, restored):
    """The digests of a backup are those of the restored office, whichever the databases."""
    with cluster() as address:
        addresses = {"sqlite": None, "postgresql": address}
        (tmp_path / "a").mkdir()
        (tmp_path / "b").mkdir()
        first = _environment(tmp_path / "a", addresses[taken])
        token = _python(TOKEN, first).strip()
        served, kept, until = Served(first), {}, threading.Event()
        served.start()
        writer = threading.Thread(target=_writing, args=(served, token, 1, until, kept))
        writer.start()
        time.sleep(0.5)
        code, digests, words = _office(["backup", str(tmp_path / "office.zip")], first)
        assert code == 0, words
        at_backup = len(kept)
        until.set()
        writer.join()
        served.stop()
        assert (tmp_path / "office.zip").stat().st_mode & 0o077 == 0
        assert digests["registers.record"]["rows"] >= 1
        assert at_backup > 0
        second = _environment(tmp_path / "b", addresses[restored])
        second["BEATWISE_BACKUP"] = str(tmp_path / "office.zip")
        back, whole, number, again = json.loads(_python(RESTORE, second))
        assert back == digests
        assert whole
        assert number == digests["registers.record"]["rows"] + 1
        assert again == "this office holds records already."


def test_a_backup_that_was_touched_is_refused(office, tmp_path):
    """One changed word in a backup is found, and nothing of it is restored."""
    import zipfile

    from django.db import transaction

    from beatwise.errors import BadInput, Conflict
    from beatwise.web.accounts.models import Account
    from beatwise.web.keeping.backup import backup, restore

    office.account("governance")
    _backup_within(backup, tmp_path / "a.zip")
    with pytest.raises(Conflict):
        backup(tmp_path / "a.zip")
    Account.objects.all().delete()
    with (
        zipfile.ZipFile(tmp_path / "a.zip") as held,
        zipfile.ZipFile(tmp_path / "b.zip", "w") as made,
    ):
        for name in held.namelist():
            made.writestr(name, held.read(name).replace(b'"governance"', b'"deputy"'))
    with pytest.raises(BadInput, match="not what it was"), transaction.atomic():
        restore(tmp_path / "b.zip")
    assert not Account.objects.exists()
    (tmp_path / "c.zip").write_bytes(b"rubbish")
    with pytest.raises(BadInput, match="not a backup"):
        restore(tmp_path / "c.zip")
    restore(tmp_path / "a.zip")
    assert Account.objects.get().role == "governance"


def _backup_within(backup, path: Path) -> None:
    """Back up what the test's own transaction holds, which another connection cannot see."""
    from contextlib import contextmanager

    from beatwise.web.keeping import backup as module

    @contextmanager
    def here():
        yield "default"

    kept, module._snapshot = module._snapshot, here
    try:
        backup(path)
    finally:
        module._snapshot = kept


def test_the_commands_keep_an_office(tmp_path):
    """create-admin, check, backup and serve: each says what it did, as words and as JSON."""
    environment = _environment(tmp_path)
    password = {"BEATWISE_ADMIN_PASSWORD": "three unusual words"}
    code, made, _ = _office(["create-admin", "a@b.example"], environment | password)
    assert (code, made["role"]) == (0, "governance")
    served = Served(environment)
    took = served.start()
    code, found, _ = _office(["check"], environment)
    assert (code, found["whole"], found["changes"]) == (0, True, 1)
    served.stop()
    assert took < 10  # about a second on an idle machine; tests share theirs
