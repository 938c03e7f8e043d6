"""Keeping the office: check, backup under load, restore on the other engine."""

from __future__ import annotations

import json
import random
import socket
import threading
from pathlib import Path

import httpx
import pytest
from tests.patience import patience, until
from tests.postgres import cluster
from tests.served import Served, environment, python
from tests.served import office as run_office


HOME = "/api/v1/registers/decisions/records/"


TOKEN = """
from beatwise.web.accounts import actions
from beatwise.web.accounts.models import Account
from beatwise.web.keeping.demo.demo_office import populate
populate()
person = Account.objects.get(role="governance")
scopes = ["records:read", "records:write"]
print(actions.make_token(name="t", scopes=scopes, days=1, by=person)[1])
"""
RESTORE = """
import json, sys
from beatwise.errors import Conflict
from beatwise.web.accounts.models import Account
from beatwise.web.keeping.backup import restore
from beatwise.web.keeping.check import check
from beatwise.web.registers import actions
from beatwise.accountability.registers.read_toml import definition
from beatwise.web.registers.models import Record
path = Path(os.environ["BEATWISE_BACKUP"])
digests = restore(path)
whole = check().whole
by = Account.objects.get(role="governance")
before = Record.objects.filter(register="decisions").count()
made = actions.make(register=definition("decisions"), values={"title": "x"}, by=by)
try:
    again = restore(path)
except Conflict as error:
    again = error.message
print(json.dumps([digests, whole, made.number - before, again]))
"""
VALUES = {"values": {"title": "Patrols", "options": "a", "evidence": "b", "equality": "c"}}


def _writing(
    served: Served, token: str, seed: int, stop: threading.Event, kept: dict[int, int]
) -> None:
    """Make and change records until told to stop, noting each answer that was acknowledged."""
    draw = random.Random(seed)
    headers = {"Authorization": f"Bearer {token}"}
    with httpx.Client(base_url=served.base, headers=headers, timeout=patience(10)) as client:
        mine: dict[int, int] = {}
        while not stop.is_set():
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


@pytest.mark.parametrize(
    ("taken", "restored"), [("sqlite", "postgresql"), ("postgresql", "sqlite")]
)
def test_a_backup_taken_under_load_restores_on_the_other_engine(tmp_path, taken, restored):
    """The digests of a backup are those of the restored office, whichever the databases."""
    with cluster() as address:
        addresses = {"sqlite": None, "postgresql": address}
        (tmp_path / "a").mkdir()
        (tmp_path / "b").mkdir()
        first = environment(tmp_path / "a", addresses[taken])
        token = python(TOKEN, first).strip()
        served, kept, stop = Served(first), {}, threading.Event()
        served.start()
        writer = threading.Thread(target=_writing, args=(served, token, 1, stop, kept))
        writer.start()
        try:
            until(lambda: kept, 10)
            code, digests, words = run_office(["backup", str(tmp_path / "office.zip")], first)
            at_backup = len(kept)
        finally:
            stop.set()
            writer.join()
            served.stop()
        assert code == 0, words
        assert (tmp_path / "office.zip").stat().st_mode & 0o077 == 0
        for name in ("registers.record", "performance.observationrow", "actions.planaction",
                     "meetings.pack", "imports.batch", "imports.content"):  # fmt: skip
            assert digests[name]["rows"] >= 1, name
        assert at_backup > 0
        second = environment(tmp_path / "b", addresses[restored])
        second["BEATWISE_BACKUP"] = str(tmp_path / "office.zip")
        back, whole, further, again = json.loads(python(RESTORE, second))
        assert back == digests
        assert whole
        assert further == 1
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
    given = environment(tmp_path)
    password = {"BEATWISE_ADMIN_PASSWORD": "three unusual words"}
    code, made, _ = run_office(["create-admin", "a@b.example"], given | password)
    assert (code, made["role"]) == (0, "governance")
    served = Served(given)
    served.start()
    code, found, _ = run_office(["check"], given)
    assert (code, found["whole"], found["changes"]) == (0, True, 1)
    assert _answer_to_two_lengths(served.port).startswith("HTTP/1.1 400")
    served.stop()


def _answer_to_two_lengths(port: int) -> str:
    """Return the first line that a request with two different lengths is answered with."""
    with socket.create_connection(("127.0.0.1", port), timeout=patience(10)) as line:
        line.sendall(
            b"POST /sign-in/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\n"
            b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
        )
        return line.recv(200).decode("latin-1").partition("\r\n")[0]
