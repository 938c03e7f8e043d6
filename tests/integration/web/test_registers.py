"""Registers: records, steps, the rule of two people, deadlines, comments, links and files."""

from __future__ import annotations

import datetime as dt
import os
import re
from pathlib import Path

import pytest

from beatwise.errors import BadInput, Conflict, MissingData, Refused


READY = {"title": "Patrols", "options": "a", "evidence": "b", "equality": "c"}


@pytest.fixture
def decisions(office):
    """The register of decisions."""
    from beatwise.accountability.registers.read_toml import definition

    return definition("decisions")


@pytest.fixture
def make(office, decisions):
    """Make a decision."""
    from beatwise.web.registers import actions

    def made(given=READY, by="governance"):
        return actions.make(register=decisions, values=given, by=office.account(by))

    return made


def _move(office, register, record, step, role, **more):
    from beatwise.web.registers import actions

    by = role if not isinstance(role, str) else office.account(role)
    if step == "take":  # the days of these records lie before the day they are put forward
        more.setdefault("reasons", {"*": "Decided on paper, entered afterwards."})
    return actions.move(register=register, number=record.number, version=record.version, step=step,
                        by=by, **more)  # fmt: skip


def test_numbers_run_without_gaps(office, make):
    """Records are numbered 1, 2, 3 in each register."""
    assert [make().number for _ in range(3)] == [1, 2, 3]


def test_two_who_change_the_same_version_cannot_both_win(office, decisions, make):
    """The second of two changes of the same version is told so, and nothing of it is kept."""
    from beatwise.web.registers import actions

    record, by = make(), office.account("performance")
    actions.change(register=decisions, number=1, version=1, values={"fund": "A"}, by=by)
    with pytest.raises(Conflict, match="changed by someone else"):
        actions.change(register=decisions, number=1, version=1, values={"fund": "B"}, by=by)
    record.refresh_from_db()
    assert record.values["fund"] == "A"


def test_a_step_needs_its_fields(office, decisions, make):
    """A decision without options cannot be put forward; the message names what is missing."""
    record = make({"title": "Patrols"})
    with pytest.raises(BadInput, match="Options, Evidence, Equality assessment"):
        _move(office, decisions, record, "propose", "governance")


def test_a_decision_is_taken_by_another_person_than_who_put_it_forward(office, decisions, make):
    """The rule of two people holds whatever the roles."""
    from beatwise.web.history import audit
    from beatwise.web.registers.models import Record

    given = {**READY, "decided_on": "2026-11-02", "decided_by": "commissioner"}
    record = _move(office, decisions, make(given), "propose", "governance")
    chief = office.account("commissioner")
    taken = _move(office, decisions, record, "take", chief, stepped_up=True)
    assert taken.state == "taken"
    # Put forward by the same person, by the table of another office: refused.
    Record.objects.filter(pk=record.pk).update(state="proposed")
    with audit.changing():
        audit.write("record.propose", record.thing, by=chief)
    record.refresh_from_db()
    with pytest.raises(Refused, match="second person"):
        _move(office, decisions, record, "take", chief, stepped_up=True)


def test_publishing_needs_fresh_proof_and_a_second_person(office, decisions, make):
    """Who publishes has proved who they are, and is not who took the decision."""
    given = {**READY, "decided_on": "2026-11-02", "decided_by": "commissioner"}
    record = _move(office, decisions, make(given), "propose", "performance")
    record = _move(office, decisions, record, "take", "commissioner", stepped_up=True)
    with pytest.raises(Refused, match="prove again"):
        _move(office, decisions, record, "publish", "governance")
    assert _move(office, decisions, record, "publish", "governance", stepped_up=True).state == (
        "published"
    )


def test_every_step_of_every_register_by_every_role_is_as_the_table_says(office):
    """Over all states, steps and roles: it passes, is of another state, or for other roles."""
    from beatwise.accountability import roles
    from beatwise.accountability.registers import rules
    from beatwise.accountability.registers.read_toml import definitions

    tried = 0
    for made in definitions().values():
        values, files = {f.name: "x" for f in made.fields}, {f.name for f in made.files}
        for state in made.states:
            for step in made.transitions:
                for role in roles.table():
                    tried += 1
                    here, theirs = state.name in step.sources, role in step.roles
                    wanted = None if here and theirs else Refused if here else Conflict
                    try:
                        rules.check_move(made, step, state=state.name, values=values, role=role,
                                         why="because", same_person=False, files=files)  # fmt: skip
                        kind = None
                    except (Conflict, Refused) as error:
                        kind = type(error)
                    assert kind is wanted, (made.slug, state.name, step.name, role)
    assert tried > 1000  # none is left out unseen


def test_a_published_record_changes_only_with_a_reason(office, decisions, make):
    """What is public is not changed without a word why."""
    from beatwise.web.registers import actions

    given = {**READY, "decided_on": "2026-11-02", "decided_by": "commissioner"}
    record = _move(office, decisions, make(given), "propose", "performance")
    record = _move(office, decisions, record, "take", "commissioner", stepped_up=True)
    record = _move(office, decisions, record, "publish", "governance", stepped_up=True)
    by = office.account("governance")
    change = {"register": decisions, "number": 1, "version": record.version, "by": by}
    with pytest.raises(BadInput, match="needs a reason"):
        actions.change(**change, values={"amount": "10.00"})
    assert (
        actions.change(**change, values={"amount": "10.00"}, why="misprint").values["amount"]
        == 1000
    )


def test_the_panel_reads_what_is_published_and_public_and_nothing_else(office, decisions, make):
    """A panel reader sees published records and public fields; no history, files, comments."""
    from beatwise.web.registers import additions

    given = {**READY, "advice": "the secret advice", "decided_on": "2026-11-02",
             "decided_by": "commissioner"}  # fmt: skip
    record = make(given)
    additions.comment(register=decisions, number=1, text="between us", by=office.account("deputy"))
    panel = office.client("panel_reader")
    assert panel.get("/registers/decisions/1/").status_code == 404
    record = _move(office, decisions, record, "propose", "performance")
    record = _move(office, decisions, record, "take", "commissioner", stepped_up=True)
    _move(office, decisions, record, "publish", "governance", stepped_up=True)
    pages = ["", "export/csv/", "export/json/", "board/", "?q=patrols", "?q=secret", "1/"]
    read = {p: b"".join(a) if (a := panel.get(f"/registers/decisions/{p}")).streaming else a.content
            for p in pages}  # fmt: skip
    assert b"Patrols" in read["1/"]
    for page, content in read.items():
        if page != "?q=secret":
            assert b"secret advice" not in content, page
        assert b"between us" not in content, page
        assert b"Next deadline" not in content, page
    assert panel.get("/registers/decisions/1/history/").status_code == 404


def test_a_deadline_is_for_those_who_see_all_of_a_record(office, decisions, make):
    """A panel reader cannot see it, order by it or narrow to what is late; the office can."""
    from beatwise.web.registers.models import Record

    for _ in range(2):
        make(READY)
    Record.objects.update(state="published")
    Record.objects.filter(number=1).update(due="2001-02-03")
    Record.objects.filter(number=2).update(due="2099-02-03")
    for role, sees in (("governance", True), ("panel_reader", False)):
        client = office.client(role)
        for path in ("", "export/csv/", "export/json/"):
            answer = client.get(f"/registers/decisions/{path}")
            words = b"".join(answer) if answer.streaming else answer.content
            assert (b"2001" in words) is sees, (role, path)
        late = client.get("/registers/decisions/?due=late").content.decode()
        assert ("/registers/decisions/2/" not in late) is sees
        first = client.get("/registers/decisions/?sort=due").content.decode()
        place = [first.index(f"/registers/decisions/{number}/") for number in (1, 2)]
        assert (place[0] < place[1]) is sees


def test_a_search_does_not_find_what_the_searcher_may_not_read(office, decisions, make):
    """Neither records nor the words of hidden fields are found by who may not read them."""
    given = {
        **READY,
        "advice": "zeppelin",
        "decided_on": "2026-11-02",
        "decided_by": "commissioner",
    }
    record = _move(office, decisions, make(given), "propose", "performance")
    record = _move(office, decisions, record, "take", "commissioner", stepped_up=True)
    _move(office, decisions, record, "publish", "governance", stepped_up=True)
    assert b"1. Patrols" in office.client("deputy").get("/search/?q=zeppelin").content
    assert b"1. Patrols" not in office.client("panel_reader").get("/search/?q=zeppelin").content
    assert b"1. Patrols" in office.client("panel_reader").get("/search/?q=patrols").content
    assert b"1. Patrols" not in office.client("partner").get("/search/?q=patrols").content


def test_the_filters_of_the_address_narrow_list_and_file_alike(office, make):
    """What the list shows is what the download holds."""
    make({**READY, "title": "Alpha", "significant": "yes"})
    make({**READY, "title": "Beta", "significant": "no"})
    client = office.client("performance")
    query = "?significant=yes&sort=title"
    page = client.get(f"/registers/decisions/{query}").content
    assert b"Alpha" in page
    assert b"Beta" not in page
    file = b"".join(client.get(f"/registers/decisions/export/csv/{query}")).decode()
    assert [line.split(",")[2] for line in file.split("\r\n")[1:-1]] == ["Alpha"]


def test_an_empty_register_says_what_to_do_next(office):
    """An empty list tells a writer how to begin, and a filter that fits nothing how to widen it."""
    client = office.client("governance")
    page = client.get("/registers/decisions/").content.decode()
    assert "Make the first one" in page
    assert (
        "Nothing fits these choices" in client.get("/registers/decisions/?q=zzz").content.decode()
    )


def test_a_deadline_that_has_passed_is_late_on_home_list_and_record(office):
    """Twenty working days after a proposal its advice is late, wherever it is shown."""
    from beatwise.accountability.registers.read_toml import definition
    from beatwise.web.registers import actions

    given = {"proposal": "Past midnight", "proposed_on": "2026-01-05"}
    record = actions.make(
        register=definition("advice"), values=given, by=office.account("governance")
    )
    assert record.due == dt.date(2026, 2, 2)
    client = office.client("governance")
    for page in ("/", "/registers/advice/", "/registers/advice/1/", "/registers/advice/board/"):
        assert b">Late<" in client.get(page).content, page
    assert b"Past midnight" in client.get("/registers/advice/?due=late").content


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("page.html", b"<script>alert(1)</script>"),
        ("picture.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("words.pdf", b"MZ\x90\x00 a program that says it is a paper"),
        ("sheet.xlsx", b"PK\x03\x04 not a zip"),
        ("words.txt", b"\x00\x01\x02"),
        ("none.txt", b""),
    ],
)
def test_a_file_that_is_not_what_it_says_is_refused(office, decisions, make, name, content):
    """Files are told by their bytes; what could run, or lies about itself, is not kept."""
    from beatwise.web.registers import additions

    make()
    with pytest.raises(BadInput):
        additions.attach(register=decisions, number=1, name=name, content=content,
                       by=office.account("governance"))  # fmt: skip


def test_a_file_too_large_is_refused(office, decisions, make):
    """Files are capped at 5 MB, in the action and on the page."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    make()
    big = SimpleUploadedFile("a.txt", b"a" * 5_000_001)
    page = office.client("governance").post("/registers/decisions/1/attach/", {"file": big})
    assert b"larger than 5 MB" in page.content


def test_a_file_comes_back_inert(office, decisions, make):
    """A kept file is handed out to be saved: never shown, sniffed or run by the office's pages."""
    from beatwise.web.registers import additions

    make()
    before = _files()
    name = '..\\..\\"evil\r\nname\u202efdp.txt'
    file = additions.attach(register=decisions, number=1, name=name, content=b"words",
                          by=office.account("governance"))  # fmt: skip
    assert "\u202e" not in file.name
    assert "/" not in file.name
    answer = office.client("deputy").get(f"/registers/decisions/1/files/{file.pk}/")
    assert answer.content == b"words"
    assert answer["Content-Type"] == "application/octet-stream"
    name = re.fullmatch(r"attachment; filename=\"([^\"]+)\"", answer["Content-Disposition"])[1]
    assert re.fullmatch(r"[\w -]+\.txt", name)
    assert _files() == before
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]


def _files() -> set[str]:
    """Return the files of the workspace; SQLite's own come and go."""
    found = Path(os.environ["BEATWISE_WORKSPACE"]).rglob("*")
    return {str(path) for path in found if "sqlite3" not in path.name}


def test_a_link_is_seen_from_both_ends_by_who_may_read_both(office, decisions, make):
    """A link joins two records; who may not read the other end does not learn of it."""
    from beatwise.accountability.registers.read_toml import definition
    from beatwise.web.registers import actions, additions

    by, advice = office.account("governance"), definition("advice")
    make()
    actions.make(register=advice, values={"proposal": "Radios", "proposed_on": "2026-11-01"}, by=by)
    additions.link(
        register=decisions, number=1, other=advice, other_number=1, words="rests on", by=by
    )
    assert b"Radios" in office.client("deputy").get("/registers/decisions/1/").content
    assert b"Rests on (from)" in office.client("deputy").get("/registers/advice/1/").content
    with pytest.raises(MissingData):
        additions.link(register=decisions, number=1, other=advice, other_number=9, words="", by=by)


def test_pages_make_change_and_move_a_record(office, make):
    """The forms do what the actions do, with errors beside the field and a summary on top."""
    client = office.client("governance")
    bad = client.post("/registers/decisions/new/", {"title": "", "amount": "lots"})
    assert b"There is a problem" in bad.content
    assert b"is not a number" in bad.content
    assert client.post("/registers/decisions/new/", READY).status_code == 302
    changed = {**READY, "amount": "1,250.50", "version": "1", "why": "priced"}
    assert client.post("/registers/decisions/1/change/", changed).status_code == 302
    assert "£1,250.50" in client.get("/registers/decisions/1/").content.decode()
    stale = client.post("/registers/decisions/1/change/", changed)
    assert stale.status_code == 200
    assert b"Somebody else saved the same change" in stale.content
    moved = client.post("/registers/decisions/1/steps/propose/", {"version": "2"})
    assert moved.status_code == 302
    assert b"Put forward" in client.get("/registers/decisions/1/").content
    said = client.post("/registers/decisions/1/comment/", {"text": "See the <b>paper</b>"})
    assert said.status_code == 302
    assert b"See the &lt;b&gt;paper&lt;/b&gt;" in client.get("/registers/decisions/1/").content
