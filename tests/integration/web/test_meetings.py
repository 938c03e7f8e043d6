"""Boards and meetings: planned, papers frozen, held, minuted, agreed; packs that never change."""

from __future__ import annotations

import datetime as dt
import hashlib
import re

import pytest

from beatwise.errors import BadInput, Conflict, Refused


TODAY = dt.date(2026, 11, 22)


@pytest.fixture
def meeting(office, monkeypatch):
    """A meeting of a board on the day, one overdue action in the plan, no measures."""
    from beatwise.web.actions import actions
    from beatwise.web.actions import selectors as progress
    from beatwise.web.meetings import boards, selectors

    monkeypatch.setattr(selectors, "today", lambda: TODAY)
    monkeypatch.setattr(progress, "today", lambda: TODAY)
    by = office.account("governance")
    actions.make(
        values={"title": "Map the lights", "strategy": "S", "owner": "performance",
               "due": "2026-10-01"},
        by=by,
    )  # fmt: skip
    board = boards.make_board(values={"name": "Plan board", "members": ["deputy"]}, by=by)
    return boards.plan(board=board.number, values={"on": TODAY, "begins": "10:00"}, by=by)


def test_pages_open(office, meeting):
    """Each page of a planned meeting opens."""
    client = office.client("governance")
    for path in ("/meetings/", "/meetings/rules/", "/meetings/1/", "/meetings/1/agenda/",
                 "/meetings/1/change/", "/meetings/1/history/", "/meetings/1/calendar.ics",
                 "/meetings/1/steps/freeze/", "/boards/1/", "/boards/1/change/", "/boards/1/plan/",
                 "/boards/new/", "/packs/"):  # fmt: skip
        answer = client.get(path)
        assert answer.status_code == 200, (path, answer.content)


def test_a_meeting_goes_from_plan_to_agreed_minutes(office, meeting):
    """Freeze, hold, minute, agree: each by who may, and the packs stay."""
    client, chief = office.client("governance"), office.client("commissioner")
    answer = client.post("/meetings/1/steps/freeze/", {"version": 1})
    assert answer.status_code == 302, answer.content
    pdf = client.get("/packs/1/1/pdf/")
    assert pdf.content.startswith(b"%PDF")
    assert pdf["ETag"] == f'"{hashlib.sha256(pdf.content).hexdigest()}"'
    assert client.get("/packs/1/1/ods/").content.startswith(b"PK")
    cells = re.findall(r">([^<>]+)</t[dh]>", client.get("/packs/1/1/").content.decode())
    for words in ("A1", "Performance officer", "1 October 2026", "52", "Planned"):
        assert words in cells
    answer = client.post("/meetings/1/steps/hold/", {"version": 2, "attended": ["deputy"]})
    assert answer.status_code == 302
    for path in ("minutes/", "decide/decision/", "decide/action/", "decide/change/",
                 "decide/withdrawal/"):  # fmt: skip
        assert client.get(f"/meetings/1/{path}").status_code == 200
    given = {"version": 3, "title": "Mend them", "strategy": "S", "owner": "partner",
             "due": "2027-01-31", "checked": "yes"}  # fmt: skip
    answer = client.post("/meetings/1/decide/action/", given)
    assert answer.status_code == 302, answer.content
    assert client.get("/actions/?q=mend").content.count(b"A2") >= 1
    answer = client.post("/meetings/1/minutes/", {"version": 4, "minutes": "All was said."})
    assert answer.status_code == 302
    answer = chief.post("/meetings/1/steps/agree/", {"version": 5, "why": ""})
    assert answer.status_code == 302, answer.content
    assert "minutes agreed" in chief.get("/meetings/1/").content.decode().lower()


def _frozen(office, **more):
    from beatwise.web.meetings import workflow

    return workflow.freeze(number=1, version=1, by=office.account("governance"), **more)


def test_papers_are_written_out_ahead_of_who_reads_them(office, meeting, monkeypatch):
    """The first look at a pack, whoever takes it, finds what was prepared after its freezing."""
    from beatwise.web.history.working_ahead import WorkingAhead
    from beatwise.web.meetings.views import pack_pages
    from beatwise.web.pages import chart_cache

    clients = [office.client(role) for role in ("governance", "commissioner", "performance")]
    _frozen(office)
    ahead = WorkingAhead(lambda seconds: None)
    assert [ahead.look(), ahead.look()] == [False, True]
    chart_cache.drawings.clear()  # as in another process
    monkeypatch.setattr(pack_pages, "_written_out", lambda row, person: "too late")
    for client in clients:
        page = client.get("/packs/1/1/").content.decode()
        assert "Map the lights" in page
        assert "too late" not in page


def test_a_correction_is_a_new_pack_and_the_old_one_stays(office, meeting):
    """Both packs keep their address, their bytes and their reason."""
    from beatwise.web.meetings import boards, workflow

    by, client = office.account("governance"), office.client("governance")
    _frozen(office)
    first = [client.get(f"/packs/1/1/{form}/").content for form in ("pdf", "ods", "json")]
    workflow.step(number=1, version=2, name="correct", by=by, why="An item was missing")
    boards.add_item(number=1, version=3, heading="Missing item", words="", owner="deputy", by=by)
    workflow.freeze(number=1, version=4, by=by)
    assert [client.get(f"/packs/1/1/{form}/").content for form in ("pdf", "ods", "json")] == first
    old, new = (client.get(f"/packs/1/{n}/").content.decode() for n in (1, 2))
    assert "There is a later pack" in old
    assert "Missing item" not in old
    assert "Missing item" in new
    assert "A correction: An item was missing" in new


def test_the_database_refuses_to_change_a_pack(office, meeting):
    """Neither update nor delete nor replacement touches a frozen pack or its publication."""
    from django.db import DatabaseError, connection, transaction

    _frozen(office)
    for statement in ("UPDATE meetings_pack SET digest = 'x'", "DELETE FROM meetings_pack"):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            connection.cursor().execute(statement)


def test_the_check_finds_a_pack_or_a_step_that_was_tampered_with(office, meeting):
    """A byte of a file, or a state that the history does not know, is told by the check."""
    from beatwise.web.imports.models import Content
    from beatwise.web.meetings import integrity
    from beatwise.web.meetings.models import Meeting

    pack = _frozen(office)
    assert [*integrity.packs(), *integrity.meetings()] == []
    Content.objects.filter(pk=pack.pdf_id).update(data=b"%PDF other")
    assert list(integrity.packs()) == ["meeting/1, pack 1: its PDF is not what was frozen"]
    Meeting.objects.update(state="held")
    assert "its history says pack frozen" in next(integrity.meetings())


def test_a_pack_is_rebuilt_to_the_same_bytes(office, meeting):
    """What was frozen gives the same PDF and the same sheet again."""
    from beatwise.web.meetings.packs import pack_files

    pack = _frozen(office)
    history = pack_files.history_head(pack.content)
    again = pack_files.files(pack_files.read(pack.content), pack.number, pack.why, history)
    assert (again.pdf, again.ods) == (bytes(pack.pdf.data), bytes(pack.ods.data))


def test_a_panel_reader_sees_a_pack_when_it_is_published(office, meeting):
    """A second person publishes, with a fresh proof; then the panel sees the page and its files."""
    from beatwise.web.meetings import workflow

    _frozen(office)
    panel = office.client("panel_reader")
    assert panel.get("/packs/1/1/").status_code == 404
    assert panel.get("/packs/1/1/pdf/").status_code == 404
    assert b"No pack was published yet" in panel.get("/packs/").content
    with pytest.raises(Refused, match="second person"):
        workflow.publish(meeting=1, number=1, by=office.account("governance"), stepped_up=True)
    with pytest.raises(Refused, match="prove again"):
        workflow.publish(meeting=1, number=1, by=office.account("deputy"))
    chief = office.client("commissioner", proved=False)
    assert "/sign-in/confirm/" in chief.post("/packs/1/1/publish/")["Location"]
    assert office.client("commissioner").post("/packs/1/1/publish/").status_code == 302
    chief_page = office.client("commissioner").get("/packs/1/1/").content
    panel_page = panel.get("/packs/1/1/").content
    assert b"Map the lights" in panel_page
    assert b'href="/actions/1/"' in chief_page
    assert b'href="/actions/1/"' not in panel_page  # its papers are written out apart
    assert panel.get("/packs/1/1/").content == panel_page
    assert panel.get("/packs/1/1/ods/").status_code == 200
    assert panel.get("/meetings/1/").status_code == 403
    assert b"Plan board" in panel.get("/search/?q=plan").content


def test_papers_are_not_frozen_while_an_exception_has_no_commentary(office, meeting, monkeypatch):
    """Freezing names the exceptions nobody wrote about; the meeting's page links to them."""
    from tests.integration.web.test_boards_machine import _red

    from beatwise.web.history import audit
    from beatwise.web.performance import gate
    from beatwise.web.performance import selectors as measures

    said: dict[str, str] = {}
    rows = _red()
    monkeypatch.setattr(gate, "plan_scorecard", lambda person, today: rows)
    monkeypatch.setattr(measures, "commentary_words", lambda today: dict(said))
    with audit.changing():
        audit.write("test.red", "test/1", by=None)
    with pytest.raises(Conflict, match="Officer"):
        _frozen(office)
    page = office.client("governance").get("/meetings/1/").content.decode()
    assert "1 exception without commentary" in page
    assert 'href="/measures/officer-hours-saved/"' in page
    said["officer-hours-saved"] = "The scheme began in May."
    with audit.changing():
        audit.write("test.said", "test/1", by=None)
    page = office.client("governance").get(f"/packs/1/{_frozen(office).number}/").content.decode()
    assert "The scheme began in May." in page
    assert "■ R Red" in page


def test_what_a_board_decides_is_done_with_its_minute(office, meeting):
    """An action, an approved change and a withdrawal happen with the decision, or not at all."""
    from beatwise.web.actions import changes, selectors
    from beatwise.web.meetings import minutes, workflow
    from beatwise.web.meetings.models import Decision

    by, chief = office.account("governance"), office.account("commissioner")
    changes.ask(kind="action", about="A1", new_values={"due": "2027-01-31"}, why="Late", by=by)
    _frozen(office)
    workflow.hold(number=1, version=2, attended=["deputy", "commissioner"], by=by)
    given = {"title": "Publish the map", "strategy": "S", "owner": "governance",
             "due": "2027-02-01", "depends_on": "A1"}  # fmt: skip
    with pytest.raises(BadInput, match="no action 'Z9'"):
        minutes.decide_action(number=1, version=3, values={**given, "depends_on": "Z9"}, by=by)
    assert Decision.objects.count() == 0
    minutes.decide_action(number=1, version=3, values=given, by=by)
    with pytest.raises(Refused):
        minutes.decide_change(number=1, version=4, change=1, step="approve",
                              by=office.account("performance"))  # fmt: skip
    minutes.decide_change(number=1, version=4, change=1, step="approve", by=chief)
    minutes.withdraw_action(number=1, version=5, action="A1", why="Another body does it", by=by)
    held = {action.id: action for action in selectors.values()}
    assert (held["A2"].owner, held["A2"].depends_on) == ("governance", ("A1",))
    assert (held["A1"].due, held["A1"].state) == (dt.date(2027, 1, 31), "withdrawn")
    found = [(d.number, d.kind, d.action or d.change) for d in Decision.objects.all()]
    assert found == [(1, "action", "A2"), (2, "change", 1), (3, "withdrawal", "A1")]
    client = office.client("governance")
    files = {t: b"".join(client.get(f"/meetings/export/{t}/csv/")).decode()
             for t in ("meetings", "decisions")}  # fmt: skip
    assert files["meetings"].count("\r\n") == 2
    assert (
        'Plan board,2026-11-22,2,change,"Change 1, action A1 (Map the lights). Due date: '
        "1 October 2026 → 31 January 2027. Why: Late. Asked by: Governance officer. Approved."
    ) in files["decisions"]
    assert client.get("/meetings/export/nothing/csv/").status_code == 404
    page = client.get("/meetings/1/").content.decode()
    assert 'href="/actions/2/"' in page
    assert 'href="/changes/1/"' in page
    assert b"Plan board, 22 November 2026" in client.get("/changes/1/").content


def test_a_board_minutes_an_action_that_belongs_to_no_strategy(office, meeting):
    """On its page, as when an action is entered by hand: a board's action needs no plan."""
    from beatwise.web.actions import selectors
    from beatwise.web.meetings import workflow

    _frozen(office)
    workflow.hold(number=1, version=2, attended=["deputy"], by=office.account("governance"))
    client = office.client("governance")
    given = {"version": 3, "title": "Review firearms licensing", "strategy": "",
             "owner": "force_liaison", "due": "2027-02-01", "checked": "yes"}  # fmt: skip
    answer = client.post("/meetings/1/decide/action/", given)
    assert answer.status_code == 302, answer.content.decode()
    assert {action.title: action.strategy for action in selectors.values()} == {
        "Map the lights": "S",
        "Review firearms licensing": "",
    }


def test_the_next_agenda_follows_the_last_decisions(office, meeting):
    """What the last meeting of the board decided stands on the next agenda, with how far it is."""
    from beatwise.web.meetings import agenda, boards, minutes, workflow

    by = office.account("governance")
    _frozen(office)
    workflow.hold(number=1, version=2, attended=["deputy"], by=by)
    given = {"title": "Publish the map", "strategy": "S", "owner": "deputy", "due": "2027-02-01"}
    minutes.decide_action(number=1, version=3, values=given, by=by)
    later = boards.plan(board=1, values={"on": "2027-02-22", "begins": "10:00"}, by=by)
    items = {item.kind: item for item in agenda.draw(later, TODAY).items}
    assert items["decisions"].lines == ("1. Publish the map — planned",)
    page = office.client("governance").get("/boards/1/plan/").content.decode()
    assert 'value="2027-05-22"' in page


def test_an_agenda_is_put_in_order(office, meeting):
    """Items are put on, moved, and taken off; the pack has them in that order."""
    client = office.client("governance")
    item = {"do": "add", "version": 1, "heading": "News", "words": "One.", "owner": "deputy"}
    assert client.post("/meetings/1/agenda/", item).status_code == 302
    page = client.get("/meetings/1/agenda/").content.decode()
    key = re.search(r'value="(item:\d+)"', page)[1]
    for version in range(2, 8):
        move = {"do": "up", "version": version, "key": key}
        assert client.post("/meetings/1/agenda/", move).status_code == 302
    assert "2. News" in client.get("/meetings/1/").content.decode()
    assert client.post("/meetings/1/agenda/", move).status_code == 409
    drop = {"do": "drop", "version": 8, "key": key.partition(":")[2]}
    assert client.post("/meetings/1/agenda/", drop).status_code == 302
    assert "News" not in client.get("/meetings/1/").content.decode()


def test_a_meeting_goes_into_a_calendar(office, meeting):
    """The entry has the time in UTC, a lasting identifier, and says when it is cancelled."""
    from beatwise.web.meetings import boards, workflow

    client, by = office.client("deputy"), office.account("governance")
    boards.change(number=1, version=1, by=by,
                  values={"on": "2026-07-01", "begins": "14:30", "place": "Room 1"})  # fmt: skip
    entry = client.get("/meetings/1/calendar.ics").content.decode()
    assert "DTSTART:20260701T133000Z" in entry
    assert "UID:meeting-1@beatwise" in entry
    workflow.step(number=1, version=2, name="cancel", by=by, why="No quorum")
    assert (
        "SUMMARY:Cancelled: Plan board" in client.get("/meetings/1/calendar.ics").content.decode()
    )


def test_papers_and_minutes_wait_for_whom_they_concern(office, meeting):
    """Home tells the clerks of papers that are due and the chiefs of minutes to agree."""
    from beatwise.web.meetings import minutes, workflow

    assert b"the papers are due" in office.client("governance").get("/").content
    assert b"the papers are due" not in office.client("deputy").get("/").content
    _frozen(office)
    clerk = office.account("governance")
    workflow.hold(number=1, version=2, attended=["deputy"], by=clerk)
    assert b"agree the minutes" not in office.client("deputy").get("/").content
    assert b"write the minutes" in office.client("governance").get("/").content
    minutes.write(number=1, version=3, text="All was said.", by=clerk)
    assert b"agree the minutes" in office.client("deputy").get("/").content
    assert b"write the minutes" not in office.client("governance").get("/").content


def test_agreed_minutes_stand(office, meeting):
    """After the minutes are agreed nothing in them changes; before, a decision may be reworded."""
    from beatwise.web.meetings import minutes, workflow

    by = office.account("governance")
    _frozen(office)
    workflow.hold(number=1, version=2, attended=["deputy"], by=by)
    with pytest.raises(BadInput, match="minutes"):
        workflow.step(number=1, version=3, name="agree", by=office.account("deputy"))
    minutes.decide(number=1, version=3, words="Notde", by=by)
    assert b"Plan board" in office.client("deputy").get("/search/?q=notde+board").content
    minutes.reword(meeting=1, version=4, number=1, words="Noted", why="Misspelt", by=by)
    workflow.step(number=1, version=5, name="agree", by=office.account("deputy"))
    for act in (
        lambda: minutes.decide(number=1, version=6, words="More", by=by),
        lambda: minutes.write(number=1, version=6, text="More", by=by),
        lambda: minutes.reword(meeting=1, version=6, number=1, words="x", why="y", by=by),
    ):
        with pytest.raises(Conflict, match="are agreed and final"):
            act()


def test_the_pack_is_a_tagged_pdf_and_a_sheet_a_table(office, meeting):
    """The PDF has a structure tree and a title; each table has a sheet, its numbers as numbers."""
    import io

    import pikepdf
    from python_calamine import CalamineWorkbook

    pack = _frozen(office)
    with pikepdf.open(io.BytesIO(bytes(pack.pdf.data))) as opened:
        assert opened.Root.MarkInfo.Marked
        assert str(opened.docinfo["/Title"]) == "Plan board: papers"
        assert str(opened.Root.Lang).lower().startswith("en")
    book = CalamineWorkbook.from_filelike(io.BytesIO(bytes(pack.ods.data)))
    tables = {name.partition("_")[2]: book.get_sheet_by_name(name).to_python()
              for name in book.sheet_names}  # fmt: skip
    heads = ["Number", "Item", "In short", "Owner", "Presenter", "Begins", "Minutes", "Attachments"]
    assert heads in tables["agenda"]
    late = ["A1", "Map the lights", "Performance officer", "1 October 2026", 52.0, "Planned"]
    assert late in tables["overdue"]


def test_a_pack_reads_like_a_boards_paper(office, monkeypatch, tmp_path):
    """Page, PDF and sheets have the same scorecard, exceptions with charts, and the burn-up."""
    import io
    import subprocess

    from python_calamine import CalamineWorkbook

    from beatwise.accountability.boards import agenda
    from beatwise.web.actions import actions
    from beatwise.web.actions import selectors as progress
    from beatwise.web.meetings import boards, selectors, workflow
    from beatwise.web.meetings.packs import pack_files
    from beatwise.web.performance import commentary, observations
    from beatwise.web.performance import selectors as measures
    from beatwise.web.performance.definitions import actions as defining

    for each in (selectors, measures, progress):
        monkeypatch.setattr(each, "today", lambda: TODAY)
    by = office.account("governance")
    for name in ("plan-2025-29", "contact-demand"):
        defining.load_shipped(name=name, by=office.account("performance"))
    for year, cases in enumerate((621, 629, 625, 623, 627, 400), start=2020):
        observations.observe(
            measure="force-staff-satisfaction",
            cells={"period": f"{year}/{year - 1999}", "value": f"{cases / 10}",
                   "numerator": f"{cases}", "denominator": "1000"},
            by=office.account("performance"),
        )  # fmt: skip
    performance = office.account("performance")
    commentary.say(measure="force-staff-satisfaction", text="Two groups.", by=performance)
    for n, due in enumerate(("2026-10-01", "2027-02-01")):
        given = {"title": f"Task {n}", "strategy": "policing", "owner": "performance", "due": due}
        actions.make(values=given, by=by)
    board = boards.make_board(values={"name": "Plan board"}, by=by)
    boards.plan(board=board.number, values={"on": TODAY, "begins": "10:00"}, by=by)
    pack = workflow.freeze(number=1, version=1, by=by)

    held = pack_files.read(pack.content)
    assert agenda.unchanged(held)
    assert not agenda.unchanged(pack_files.read(pack.content.replace("Two groups.", "Two group.")))
    page = office.client("governance").get("/packs/1/1/").content.decode()
    said = " ".join(re.sub(r"<[^>]+>", " ", page).split())
    book = CalamineWorkbook.from_filelike(io.BytesIO(bytes(pack.ods.data)))
    tables = {name.partition("_")[2]: book.get_sheet_by_name(name).to_python()[2:]
              for name in book.sheet_names}  # fmt: skip
    (tmp_path / "pack.pdf").write_bytes(bytes(pack.pdf.data))
    call = ["pdftotext", "-layout", str(tmp_path / "pack.pdf"), "-"]
    printed = " ".join(subprocess.run(call, capture_output=True, text=True).stdout.split())
    for words in ("40 measures of the plan", "9 measures beside the plan", "Two groups.",
                  "Control chart: Staff satisfaction in the force", "Actions by quarter",
                  "■ R Red", "↓ down, worse",
                  "40.0 % (2025/26)", "Overdue on 22 November 2026",
                  "Actions by strategy"):  # fmt: skip
        assert words in said, words
        assert words in printed, words
    assert page.count("<svg xmlns") == 4  # the charts; an icon is hidden from readers of its words
    heads, *rows = tables["scorecard"]
    found = next(row for row in rows if row[1] == "Staff satisfaction in the force")
    row = dict(zip(heads, found, strict=True))
    assert (row["Baseline"], row["Latest"], row["Latest period"]) == (62.7, 40.0, "2025/26")
    assert (row["Letter"], row["Direction"], row["Wanted way"]) == ("R", "↓ down", "worse")
    assert len(rows) == 49
    assert [row[2] for row in tables["charted_values"][1:]] == [40, 62.7, 62.3, 62.5, 62.9, 62.1]
    history = pack_files.history_head(pack.content)
    again = pack_files.files(held, pack.number, pack.why, history)
    assert (again.pdf, again.ods) == (bytes(pack.pdf.data), bytes(pack.ods.data))


def test_the_api_gives_packs_by_their_digest(office, meeting):
    """A pack's ETag is its digest, so that nobody need read it twice."""
    from django.test import Client

    from beatwise.web.accounts.actions import make_token

    pack = _frozen(office)
    words = make_token(name="t", scopes=["records:read"], days=1, by=office.account("evaluator"))[1]
    client = Client(SERVER_NAME="localhost", headers={"Authorization": f"Bearer {words}"})
    answer = client.get("/api/v1/packs/1/1/")
    assert answer["ETag"] == f'"{pack.digest}"'
    assert answer.json()["pdf"] == pack.pdf_id
    first = answer.json()["items"][0]
    assert (first["owner"], first["begins"], first["minutes"]) == ("governance", "10:00", None)
    again = client.get("/api/v1/packs/1/1/", headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304
    assert client.get("/api/v1/meetings/1/").json()["state"] == "pack frozen"


def test_a_board_changes_a_measure_by_its_minutes(office, monkeypatch):
    """A definition asked about, approved at a meeting, has its next version from that day."""
    from beatwise.web.meetings import boards, minutes, selectors, workflow
    from beatwise.web.performance import gate
    from beatwise.web.performance import selectors as measures
    from beatwise.web.performance.definitions import actions as defining
    from beatwise.web.registry import registry

    monkeypatch.setattr(selectors, "today", lambda: TODAY)
    by, client = office.account("governance"), office.client("performance")
    defining.load_shipped(name="plan-2025-29", by=by)
    path = "/changes/new/measure/robbery/"
    kind = registry.changeable["measure"]
    now = kind.now(by, "robbery")
    given = {name: kind.words(now, name) for name in kind.fields("robbery")}
    assert (
        "nothing would be different"
        in client.post(path, {**given, "why": "So"}).content.decode().lower()
    )
    sent = {**given, "title": "Robberies", "why": "Plain words"}
    check = client.post(path, sent).content.decode()
    for words in ("Check what you ask for", "Robberies", "Plain words"):
        assert words in check
    assert client.get("/changes/1/").status_code == 404
    back = client.post(path, {**sent, "checked": "change"}).content.decode()
    assert 'value="Robberies"' in back
    answer = client.post(path, {**sent, "checked": "yes"})
    assert answer.status_code == 302, answer.content
    boards.make_board(values={"name": "Plan board"}, by=by)
    boards.plan(board=1, values={"on": TODAY, "begins": "10:00"}, by=by)
    monkeypatch.setattr(gate, "plan_scorecard", lambda person, today: ())
    workflow.freeze(number=1, version=1, by=by)
    page = client.get("/packs/1/1/").content.decode()
    assert ">Robberies</td>" in page
    assert ">Plain words</td>" in page
    assert ">Measure</a>" in page
    assert ">robbery<" not in page
    workflow.hold(number=1, version=2, attended=["deputy"], by=by)
    minutes.decide_change(number=1, version=3, change=1, step="approve", by=by)
    newest = measures.newest("robbery")
    assert (newest.version, newest.title, newest.valid_from) == (2, "Robberies", TODAY)


def test_no_form_opens_that_can_only_fail(office, meeting):
    """A published pack offers no publishing, and agreed minutes take no decision."""
    from beatwise.web.meetings import minutes, workflow

    by, client = office.account("governance"), office.client("governance")
    answer = client.get("/meetings/1/decide/action/")
    assert answer.status_code == 409
    assert "this one is planned" in answer.content.decode()
    _frozen(office)
    assert client.get("/meetings/1/change/").status_code == 409
    workflow.publish(meeting=1, number=1, by=office.account("deputy"), stepped_up=True)
    for role in ("governance", "commissioner"):
        page = office.client(role, proved=False).get("/packs/1/1/publish/").content.decode()
        assert "It was published on" in page
        assert "Publish it" not in page
    workflow.hold(number=1, version=2, attended=["deputy"], by=by)
    minutes.write(number=1, version=3, text="All was said.", by=by)
    workflow.step(number=1, version=4, name="agree", by=office.account("deputy"))
    for path in ("minutes/", "decide/decision/", "decide/action/", "decide/change/",
                 "decide/withdrawal/"):  # fmt: skip
        answer = client.get(f"/meetings/1/{path}")
        assert answer.status_code == 409, path
        said = answer.content.decode()
        assert "are agreed and final" in said
        assert "meeting/1" not in said.replace("/meetings/1", "")


def test_a_meeting_across_a_change_of_the_clocks_lasts_as_long_as_it_says(office, meeting):
    """Two hours from half past one on the night the clocks go forward are two hours."""
    from beatwise.web.meetings import boards

    boards.change(number=1, version=1, by=office.account("governance"),
                  values={"on": "2027-03-28", "begins": "00:30"})  # fmt: skip
    entry = office.client("deputy").get("/meetings/1/calendar.ics").content.decode()
    assert "DTSTART:20270328T003000Z" in entry
    assert "DTEND:20270328T023000Z" in entry


@pytest.mark.parametrize("day", ["2020-01-01", "0001-01-01", "2037-01-01", "9999-12-31"])
def test_a_meeting_is_planned_in_a_year_that_can_be(office, meeting, day):
    """A mistyped year is refused; a meeting of last month may still be written up."""
    from beatwise.web.meetings import boards

    client, given = office.client("governance"), {"begins": "10:00", "minutes_long": "60"}
    page = client.post("/boards/1/plan/", {**given, "on": day})
    assert "Check the year" in page.content.decode()
    by = office.account("governance")
    for on in ("2026-10-22", "2027-11-22"):
        boards.plan(board=1, values={"on": on}, by=by)
