"""Keeping the office: check, backup under load, restore on the other engine."""

from __future__ import annotations

import json
import random
import socket
import threading
import zipfile
from pathlib import Path

import httpx
import pytest
from tests.patience import patience, until
from tests.prepared_office import prepared
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
from beatwise.web.keeping.office_key import public_key_in
from beatwise.web.registers import actions
from beatwise.accountability.registers.read_toml import definition
from beatwise.web.registers.models import Record
path, key = Path(os.environ["BEATWISE_BACKUP"]), public_key_in(Path(os.environ["BEATWISE_KEY"]))
digests = restore(path, key=key)
whole = check().whole
by = Account.objects.get(role="governance")
before = Record.objects.filter(register="decisions").count()
made = actions.make(register=definition("decisions"), values={"title": "x"}, by=by)
try:
    again = restore(path, key=key)
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
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    with (
        prepared(tmp_path / "a", taken) as first,
        prepared(tmp_path / "b", restored) as second,
    ):
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
        second["BEATWISE_BACKUP"] = str(tmp_path / "office.zip")
        second["BEATWISE_KEY"] = str(tmp_path / "a" / "office" / "signing.pub")
        back, whole, further, again = json.loads(python(RESTORE, second))
        assert back == digests
        assert whole
        assert further == 1
        assert again == "this office holds records already."


def test_a_backup_that_was_touched_is_refused(office, tmp_path):
    """One changed word in a backup is found, and nothing of it is restored."""
    from django.db import transaction

    from beatwise.errors import BadInput, Conflict
    from beatwise.web.accounts.models import Account
    from beatwise.web.keeping.backup import backup, restore

    office.account("governance")
    _backup_within(backup, tmp_path / "a.zip")
    with pytest.raises(Conflict):
        backup(tmp_path / "a.zip")
    _empty()
    entry = "accounts.account.jsonl"
    _edited(tmp_path / "a.zip", tmp_path / "b.zip", entry, b'"governance"', b'"deputy"')
    with pytest.raises(BadInput, match="not what it was"), transaction.atomic():
        restore(tmp_path / "b.zip")
    _edited(tmp_path / "a.zip", tmp_path / "d.zip", entry, b'"email"', b'"e_mail"')
    with pytest.raises(BadInput, match=r"not what it was: accounts\.account"):
        restore(tmp_path / "d.zip")
    assert not Account.objects.exists()
    (tmp_path / "c.zip").write_bytes(b"rubbish")
    with pytest.raises(BadInput, match="not a backup"):
        restore(tmp_path / "c.zip")
    restore(tmp_path / "a.zip")
    assert Account.objects.get().role == "governance"


def test_a_backup_with_new_digests_is_refused(office, tmp_path):
    """Whoever edits a backup and its digests has no key to sign them with."""
    from django.db import transaction

    from beatwise.errors import BadInput
    from beatwise.web.keeping.backup import backup, restore

    office.account("governance")
    _backup_within(backup, tmp_path / "a.zip")
    _empty()
    _edited(tmp_path / "a.zip", tmp_path / "b.zip", "accounts.account.jsonl",
            b'"governance"', b'"deputy"', digests=True)  # fmt: skip
    with pytest.raises(BadInput, match="altered after it was signed"):
        restore(tmp_path / "b.zip")
    with pytest.raises(BadInput, match=r"account \d+.* is not as change"), transaction.atomic():
        restore(tmp_path / "b.zip", unsigned="the key is lost")


def test_a_backup_must_hold_every_table_once(office, tmp_path):
    """A table left out, with its digest, and one that stands twice are named."""
    from beatwise.errors import BadInput
    from beatwise.web.keeping.backup import backup, restore

    _backup_within(backup, tmp_path / "a.zip")
    _empty()
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        contents = {name: archive.read(name) for name in archive.namelist()}
    manifest = json.loads(contents["manifest.json"])
    del manifest["tables"]["registers.comment"]
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        for name, content in contents.items():
            if name not in ("registers.comment.jsonl", "manifest.json"):
                archive.writestr(name, content)
        archive.writestr("manifest.json", json.dumps(manifest))
    with pytest.raises(BadInput, match=r"the table registers\.comment is missing"):
        restore(tmp_path / "b.zip", unsigned="a test")
    with zipfile.ZipFile(tmp_path / "c.zip", "w") as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("registers.comment.jsonl", b"")
    with pytest.raises(BadInput, match=r"two files registers\.comment\.jsonl"):
        restore(tmp_path / "c.zip")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"schema": lambda own: [*own, "registers.0099_more"], "version": lambda _: "9.1"},
         r"a later version of Beatwise \(9.1\)"),
        ({"format": lambda own: own + 1}, "a later version"),
        ({"schema": lambda own: own[:-1]}, "an earlier version"),
        ({"format": lambda _: 1, "schema": lambda _: None}, "an earlier version"),
    ],
)  # fmt: skip
def test_a_backup_of_another_version_is_refused(office, tmp_path, change, words):
    """A backup says which version wrote it; another's is refused with the way to bring it in."""
    from beatwise.errors import BadInput
    from beatwise.web.keeping.backup import backup, restore

    _backup_within(backup, tmp_path / "a.zip")
    _empty()
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        manifest = json.loads(archive.read("manifest.json"))
    manifest |= {key: new(manifest[key]) for key, new in change.items()}
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        archive.writestr("manifest.json", json.dumps(manifest))
    with pytest.raises(BadInput, match=words):
        restore(tmp_path / "b.zip", unsigned="a test")


def test_a_backup_needs_its_offices_key(office, tmp_path, monkeypatch):
    """On a new machine the public key is given, or it is said why none is; that is on record."""
    from django.conf import settings
    from django.db import transaction

    from beatwise.errors import BadInput, MissingData
    from beatwise.web.history.models import Change
    from beatwise.web.keeping import office_key
    from beatwise.web.keeping.backup import backup, restore
    from beatwise.web.keeping.check import check

    office.account("governance")
    _backup_within(backup, tmp_path / "a.zip")
    public = (settings.FOLDER / "signing.pub").read_text()
    assert (settings.FOLDER / "signing.key").stat().st_mode & 0o077 == 0
    assert "PRIVATE" not in public
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert not any(b"PRIVATE KEY" in archive.read(name) for name in archive.namelist())
    _empty()
    monkeypatch.setattr(settings, "FOLDER", tmp_path)
    with pytest.raises(MissingData, match="no key yet"):
        restore(tmp_path / "a.zip")
    office_key.secret_key()
    with pytest.raises(BadInput, match="another office signed it"):
        restore(tmp_path / "a.zip")
    (tmp_path / "given.pub").write_text(public)
    with transaction.atomic():
        restore(tmp_path / "a.zip", key=office_key.public_key_in(tmp_path / "given.pub"))
        _empty()
    restore(tmp_path / "a.zip", unsigned="the disk with the key is lost")
    line = Change.objects.order_by("number").last()
    assert (line.action, line.why) == (
        "office.restore_unsigned",
        "the disk with the key is lost",
    )
    assert not [f for name in ("seals", "records") for f in check().faults[name]]


def _empty() -> None:
    """Take every record out, past the office and its triggers."""
    from tests.sql import run, without_triggers

    from beatwise.web.keeping.table_dumps import tables

    with without_triggers():
        for model in reversed(tables()):
            run(f'DELETE FROM "{model._meta.db_table}"')


def _edited(
    old: Path, new: Path, entry: str, before: bytes, after: bytes, *, digests: bool = False
) -> None:
    """Write a backup anew with other words in one of its files, and its digests when asked."""
    import hashlib

    with zipfile.ZipFile(old) as archive:
        contents = {name: archive.read(name) for name in archive.namelist()}
    assert before in contents[entry]
    contents[entry] = contents[entry].replace(before, after)
    if digests:
        manifest = json.loads(contents["manifest.json"])
        mark = hashlib.sha256(contents[entry]).hexdigest()
        manifest["tables"][entry.removesuffix(".jsonl")]["sha256"] = mark
        contents["manifest.json"] = json.dumps(manifest).encode()
    with zipfile.ZipFile(new, "w") as archive:
        for name, content in contents.items():
            archive.writestr(name, content)


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
