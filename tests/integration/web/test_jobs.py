"""Long exports are made by a worker: only for who asked, whole or not at all, whatever ends it."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import timedelta

import pytest

from beatwise.errors import Refused


SHEET = "/registers/decisions/export/xlsx/"


@pytest.fixture
def long(office, monkeypatch):
    """Three decisions, and an office in which more than two rows are too many to wait for."""
    from beatwise.accountability.registers.read_toml import definition
    from beatwise.web.exports import download
    from beatwise.web.registers import actions

    monkeypatch.setattr(download, "AT_ONCE", 2)
    by = office.account("governance")
    for title in ("One", "=1+1", "Three"):
        actions.make(register=definition("decisions"), values={"title": title}, by=by)
    return office


def _work() -> int:
    from beatwise.web.exports.jobs.work_queue import work

    return work(until_empty=True)


def _exports():
    from beatwise.web.exports.jobs.models import Export

    return list(Export.objects.order_by("pk"))


def _checked() -> list[str]:
    from beatwise.web.keeping.check import check

    return [fault for faults in check().faults.values() for fault in faults]


def test_a_long_sheet_is_made_by_the_worker_and_found_under_own_exports(long):
    """Asked for, waiting, made, fetched; the history has it and the file runs nothing."""
    client = long.client("governance")
    answer = client.get(SHEET)
    assert (answer.status_code, answer["Location"]) == (302, "/exports/")
    page = client.get("/exports/").content.decode()
    assert "Waiting" in page
    assert "3 rows" in page
    assert "waiting.js" in page
    assert _work() == 1
    page = client.get("/exports/").content.decode()
    assert "Download" in page
    assert "waiting.js" not in page
    made = client.get(f"/exports/{_exports()[0].pk}/")
    assert made["Content-Disposition"] == 'attachment; filename="decisions.xlsx"'
    assert "sandbox" in made["Content-Security-Policy"]
    with zipfile.ZipFile(io.BytesIO(made.content)) as packed:
        writers = [n for n in packed.namelist() if n.startswith("xl/worksheets/")]
        assert all(b"<f>" not in packed.read(n) for n in writers)
    assert _checked() == []


@pytest.mark.parametrize("form", ["csv", "json"])
def test_plain_files_of_any_length_come_at_once(long, form):
    """CSV and JSON are sent as they are written, however long the list is."""
    answer = long.client("governance").get(f"/registers/decisions/export/{form}/")
    whole = b"".join(answer).decode()
    assert answer.status_code == 200
    assert whole.count("Three") == 1
    assert _exports() == []


def test_a_short_sheet_comes_at_once(long):
    """What the filters leave is what counts."""
    answer = long.client("governance").get(f"{SHEET}?q=three")
    assert answer.status_code == 200
    assert _exports() == []


def test_nobody_has_anothers_exports(long):
    """Another's export is not listed, not fetched and not taken away, whatever the role."""
    client = long.client("governance")
    client.get(SHEET)
    _work()
    key = _exports()[0].pk
    other = long.client("commissioner")
    assert "Download" not in other.get("/exports/").content.decode()
    assert other.get(f"/exports/{key}/").status_code == 404
    assert other.post(f"/exports/{key}/remove/").status_code == 404
    assert client.post(f"/exports/{key}/remove/").status_code == 302
    assert _exports() == []
    assert _checked() == []


def test_an_export_holds_what_its_owner_may_see_when_it_is_made(long):
    """A role taken away before the worker comes to it leaves no file, and says so."""
    client = long.client("performance")
    client.get(SHEET)
    account = long.account("performance")
    account.role = "patroller"
    account.save()
    _work()
    held = _exports()[0]
    assert (held.state, "role" in held.words) == ("failed", True)
    assert _checked() == []


def test_a_few_exports_wait_for_one_person_and_no_more(long):
    """The sixth is refused, with the next step."""
    client = long.client("governance")
    for _ in range(5):
        client.get(SHEET)
    answer = client.get(SHEET)
    assert answer.status_code == 403
    assert "remove one" in answer.content.decode()
    assert len(_exports()) == 5


def test_exports_expire_with_their_files(long):
    """After its time an export is gone, from the list and from the database."""
    from django.utils import timezone

    from beatwise.web.exports.jobs.models import Export, ExportFile
    from beatwise.web.exports.jobs.work_queue import chores

    client = long.client("governance")
    client.get(SHEET)
    _work()
    Export.objects.update(expires=timezone.now() - timedelta(seconds=1))
    assert client.get(f"/exports/{_exports()[0].pk}/").status_code == 404
    chores()
    assert (_exports(), ExportFile.objects.count()) == ([], 0)
    assert _checked() == []


def test_a_job_whose_worker_was_lost_is_taken_up_again_and_given_up_in_the_end(long):
    """Twice it goes back into the queue; the third time it fails, and the person is told."""
    from django_tasks import TaskResultStatus
    from django_tasks_db.models import DBTaskResult

    from beatwise.web.exports.jobs.work_queue import take_up_again

    long.client("governance").get(SHEET)
    for tries in (1, 2, 3):
        job = DBTaskResult.objects.get()
        job.claim(f"worker-{tries}")
        assert take_up_again() == 1
        wanted = TaskResultStatus.READY if tries < 3 else TaskResultStatus.FAILED
        assert DBTaskResult.objects.get().status == wanted
    assert _exports()[0].state == "failed"
    assert "3 times" in _exports()[0].words
    assert _work() == 0
    assert _checked() == []


def test_a_worker_told_to_stop_gives_its_job_back(long, monkeypatch):
    """The job waits again, no try is counted, and the next worker makes it."""
    from django_tasks_db.models import DBTaskResult

    from beatwise.web.exports.jobs import stopping
    from beatwise.web.exports.jobs.work_queue import do_one

    long.client("governance").get(SHEET)
    stopping.requested.set()
    try:
        with pytest.raises(stopping.Stopped):
            do_one("a")
    finally:
        stopping.requested.clear()
    job = DBTaskResult.objects.get()
    assert (job.status, job.worker_ids) == ("READY", [])
    assert _work() == 1
    assert _exports()[0].state == "ready"


def test_a_job_that_goes_wrong_says_so_and_the_worker_goes_on(long, monkeypatch):
    """What nobody foresaw fails that export alone; its words tell no secrets."""
    from beatwise.web.exports import writers

    client = long.client("governance")
    client.get(SHEET)
    client.get("/registers/decisions/export/ods/")

    def broken(listing):
        raise RuntimeError("password=hunter2")

    monkeypatch.setitem(writers.SPREADSHEETS, "xlsx", broken)
    assert _work() == 2
    assert [e.state for e in _exports()] == ["failed", "ready"]
    assert "hunter2" not in client.get("/exports/").content.decode()
    assert _checked() == []


def test_doing_a_job_twice_makes_one_file(long):
    """A worker killed after the file was kept and before the job was done does no harm."""
    from beatwise.web.exports.jobs.make_file import make_file
    from beatwise.web.history.models import Change

    long.client("governance").get(SHEET)
    _work()
    make_file.call(_exports()[0].pk)
    make_file.call(99_999)
    assert Change.objects.filter(action="export.ready").count() == 1
    assert _checked() == []


def test_one_person_exports_and_searches_so_often_a_minute(office, monkeypatch):
    """Past the limit comes a page that says when to go on; another person is not held up."""
    from beatwise.web.pages import rate_limit

    monkeypatch.setattr(rate_limit.time, "time", lambda: 1_800_000_030.0)
    for address, most in (("/registers/decisions/export/csv/", 30), ("/search/?q=x", 60)):
        client = office.client("governance")
        codes = [client.get(address).status_code for _ in range(most + 1)]
        assert codes == [200] * most + [429]
        answer = client.get(address)
        assert answer["Retry-After"] == "30"
        assert "Wait 30 seconds" in answer.content.decode()
        assert office.client("deputy").get(address).status_code == 200


def test_the_history_can_be_had_as_csv_and_json_with_its_hashes(long):
    """Each line carries the hash by which the chain can be followed; a sheet is not offered."""
    client = long.client("governance")
    rows = list(csv.DictReader(io.StringIO(b"".join(client.get("/history/export/csv/")).decode())))
    assert [int(row["Number"]) for row in rows] == list(range(1, len(rows) + 1))
    assert all(len(row["Hash"]) == 64 for row in rows)
    assert client.get("/history/export/xlsx/").status_code == 404


def test_a_role_without_exports_of_its_own_is_told(long):
    """Whoever may not have exports is not left with one that nobody can fetch."""
    from beatwise.publication.formats.listing import Listing
    from beatwise.web.exports.jobs import actions

    listing = Listing("x", "X", (), (), count=9)
    with pytest.raises(Refused):
        actions.ask(name="registers", filters={}, form="xlsx", listing=listing,
                    by=long.account("patroller"))  # fmt: skip


def test_a_database_that_others_hold_too_long_is_waited_for(long, monkeypatch):
    """A worker that waited in vain for its turn to write takes the job up again."""
    from django.db import OperationalError

    from beatwise.web.exports.jobs import make_file as making
    from beatwise.web.exports.jobs import work_queue

    monkeypatch.setattr(work_queue, "INTERVAL", 0.01)
    made, tries = making._content, []

    def busy(export):
        tries.append(export.pk)
        if len(tries) == 1:
            raise OperationalError("database is locked")
        return made(export)

    monkeypatch.setattr(making, "_content", busy)
    long.client("governance").get(SHEET)
    assert _work() == 1
    assert len(tries) == 2
    assert _exports()[0].state == "ready"
    assert _checked() == []


def test_a_list_that_takes_too_long_is_given_up_with_words(long, monkeypatch):
    """The worker's database work for one file is limited; who asked for it is told what to do."""
    from django.db import connection, transaction

    from beatwise.web.bounds import statement_time
    from beatwise.web.exports.jobs import make_file
    from beatwise.web.exports.jobs.models import Export

    endless = {
        "sqlite": "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n)"
        " SELECT max(x) FROM n",
        "postgresql": "SELECT pg_sleep(600)",
    }[long.engine]

    def never(_export):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(endless)
            return cursor.fetchone()

    long.client("governance").get(SHEET)
    monkeypatch.setattr(make_file, "_content", never)
    monkeypatch.setattr(make_file, "MOST_SECONDS", 0.05)
    monkeypatch.setattr(statement_time, "STEPS", 1_000)
    _work()
    [export] = _exports()
    assert export.state == Export.FAILED
    assert export.words == "The list took too long to work out. Narrow it, or export it as CSV."
