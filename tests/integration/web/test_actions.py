"""The plan's actions: added, edited, moved, proved, changed at a board, imported."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re

import pytest

from beatwise.errors import BadInput, Conflict


TODAY = dt.date(2026, 11, 22)


@pytest.fixture
def plan(office, monkeypatch):
    """Three actions: A1 waits for A2; A3 is the partner's in Northtown."""
    from beatwise.web.actions import actions, selectors

    monkeypatch.setattr(selectors, "today", lambda: TODAY)
    by = office.account("performance")
    common = {"strategy": "safer-streets", "owner": "performance"}
    actions.make(values={**common, "title": "Map the lights", "due": "2026-12-31"}, by=by)
    actions.make(values={**common, "title": "Mend the lights", "depends_on": "A1"}, by=by)
    actions.make(
        values={**common, "title": "Walk the parks", "owner": "partner", "area": "Northtown",
               "due": "2026-10-01"},
        by=by,
    )  # fmt: skip
    return by


def test_pages_open(office, plan):
    """Each page of an action opens."""
    client = office.client("performance")
    for path in ("", "new/", "rules/", "progress/", "progress/burn-up.svg", "1/", "1/edit/",
                 "1/history/", "1/evidence/", "1/steps/start/", "import/", "export/csv/",
                 "progress/strategies/csv/"):  # fmt: skip
        answer = client.get(f"/actions/{path}")
        assert answer.status_code == 200, (path, answer.content)
    for path in ("", "new/action/A1/"):
        assert client.get(f"/changes/{path}").status_code == 200


def test_a_board_s_own_action_belongs_to_no_strategy(office, plan):
    """Made on its page without one; it is in the list and its file, and no progress of the plan."""
    from beatwise.web.actions import selectors
    from beatwise.web.actions.progress import progress_report

    before = progress_report.of(plan, TODAY)
    client = office.client("performance")
    given = {"title": "Review firearms licensing", "strategy": "", "owner": "force_liaison"}
    answer = client.post("/actions/new/", given)
    assert answer.status_code == 302, answer.content
    assert {a.id: a.strategy for a in selectors.values()}["A4"] == ""
    assert "board’s own" in client.get("/actions/4/").content.decode().replace("&#x27;", "’")
    assert [row["strategy"] for row in _rows(office) if row["id"] == "A4"] == [""]
    after = progress_report.of(plan, TODAY)
    assert (after.whole, after.by_strategy) == (before.whole, before.by_strategy)


def test_the_area_of_an_action_is_chosen_and_another_is_written_beside_it(office, plan):
    """A slip in its name would hide an action from its partner: it is no choice."""
    from beatwise.web.actions.models import PlanAction

    client = office.client("performance")
    page = client.get("/actions/new/").content.decode()
    choices = page.partition('<select name="area"')[2].partition("</select>")[0]
    assert re.findall(r'value="(\w*)"', choices) == ["", "Northtown"]
    given = {"title": "Count the lamps", "strategy": "safer-streets", "owner": "partner"}
    refused = client.post("/actions/new/", {**given, "area": "Nortown"})
    assert (refused.status_code, PlanAction.objects.count()) == (200, 3)
    assert client.post("/actions/new/", {**given, "area": "Northtown"}).status_code == 302
    assert client.post("/actions/new/", {**given, "new_area": "Westmoor"}).status_code == 302
    areas = PlanAction.objects.order_by("number").values_list("area", flat=True)
    assert list(areas)[3:] == ["Northtown", "Westmoor"]
    both = client.post("/actions/4/edit/", {**given, "version": "1", "area": "Westmoor",
                                            "new_area": "Eastmoor", "why": "moved"})  # fmt: skip
    assert "Choose an area or write another, not both." in both.content.decode()


def _rows(office, form: str = "csv", role: str = "performance", query: str = "") -> list[dict]:
    answer = office.client(role).get(f"/actions/export/{form}/{query}")
    whole = b"".join(answer) if answer.streaming else answer.content
    return list(csv.DictReader(io.StringIO(whole.decode("utf-8-sig"))))


def _file(*rows: dict) -> bytes:
    out = io.StringIO()
    names = list(dict.fromkeys(name for row in rows for name in row))
    writer = csv.DictWriter(out, names)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def _import(office, *rows: dict, role: str = "performance", name: str = "a.csv"):
    from beatwise.web.actions.imports.importer import Actions
    from beatwise.web.imports import batches

    by = office.account(role)
    batch = batches.keep(Actions(), name=name, content=_file(*rows), by=by)
    return batches.commit(Actions(), batch=batch, by=by)


NEW = {"id": "B1", "title": "Light the park", "strategy": "safer-streets", "owner": "Partner",
       "due": "2027-01-31", "state": "Planned", "depends_on": "A1", "area": ""}  # fmt: skip


@pytest.mark.parametrize("form", ["csv", "ods", "xlsx"])
def test_an_export_imported_again_changes_nothing(office, plan, form):
    """The columns of an export are those of an import, in each form."""
    from beatwise.web.actions.imports.importer import Actions

    answer = office.client("performance").get(f"/actions/export/{form}/")
    whole = b"".join(answer) if answer.streaming else answer.content
    found = Actions().preview(f"a.{form}", whole, plan)
    assert (len(found.new), len(found.changed), found.same, found.wrong) == (0, 0, 3, ())


def test_an_import_adds_changes_and_is_undone(office, plan):
    """A file adds an action, proves and completes another; undone, the plan is as it was."""
    from beatwise.web.actions import selectors
    from beatwise.web.actions.imports.importer import Actions
    from beatwise.web.history import audit
    from beatwise.web.imports import batches

    before = selectors.values()
    first = {k: v for k, v in _rows(office)[0].items() if k in (*NEW, "completed", "evidence")}
    done = {**first, "state": "Complete", "completed": TODAY.isoformat(), "evidence": "Map drawn"}
    batch = _import(office, done, {**NEW, "completed": "", "evidence": ""})
    held = {action.id: action for action in selectors.values()}
    assert (held["A1"].state, held["A1"].completed) == ("complete", TODAY)
    assert held["A1"].evidence == ("Map drawn",)
    assert held["B1"].depends_on == ("A1",)
    assert held["B1"].owner == "partner"
    batches.undo(Actions(), batch=batch, by=plan, why="the wrong file")
    assert selectors.values() == before
    assert audit.verify()[2] == []


def test_an_import_is_not_undone_over_a_later_change(office, plan):
    """What was added by a file and waited for, asked about or moved since stays."""
    from beatwise.web.actions import changes
    from beatwise.web.actions.imports.importer import Actions
    from beatwise.web.imports import batches

    batch = _import(office, NEW)
    changes.ask(kind="action", about="B1", new_values={"due": "2027-02-28"}, why="Later", by=plan)
    with pytest.raises(Conflict, match="B1"):
        batches.undo(Actions(), batch=batch, by=plan, why="the wrong file")


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"id": "A1", "owner": "Partner"}, "owner is changed by a board"),
        ({"id": "A1", "due": "2027-12-31"}, "moved by a board"),
        ({"id": "A1", "state": "Complete"}, "day of completion"),
        ({"id": "A1", "state": "Withdrawn"}, "cannot move it"),
        ({"id": "B1", "state": "Withdrawn"}, "cannot add an action that is withdrawn"),
        ({"id": "B1", "owner": "Jo Bloggs"}, "not known"),
        ({"id": "B1", "depends_on": "Z9"}, "not in the plan"),
        ({"id": "B;1"}, "not an id"),
        ({"id": "B1", "state": "Complete", "completed": "2026-11-01"}, "with evidence only"),
        ({"id": "B1", "due": "soon"}, "not a day"),
    ],
)
def test_a_file_breaks_no_rule(office, plan, row, words):
    """Each wrong row is named with its reason, and nothing of the file is taken."""
    from beatwise.web.actions import selectors
    from beatwise.web.actions.imports.importer import Actions

    known = next((r for r in _rows(office) if r["id"] == row["id"]), {**NEW, "depends_on": ""})
    whole = {**{"completed": "", "evidence": ""}, **known, **row}
    before = selectors.values()
    found = Actions().preview("a.csv", _file(whole), plan)
    assert len(found.wrong) == 1
    assert words in found.wrong[0].words
    with pytest.raises(BadInput):
        _import(office, whole)
    assert selectors.values() == before


def test_a_file_may_leave_columns_out(office, plan):
    """What a file has no column for stays as it is."""
    from beatwise.web.actions import selectors

    row = {k: _rows(office)[1][k] for k in ("id", "title", "strategy", "owner", "due", "state")}
    _import(office, {**row, "title": "Mend every light"})
    held = {action.id: action for action in selectors.values()}["A2"]
    assert (held.title, held.depends_on) == ("Mend every light", ("A1",))


def test_two_thousand_actions_come_in_and_out(office, plan):
    """A whole plan is previewed, taken and exported in one file."""
    rows = [{**NEW, "id": f"B{n}", "depends_on": f"B{n - 1}" if n > 1 else ""}
            for n in range(1, 2001)]  # fmt: skip
    _import(office, *rows)
    assert len(_rows(office)) == 2003
    page = office.client("performance").get("/actions/?page=81").content.decode()
    assert "2,003 actions, page 81 of 81" in page


def test_a_partner_sees_what_its_area_owns(office, plan):
    """A partner sees the actions partners own for its area or for all, and nothing else of them."""
    from beatwise.web.actions import actions
    from beatwise.web.actions.progress import progress_report

    elsewhere = {"title": "Other town", "strategy": "safer-streets", "owner": "partner"}
    actions.make(values={**elsewhere, "area": "Southtown"}, by=plan)
    actions.make(values=elsewhere, by=plan)
    partner = office.account("partner")
    assert [r["id"] for r in _rows(office, role="partner")] == ["A3", "A5"]
    client = office.client("partner")
    assert [client.get(f"/actions/{n}/").status_code for n in (1, 3, 4, 5)] == [404, 200, 404, 200]
    assert client.post("/actions/1/steps/start/", {"version": 1}).status_code == 404
    assert client.post("/actions/3/steps/start/", {"version": 1}).status_code == 302
    assert client.get("/changes/new/action/A1/").status_code == 404
    assert progress_report.of(partner, TODAY).whole.total == 2
    found = client.get("/search/?q=other").content.decode()
    assert "A5: Other town" in found
    assert "A4" not in found


def test_the_list_is_narrowed_by_its_address(office, plan):
    """Strategy, owner, state, overdue and quarter in the address choose the rows, in any order."""

    def ids(query: str) -> list[str]:
        return [row["id"] for row in _rows(office, query=query)]

    assert ids("?overdue=yes") == ["A3"]
    assert ids("?owner=performance") == ["A1", "A2"]
    assert ids("?due=2026/27%20Q3") == ["A1", "A3"]
    assert ids("?due=none") == ["A2"]
    assert ids("?due=rubbish") == []
    assert ids("?state=planned&q=LIGHTS&sort=-name") == ["A2", "A1"]
    assert ids("?sort=due") == ["A3", "A1", "A2"]


def test_a_change_stands_side_by_side_and_keeps_the_first_date(office, plan):
    """Asked for, it is shown before and after; approved at a board, it is done and kept."""
    from beatwise.web.actions import changes, selectors

    client = office.client("performance")
    given = {"due": "2027-03-31", "owner": "performance", "why": "The contractor is late."}
    given["checked"] = "yes"
    given |= {"title": "Map the lights", "strategy": "safer-streets", "depends_on": ""}
    assert client.post("/changes/new/action/A1/", given).status_code == 302
    page = client.get("/changes/1/").content.decode()
    assert "31 December 2026" in page
    assert "31 March 2027" in page
    assert "Owner" not in page.split("Before and after")[1].split("Why")[0]
    by = office.account("commissioner")
    changes.decide(number=1, step="approve", board="Plan board", why="", by=by)
    held = {action.id: action for action in selectors.values()}["A1"]
    assert (held.due, held.original_due) == (dt.date(2027, 3, 31), dt.date(2026, 12, 31))
    assert held.slipped_days == 90
    assert "moved by 90 days" in client.get("/actions/1/").content.decode()


def test_a_board_decides_what_it_was_shown(office, plan):
    """A change is not approved over another that came between."""
    from beatwise.web.actions import changes

    by = office.account("commissioner")
    for due in ("2027-03-31", "2027-06-30"):
        changes.ask(kind="action", about="A1", new_values={"due": due}, why="Late", by=plan)
    changes.decide(number=1, step="approve", board="Board", why="", by=by)
    with pytest.raises(Conflict, match="Due date of Map the lights changed"):
        changes.decide(number=2, step="approve", board="Board", why="", by=by)
    changes.decide(number=2, step="refuse", board="Board", why="It moved already", by=by)


def test_nothing_is_asked_for_without_a_reason_or_a_difference(office, plan):
    """A request has a reason, and asks for something else than what is."""
    from beatwise.web.actions import changes

    ask = {"kind": "action", "about": "A1", "by": plan}
    with pytest.raises(BadInput, match="empty"):
        changes.ask(**ask, new_values={"due": "2027-01-01"}, why=" ")
    with pytest.raises(BadInput, match="nothing would be different"):
        changes.ask(
            **ask, new_values={"due": "2026-12-31", "owner": "Performance officer"}, why="so"
        )
    with pytest.raises(BadInput, match="does not change by request"):
        changes.ask(**ask, new_values={"state": "complete"}, why="so")
    with pytest.raises(BadInput, match="wait for itself"):
        changes.ask(**ask, new_values={"depends_on": "A2"}, why="so")


def test_evidence_is_sniffed_kept_and_only_saved(office, plan):
    """A file beside the evidence is told by its bytes, and comes back to be saved, not shown."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    client = office.client("performance")
    bad = SimpleUploadedFile("a.pdf", b"<script>")
    answer = client.post("/actions/1/evidence/", {"words": "Map", "file": bad})
    assert b"not of a kind that is kept" in answer.content
    good = SimpleUploadedFile("map.pdf", b"%PDF-1.7 map")
    assert client.post("/actions/1/evidence/", {"words": "Map", "file": good}).status_code == 302
    link = {"words": "Report", "address": "javascript:alert(1)"}
    assert b"is not a web address" in client.post("/actions/1/evidence/", link).content
    page = client.get("/actions/1/").content.decode()
    address = re.search(r'href="(/actions/1/evidence/\d+/)"', page)[1]
    answer = client.get(address)
    assert answer.content == b"%PDF-1.7 map"
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Security-Policy"].startswith("sandbox")


def test_what_is_late_waits_for_its_owner(office, plan):
    """Home shows an action that is overdue or due within two weeks to the role that owns it."""
    page = office.client("partner").get("/").content.decode()
    assert "Action A3: Walk the parks" in page
    assert "A3" not in office.client("governance").get("/").content.decode()


def test_progress_is_remembered_until_something_changes(office, plan):
    """A page of progress reads the register once, and again after a change."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from beatwise.web.actions import actions

    client = office.client("performance")
    client.get("/actions/progress/")
    with CaptureQueriesContext(connection) as seen:
        page = client.get("/actions/progress/").content.decode()
    assert "0 of 3 actions are complete (0.0 %)" in page
    assert not [q for q in seen if "actions_evidence" in q["sql"]]
    actions.add_evidence(number=1, words="Map", by=plan)
    actions.move(number=1, version=2, step="complete", by=plan)
    page = client.get("/actions/progress/").content.decode()
    assert "1 of 3 actions are complete (33.3 %)" in page


def test_the_quarter_ahead_names_what_stands_in_the_way(office, plan):
    """What is due in a quarter stands with what it waits for."""
    from beatwise.web.actions import actions

    actions.edit(number=2, version=1, values={"due": "2027-02-01"}, by=plan)
    page = office.client("performance").get("/actions/progress/").content.decode()
    assert "Due in 2026/27 Q4" in page
    assert "Waits for: Map the lights." in page


def test_the_api_keeps_the_pages_rules(office, plan):
    """Through the API a step needs its version, its evidence and its scope, as on the page."""
    from django.test import Client

    from beatwise.web.accounts.actions import make_token

    scopes = ["records:read", "records:write"]
    words = make_token(name="t", scopes=scopes, days=1, by=office.account("performance"))[1]
    client = Client(SERVER_NAME="localhost", headers={"Authorization": f"Bearer {words}"})

    def post(path: str, body: dict, **more: str):
        return client.post(f"/api/v1{path}", body, content_type="application/json", **more)

    assert client.get("/api/v1/actions/?owner=partner").json()["count"] == 1
    assert post("/actions/1/steps/", {"step": "complete"}, HTTP_IF_MATCH='"1"').status_code == 422
    assert post("/actions/1/evidence/", {"words": "Map"}).status_code == 201
    assert post("/actions/1/steps/", {"step": "complete"}, HTTP_IF_MATCH='"1"').status_code == 409
    answer = post("/actions/1/steps/", {"step": "complete"}, HTTP_IF_MATCH='"2"')
    assert (answer.status_code, answer["ETag"]) == (200, '"3"')
    assert answer.json()["completed"] == TODAY.isoformat()
    edited = client.patch("/api/v1/actions/2/", {"title": "Mend every light", "why": "Plainer"},
                          content_type="application/json", HTTP_IF_MATCH='"1"')  # fmt: skip
    assert edited.json()["title"] == "Mend every light"
    asked = {"kind": "action", "about": "A2", "fields": {"owner": "Partner"}, "why": "Theirs"}
    assert post("/changes/", asked).status_code == 201
    assert post("/changes/1/take-back/", {}, HTTP_IF_MATCH='"1"').json()["state"] == "taken back"
    assert client.get("/api/v1/actions/progress/").json()["complete"] == 1


def test_dates_that_a_board_decides_are_warned_of_and_block_no_import(office, plan):
    """The change says what it would do; approved, every import still comes in, and says it too."""
    from beatwise.web.actions import actions, board_papers, changes
    from beatwise.web.actions.imports.importer import Actions

    row = actions.make(
        values={"title": "Test the lights", "strategy": "safer-streets", "owner": "performance",
               "due": "2027-01-31", "depends_on": "A1"},
        by=plan,
    )  # fmt: skip
    changes.ask(kind="action", about="A1", new_values={"due": "2027-03-22"}, why="Late", by=plan)
    client, words = office.client("performance"), f"{row.name} is due on 31 January 2027, before A1"
    assert words in client.get("/changes/1/").content.decode()
    assert words in board_papers.change_lines()[1]
    by = office.account("commissioner")
    changes.decide(number=1, step="approve", board="Plan board", why="", by=by)
    for number in (1, row.number):
        assert words in client.get(f"/actions/{number}/").content.decode()
    whole = _rows(office)
    found = Actions().preview("a.csv", _file(*whole), plan)
    assert (found.wrong, found.notes, found.same) == ((), (), 4)
    new = {**dict.fromkeys(whole[0], ""), **NEW, "id": "B9", "due": "2026-12-01"}
    found = Actions().preview("a.csv", _file(*whole, {**new, "depends_on": "A1"}), plan)
    assert (found.wrong, len(found.new)) == ((), 1)
    assert "B9 is due on 1 December 2026, before A1" in " ".join(found.notes)
    wrong = Actions().preview("a.csv", _file(*whole, {**new, "depends_on": "Z9"}), plan).wrong
    assert [(w.row, "not in the plan" in w.words) for w in wrong] == [(6, True)]


def test_nothing_is_complete_before_it_was_planned(office, plan):
    """A day of completion lies between the day an action came into the plan and today."""
    from beatwise.web.actions import actions, selectors
    from beatwise.web.actions.imports.importer import Actions

    actions.add_evidence(number=1, words="The map", by=plan)
    given = {"number": 1, "version": selectors.named("A1").version, "step": "complete", "by": plan}
    for day in (dt.date(1990, 1, 1), TODAY - dt.timedelta(1), TODAY + dt.timedelta(1)):
        with pytest.raises(BadInput) as caught:
            actions.move(**given, on=day)
        assert caught.value.place == "on"
        assert caught.value.next_step
    assert actions.move(**given, on=TODAY).completed == TODAY
    old = {**NEW, "id": "B9", "depends_on": "", "state": "Complete", "evidence": "A letter"}
    found = Actions().preview(
        "a.csv", _file({**old, "created": "2026-10-01", "completed": "1990-01-01"}), plan
    )
    assert "before the action came into the plan" in found.wrong[0].words
    found = Actions().preview(
        "a.csv", _file({**old, "created": "", "completed": "2026-10-02"}), plan
    )
    assert found.new[0].action.created == dt.date(2026, 10, 2)


def test_a_date_is_asked_for_that_can_be_met(office, plan):
    """Not one that has passed, and not one in the year 9999."""
    from beatwise.web.actions import actions, changes

    ask = {"kind": "action", "about": "A1", "by": plan, "why": "so"}
    for day, words in (("2026-11-21", "passed already"), ("9999-12-31", "years ahead")):
        with pytest.raises(BadInput, match=words) as caught:
            changes.ask(**ask, new_values={"due": day})
        assert (caught.value.place, bool(caught.value.next_step)) == ("due", True)
        page = office.client("performance").post("/changes/new/action/A1/", {
            "due": day, "owner": "performance", "why": "so", "title": "Map the lights",
            "strategy": "safer-streets", "depends_on": "",
        })  # fmt: skip
        assert words in page.content.decode()
    with pytest.raises(BadInput, match="years ahead"):
        actions.make(values={"title": "x", "strategy": "safer-streets", "owner": "performance",
                            "due": "9999-12-31"}, by=plan)  # fmt: skip
    changes.ask(**ask, new_values={"due": TODAY.isoformat()})


def test_changes_are_shown_in_words(office, plan):
    """No raw dates or codes: the form says what holds now, the history what was asked."""
    from beatwise.web.actions import changes

    client = office.client("performance")
    page = client.get("/changes/new/action/A1/").content.decode()
    assert "Now: 31 December 2026" in page
    changes.ask(kind="action", about="A1", new_values={"due": "2027-03-22"}, why="Late", by=plan)
    by = office.account("commissioner")
    changes.decide(number=1, step="approve", board="Plan board", why="", by=by)
    history = client.get("/changes/1/").content.decode().split("History</h2>")[1]
    assert "22 March 2027" in history
    assert "2027-03-22" not in history
    assert ">Asked for<" in history
    assert ">asked<" not in history
