"""Imports that are too long to wait for: the worker checks and makes them, unseen until done."""

from __future__ import annotations

import csv
import io

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile

from beatwise.accountability.questions import EVERY


ROWS = 2_100
PAGE = "/registers/decisions/import/"


def _csv(rows: int, *, wrong: int = 0, first: int = 0) -> bytes:
    from beatwise.accountability.registers.read_toml import definition

    made = definition("decisions")
    out = io.StringIO()
    writer = csv.DictWriter(out, ["Number", "State", *(f.label for f in made.fields)])
    writer.writeheader()
    for number in range(first, first + rows):
        amount = "lots" if number < wrong else "12.50"
        writer.writerow({"Decision": f"Grant {number} for Exmouth", "Amount": amount})
    return out.getvalue().encode()


def _values(rows: int) -> bytes:
    lines = [
        f"robbery,Area {at % 40},{2000 + at // 480}-{at // 40 % 12 + 1:02d},{100 + at % 17}"
        for at in range(rows)
    ]
    return ("measure,area,period,value\n" + "\n".join(lines) + "\n").encode()


def _upload(client, page: str, content: bytes, name: str = "many.csv") -> str:
    answer = client.post(page, {"file": SimpleUploadedFile(name, content)})
    assert answer.status_code == 302, answer.content.decode()[:2000]
    return answer.headers["Location"]


def _press(client, page: str, do: str, **more: str) -> str:
    assert client.post(page, {"do": do, **more}).status_code == 302
    return client.get(page).content.decode()


def _work() -> int:
    """Do every job that waits, as the one worker does."""
    from beatwise.web.exports.jobs.work_queue import do_one, take_up_again

    take_up_again()
    done = 0
    while do_one("worker"):
        done += 1
    return done


def _records() -> int:
    from beatwise.web.registers.models import Record

    return Record.objects.filter(removed=False).count()


def _hidden() -> int:
    from beatwise.web.registers.models import Record

    return Record._base_manager.count() - Record.objects.count()


def _faults() -> list[str]:
    from beatwise.web.keeping.check import check

    return [fault for faults in check().faults.values() for fault in faults]


def test_a_long_file_is_checked_and_imported_by_the_worker_and_undone_at_once(office):
    """Upload, progress, outlook, import, the record with its history, undo: all sealed."""
    client = office.client("governance")
    page = _upload(client, PAGE, _csv(ROWS))
    shown = client.get(page).content.decode()
    assert "Waiting" in shown
    assert 'data-waiting="yes"' in shown
    assert client.get(PAGE).content.decode().count(page) == 1  # found again from the upload page
    assert _work() == 1
    shown = client.get(page).content.decode()
    assert "2,100 would be made, 0 changed" in shown
    assert "Grant 0 for Exmouth" in shown
    assert _records() == 0
    _press(client, page, "commit")
    assert _work() == 1
    assert "2,100 records" in client.get(page).content.decode()
    assert (_records(), _hidden()) == (ROWS, 0)
    assert "Grant 2099" in client.get("/registers/decisions/2100/").content.decode()
    made = client.get("/registers/decisions/2100/history/").content.decode()
    assert "Made by an import" in made
    assert _faults() == []
    shown = _press(client, page, "undo", why="wrong file")
    assert "It was undone" in shown
    assert (_records(), _hidden()) == (0, ROWS)
    assert client.get("/registers/decisions/2100/").status_code == 404
    assert _faults() == []


def test_wrong_rows_of_a_long_file_are_listed_and_nothing_is_imported(office):
    """The worker names each wrong row; an import of them is refused and says so."""
    client = office.client("governance")
    page = _upload(client, PAGE, _csv(ROWS, wrong=3))
    _work()
    shown = client.get(page).content.decode()
    assert "3 rows are wrong" in shown
    assert "Upload a corrected file" in shown
    shown = _press(client, page, "commit")
    _work()
    shown = client.get(page).content.decode()
    assert "3 rows are wrong, so nothing was imported" in shown
    assert (_records(), _faults()) == (0, [])


def test_a_worker_that_is_lost_leaves_nothing_to_be_seen_and_goes_on_where_it_was(
    office, monkeypatch
):
    """Lost after two transactions: no reader sees a row; the next makes only the others."""
    from beatwise.web.imports.models import Run
    from beatwise.web.imports.runs import run_job
    from beatwise.web.registers.imports import Records
    from beatwise.web.registers.models import Record

    class Killed(BaseException):
        """As if the process ended."""

    client = office.client("governance")
    page = _upload(client, PAGE, _csv(ROWS))
    _work()
    _press(client, page, "commit")
    stage, made = Records.stage, []

    def dying(self, things, by, run):
        if len(made) == 2:
            raise Killed
        made.append(len(things))
        stage(self, things, by, run)

    monkeypatch.setattr(run_job, "HOLD", 1e6)
    monkeypatch.setattr(run_job, "FEWEST", 500)
    monkeypatch.setattr(Records, "stage", dying)
    with pytest.raises(Killed):
        _work()
    shown = client.get(page).content.decode()
    assert "2,100 of 2,100 rows checked, 1,000 imported" in shown
    assert (_records(), _hidden()) == (0, 1000)
    assert client.get("/search/?q=Exmouth").content.decode().count("Grant") == 0
    assert _faults() == []
    monkeypatch.setattr(Records, "stage", stage)
    assert _work() == 1
    assert (_records(), _hidden()) == (ROWS, 0)
    titles = Record.objects.values_list("values__title", flat=True).order_by("number")
    assert list(titles) == [f"Grant {at} for Exmouth" for at in range(ROWS)]
    assert Run.objects.filter(state=Run.DONE).count() == 2
    assert _faults() == []


def test_an_import_is_cancelled_between_two_transactions(office, monkeypatch):
    """Cancelling ends it at the next step; what it made is never seen, and it can begin again."""
    from beatwise.web.imports.models import Run
    from beatwise.web.imports.runs import run_job
    from beatwise.web.registers.imports import Records

    monkeypatch.setattr(run_job, "HOLD", 1e6)
    monkeypatch.setattr(run_job, "FEWEST", 500)
    client = office.client("governance")
    page = _upload(client, PAGE, _csv(ROWS))
    _work()
    _press(client, page, "commit")
    stage = Records.stage

    def cancelling(self, things, by, run):
        stage(self, things, by, run)
        if run.imported == 500:
            run.state = Run.CANCELLED
            run.save(update_fields=["state"])

    monkeypatch.setattr(Records, "stage", cancelling)
    _work()
    monkeypatch.setattr(Records, "stage", stage)
    shown = client.get(page).content.decode()
    assert "Cancelled" in shown
    assert (_records(), _hidden(), _faults()) == (0, 1000, [])
    _press(client, page, "look")
    _work()
    _press(client, page, "commit")
    _work()
    assert (_records(), _hidden(), _faults()) == (ROWS, 1000, [])


def test_cancel_is_a_button_while_the_worker_has_not_begun(office):
    """Cancelled before it began, nothing is done with the file, and the history says who did."""
    from beatwise.web.history.models import Change

    client = office.client("governance")
    page = _upload(client, PAGE, _csv(ROWS))
    shown = _press(client, page, "cancel")
    assert "nothing was changed" in shown
    _work()
    assert "would be made" not in client.get(page).content.decode()
    assert Change.objects.filter(action="import.cancel").count() == 1


def test_a_workbook_is_cancelled_while_the_worker_reads_it_and_then_imported(office, monkeypatch):
    """The page says that the file is read; cancelling ends that, and the same file goes on."""
    from beatwise.web.imports.laying_out import layout_process
    from beatwise.web.imports.runs import run_progress

    client, reading = office.client("governance"), run_progress.reading
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Decisions")
        for at, row in enumerate(csv.reader(_csv(ROWS).decode().splitlines())):
            sheet.write_row(at, 0, row)
    monkeypatch.setattr(layout_process, "SMALL", 0)

    def cancelling(rows: int) -> None:
        if rows == 0:
            _press(client, page, "cancel")
        reading(rows)

    page = _upload(client, PAGE, out.getvalue(), "many.xlsx")
    monkeypatch.setattr(run_progress, "reading", cancelling)
    _work()
    assert "Cancelled" in client.get(page).content.decode()
    assert not layout_process._turn.locked()
    monkeypatch.setattr(run_progress, "reading", reading)
    _press(client, page, "look")
    _work()
    assert "2,100 would be made" in client.get(page).content.decode()
    _press(client, page, "commit")
    _work()
    assert (_records(), _faults()) == (ROWS, [])


def test_a_record_that_was_changed_meanwhile_stops_the_import(office, monkeypatch):
    """A file that changes a record is refused when someone else changed it in between."""
    from beatwise.accountability.registers.read_toml import definition
    from beatwise.web.imports.models import Run
    from beatwise.web.registers import actions
    from beatwise.web.registers.imports import Records

    made, by = definition("decisions"), office.account("governance")
    actions.make(register=made, values={"title": "Old"}, by=by)
    client = office.client("governance")
    content = _csv(ROWS) + b"1,,Changed" + b"," * (len(made.fields) - 1) + b"\n"
    page = _upload(client, PAGE, content)
    _work()
    assert "2,100 would be made, 1 changed" in client.get(page).content.decode()
    _press(client, page, "commit")
    stage = Records.stage

    def meanwhile(self, things, by, run):
        stage(self, things, by, run)
        if run.imported == 0:
            actions.change(register=made, number=1, version=1, values={"title": "Mine"}, by=run.by)

    monkeypatch.setattr(Records, "stage", meanwhile)
    _work()
    run = Run.objects.first()
    assert (run.state, "changed since: 1" in run.words) == ("failed", True), run.words
    assert (_records(), _faults()) == (1, [])


def test_long_values_bring_their_standings_and_take_them_out_again(office):
    """Values of the worker count at once in standings; undoing leaves the office as it was."""
    from beatwise.web.performance.definitions import actions
    from beatwise.web.performance.models import ObservationRow, Standing

    actions.load_shipped(name="plan-2025-29", by=office.account("governance"))
    client = office.client("governance")
    page = _upload(client, "/measures/import/", _values(ROWS))
    _work()
    shown = client.get(page).content.decode()
    assert "2,100 would be made" in shown
    assert ObservationRow.objects.count() == 0
    _press(client, page, "commit", reason="as returned")
    _work()
    assert ObservationRow.objects.count() == ROWS
    assert sum(Standing.objects.values_list("value_count", flat=True)) == ROWS
    assert _faults() == []
    _press(client, page, "undo", why="wrong")
    assert ObservationRow.objects.count() == 0
    assert sum(Standing.objects.values_list("value_count", flat=True)) == 0
    assert _faults() == []


def _meanwhile(monkeypatch, then):
    """Let somebody do something once the standings of a run are worked out, before they count."""
    from beatwise.web.performance.imports import Values

    ahead = Values.ahead

    def slow(self, run, *, visible):
        done = ahead(self, run, visible=visible)
        then(run.by)
        return done

    monkeypatch.setattr(Values, "ahead", slow)


def test_standings_are_worked_out_while_others_write_and_miss_nothing_of_it(office, monkeypatch):
    """Nobody waits for them; what others enter in between counts with the values, and without."""
    from beatwise.web.history.sealing import row_marks
    from beatwise.web.performance import current_ratings, observations
    from beatwise.web.performance.definitions import actions
    from beatwise.web.performance.models import Standing

    actions.load_shipped(name="plan-2025-29", by=office.account("governance"))
    client = office.client("governance")
    page = _upload(client, "/measures/import/", _values(ROWS))
    _work()
    months, alone = iter(("2020-01", "2020-02")), []

    def enter(by):
        alone.append(row_marks._open.get() is None)  # no action holds the writers' turn
        cells = {"area": "Area 1", "period": next(months), "value": "1"}
        observations.observe(measure="robbery", cells=cells, by=by, reasons={EVERY: "as said"})

    _meanwhile(monkeypatch, enter)
    worked_out = []
    measure = current_ratings._measure

    def noting(name, areas, counted):
        worked_out.append(len(areas))
        return measure(name, areas, counted)

    monkeypatch.setattr(current_ratings, "_measure", noting)
    for do, more, values in (
        ("commit", {"reason": "as returned"}, ROWS + 1),
        ("undo", {"why": "wrong"}, 2),
    ):
        worked_out.clear()
        _press(client, page, do, **more)
        _work()
        assert worked_out == [40, 1, 1]  # ahead, what somebody entered, and that again
        assert sum(Standing.objects.values_list("value_count", flat=True)) == values
        robbery = Standing.objects.get(measure="robbery", area="Area 1")
        fresh = current_ratings.worked_out([("robbery", "Area 1")])
        assert [(robbery.value_count, robbery.latest_id, robbery.point)] == [
            (each.value_count, each.latest_id, each.point) for each in fresh
        ]
        assert _faults() == []
    assert alone == [True, True]


def test_a_backup_holds_unseen_rows_so_that_seals_agree(office, tmp_path):
    """The digest of a table counts rows of an undone import as well."""
    from beatwise.web.keeping.table_dumps import digest
    from beatwise.web.registers.models import Record

    client = office.client("governance")
    page = _upload(client, PAGE, _csv(ROWS))
    _work()
    _press(client, page, "commit")
    _work()
    _press(client, page, "undo", why="wrong file")
    assert digest(Record)["rows"] == ROWS


def test_long_peers_and_actions_are_imported_by_the_worker_too(office):
    """Both kinds show how far they are, are made whole, and can be undone."""
    from beatwise.web.actions.models import PlanAction
    from beatwise.web.performance.definitions import actions
    from beatwise.web.performance.models import Peer

    actions.load_shipped(name="plan-2025-29", by=office.account("governance"))
    client = office.client("governance")
    lines = [f"robbery,Force {at % 40},{1990 + at // 40},{at % 17}.5,," for at in range(ROWS)]
    heading = "measure,force,period,value,weight,source\n"
    peers = _upload(client, "/measures/peers/import/", (heading + "\n".join(lines)).encode())
    rows = [
        f"T{at},Light street {at},finances,performance,2027-03-31,planned" for at in range(ROWS)
    ]
    heading = "id,title,strategy,owner,due,state\n"
    plan = _upload(client, "/actions/import/", (heading + "\n".join(rows)).encode())
    _work()
    for page in (peers, plan):
        assert "2,100 would be made" in client.get(page).content.decode()
        _press(client, page, "commit")
    _work()
    assert (Peer.objects.count(), PlanAction.objects.filter(removed=False).count()) == (ROWS, ROWS)
    assert _faults() == []
    for page in (peers, plan):
        _press(client, page, "undo", why="wrong")
    assert "Waiting" in client.get(plan).content.decode()
    _work()
    assert "It was undone" in client.get(plan).content.decode()
    assert (Peer.objects.count(), PlanAction.objects.filter(removed=False).count()) == (0, 0)
    assert _faults() == []


def test_only_the_page_of_an_import_takes_a_large_file(office):
    """40 MB of who is signed in there; 6 MB everywhere else, and of everybody else."""
    client, much = office.client("governance"), b"x" * 7_000_000
    for browser, page in ((client, "/registers/decisions/new/"), (office.client(), PAGE)):
        answer = browser.post(page, {"file": SimpleUploadedFile("a.csv", much)})
        assert answer.status_code == 413, page
    assert client.post(PAGE, {"file": SimpleUploadedFile("a.csv", much)}).status_code == 200
