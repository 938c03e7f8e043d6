"""The worker as a process: beside the server, alone, told to stop, and killed in the middle."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.patience import patience, until
from tests.prepared_office import prepared
from tests.served import SIGN_IN, Person, Served, python


MOST_MB = 400
LONG = 10_001
# One person, and more decisions than a sheet is made of while they wait.
WORLD = """
from beatwise.web.accounts.models import Account
from beatwise.web.registers import actions
from beatwise.accountability.registers.read_toml import definition
from beatwise.web.history import audit
from beatwise.web.registers.models import Record
by = Account.objects.create(email="g@office.example", role="governance")
made = definition("decisions")
held = actions.hold(made, {"title": "Patrols", "options": "a", "evidence": "b"}, by)
with audit.changing():
    Record.objects.bulk_create(
        [actions.fresh(made, held, n) for n in range(1, COUNT + 1)], batch_size=1000)
print(signed_in(by))
"""
STATES = """
import json
from beatwise.web.exports.jobs.models import Export
from beatwise.web.keeping.check import check
print(json.dumps([[e.state for e in Export.objects.order_by("pk")],
                  [f for faults in check().faults.values() for f in faults]]))
"""
ASK = """
from beatwise.web.accounts.models import Account
from beatwise.web.exports import listings
from beatwise.web.exports.jobs import actions
from beatwise.web.registry import registry
by = Account.objects.get()
asked = {"register": "decisions"}
listing = listings.listing_for(registry.listings["registers"], by, asked)
for form in FORMS:
    actions.ask(name="registers", filters=asked, form=form, listing=listing, by=by)
"""
# A worker has its place in the office; a worker has begun a job.
AT_WORK = """
import time
from beatwise.web.exports.jobs.single_worker import only_one
while True:
    with only_one() as still_locked:
        if still_locked is None:
            break
    time.sleep(0.1)
"""
BEGUN = """
import time
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult
while not DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING).exists():
    time.sleep(0.02)
"""


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def given(request, tmp_path_factory):
    """The environment of an office with many decisions, on one engine; and its person's key."""
    with prepared(tmp_path_factory.mktemp("office"), request.param) as made:
        key = python(f"COUNT = {LONG}\n" + SIGN_IN + WORLD, made, timeout=120).strip()
        yield made, key


def _children(pid: int) -> list[int]:
    held = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(word) for children in held for word in children.read_text().split()]


def _is_worker(pid: int) -> bool:
    try:
        return b"worker" in Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except OSError:
        return False


def _megabytes(pid: int) -> int:
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) // 1024


def test_the_server_keeps_a_worker_beside_itself(given):
    """A long sheet is made; a killed worker is started again; it stops with the server."""
    made, key = given
    server = "waitress" if "BEATWISE_DATABASE_URL" in made else "gunicorn"
    served = Served(made, words=("--server", server))
    served.start()
    try:
        with Person(served.base, key) as person:
            before = person.get("/exports/").text.count("Download")
            assert person.get("/registers/decisions/export/xlsx/").status_code == 302
            until(lambda: person.get("/exports/").text.count("Download") > before, 40)
            top = served.running[0].pid
            first = next(pid for pid in _children(top) if _is_worker(pid))
            os.kill(first, signal.SIGKILL)
            assert person.get("/registers/decisions/export/ods/").status_code == 302
            until(lambda: person.get("/exports/").text.count("Download") > before + 1, 40)
            second = next(pid for pid in _children(top) if _is_worker(pid))
            used = {pid: _megabytes(pid) for pid in [top, *_children(top)]}
    finally:
        served.stop()
    print(server, "peak memory in MB:", sorted(used.values()))
    assert second != first
    assert max(used.values()) <= MOST_MB
    assert not Path(f"/proc/{second}").exists()
    states, wrong = json.loads(python(STATES, made))
    assert (states[-2:], wrong) == (["ready", "ready"], [])


def test_a_worker_dies_with_its_server_however_that_ends(given):
    """When the server alone is killed, its worker notices and goes."""
    made, _ = given
    served = Served(made)
    served.start()
    top = served.running[0].pid
    worker = until(lambda: next((pid for pid in _children(top) if _is_worker(pid)), 0), 40)
    python(AT_WORK, made)
    os.kill(top, signal.SIGKILL)
    until(lambda: not _is_worker(worker), 40)
    served.kill()


def _worker(made: dict[str, str], *words: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "beatwise", "worker", *words], env=made, stderr=subprocess.PIPE
    )


@pytest.mark.soak
def test_a_worker_killed_in_the_middle_leaves_no_half_result(given, soak):
    """However often it is killed, each sheet is made once and whole, or said not to be made."""
    made, _ = given
    draw, rounds = random.Random(20261122), max(1, round(15 * soak))
    for _ in range(rounds):
        python("FORMS = ['xlsx', 'ods']\n" + ASK, made)
        for _ in range(2):  # one less than the tries after which a job is given up
            process = _worker(made)
            time.sleep(draw.uniform(1.0, 4.0))
            process.kill()
            process.communicate()
            assert json.loads(python(STATES, made))[1] == []
        process = _worker(made, "--until-empty")
        assert process.communicate(timeout=patience(120)) is not None
        states, wrong = json.loads(python(STATES, made))
        assert (states[-2:], wrong) == (["ready", "ready"], [])


def test_a_worker_stops_at_once_when_it_is_told_and_there_is_only_one(given):
    """SIGTERM ends it with 0, its job waits for the next; a second worker is told of the first."""
    made, _ = given
    process = _worker(made)
    python(AT_WORK, made)
    second = _worker(made, "--until-empty")
    words = second.communicate(timeout=patience(30))[1].decode()
    assert (second.returncode, "another worker" in words) == (13, True)
    python("FORMS = ['xlsx']\n" + ASK + BEGUN, made)
    process.terminate()
    process.communicate(timeout=patience(15))
    assert process.returncode == 0
    assert _worker(made, "--until-empty").communicate(timeout=patience(60))
    states, wrong = json.loads(python(STATES, made))
    assert (states[-1], wrong) == ("ready", [])
