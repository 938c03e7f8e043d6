"""Records that are closed to the office: no way out shows an office role that they are there."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.integration.web.test_addresses import ADDRESSES, EVERYONE, made_world
from tests.unit.accountability.registers.confidential_world import COMPLAINTS

from beatwise.errors import BadInput, MissingData, Refused


WORD = "Quagga"
READERS = ("monitoring_officer", "panel_secretary", "panel_chair", "panel_subcommittee")
OUTSIDERS = [role for role in EVERYONE if role not in READERS]
OWN = "/registers/own_complaints/"
MARKED = 'closed_by = "withheld"\n' + COMPLAINTS.replace(
    "readers = []", 'readers = ["commissioner"]'
).replace('writers = ["panel_secretary"]', 'writers = ["governance"]')


def _load(office, text: str):
    from beatwise.web.registers.loading import actions
    from beatwise.web.registers.own_definitions.known import definition

    actions.load(text=text, by=office.account("governance"))
    return definition("own_complaints")


@pytest.fixture
def complaints(office):
    """The register with a complaint, a comment, a file and an import, all by its own roles."""
    from beatwise.web.imports import batches
    from beatwise.web.registers import actions, additions
    from beatwise.web.registers.imports import Records

    register, by = _load(office, COMPLAINTS), office.account("monitoring_officer")
    actions.make(register=register, values={"issue": f"{WORD} zebra one"}, by=by)
    additions.comment(register=register, number=1, text=f"{WORD} comment", by=by)
    file = additions.attach(
        register=register, number=1, name=f"{WORD}.txt", content=b"words", by=by
    )
    labels = ",".join(["Number", "State", *(f.label for f in register.fields)])
    content = f"{labels}\r\n,,{WORD} two,,\r\n".encode()
    batch = batches.keep(Records(register), name=f"{WORD}.csv", content=content, by=by)
    batches.commit(Records(register), batch=batch, by=by)
    return {"file": file.pk, "batch": batch.pk}


def _content(answer) -> str:
    words = b"".join(answer) if answer.streaming else answer.content
    return words.decode("utf-8", "replace")


def _own_addresses(complaints) -> list[str]:
    """Return every address of registers, filled in for the complaint, its file and its import."""
    from django.urls import get_resolver, reverse

    from beatwise.web.registers import urls

    fill = {"slug": "own_complaints", "number": 1, "name": "sift", "form": "csv",
            "key": complaints["file"]}  # fmt: skip
    found = []
    for pattern in urls.urlpatterns:
        parts = get_resolver().reverse_dict[pattern.name][0][0][1]
        # Who loads definitions may take one back: that shows no record, and opens none.
        if "slug" in parts and pattern.name != "take_back_register":
            key = complaints["batch"] if pattern.name == "batch" else complaints["file"]
            given = {**fill, "key": key}
            found.append(reverse(pattern.name, kwargs={part: given[part] for part in parts}))
    return found


def test_no_office_role_finds_a_confidential_record_anywhere(office, complaints, monkeypatch):
    """Every address of the office, and each of the register's own, as every other role."""
    from beatwise.web.pages import rate_limit

    monkeypatch.setattr(rate_limit, "count", lambda *_: 0)  # more files than a minute allows
    world = made_world(office)
    everywhere = [row["path"].format(**world) for row in ADDRESSES.values()]
    everywhere += ["/search/?q=zebra", "/search/?q=zebr", "/history/?action=record.comment"]
    own = _own_addresses(complaints)
    assert len(own) > 15
    shown = []
    client = office.client("governance")
    shown += [path for path in everywhere if _shows(client.get(path))]
    for role in ("governance", "panel_member"):
        client = office.client(role)
        for path in own:
            if (status := client.get(path).status_code) not in (403, 404, 405):
                shown.append((role, path, status))
            if (status := client.post(path, {"text": "x"}).status_code) not in (403, 404, 405):
                shown.append((role, path, "post", status))
    assert shown == []
    only = _content(office.client("commissioner").get("/history/?thing=own_complaints/1"))
    assert "record.make" not in only


def _shows(answer) -> bool:
    words = _content(answer)
    return WORD.lower() in words.lower() or "own_complaints/" in words


def test_no_other_role_reads_it(office, complaints):
    """The register is not there: no list, count, navigation, record, file, task or import."""
    from beatwise.web.registers import record_tasks, selectors
    from beatwise.web.registers.own_definitions.known import definition

    register = definition("own_complaints")
    for role in OUTSIDERS:
        person = office.account(role)
        assert selectors.records(register, person).count() == 0, role
        assert selectors.by_number(register, person, [1, 2]) == {}, role
        assert [t for t in record_tasks.tasks(person, None) if "complaint" in t.about] == [], role
        with pytest.raises(MissingData):
            selectors.opened("own_complaints", person)
        client = office.client(person)
        assert client.get(OWN).status_code in (403, 404), role
        assert client.get(f"{OWN}1/files/{complaints['file']}/").status_code in (403, 404), role


@pytest.mark.parametrize("role", READERS)
def test_those_named_work_with_it(office, complaints, role):
    """They find it, and read its history; who sees only what is published elsewhere, too."""
    client = office.client(role)
    assert f"{WORD} two" in _content(client.get(OWN))
    assert f"{WORD} comment" in _content(client.get(f"{OWN}1/"))
    assert f"{WORD} zebra one" in _content(client.get("/search/?q=zebra"))
    assert f"{WORD} zebra one" in _content(client.get(f"{OWN}export/csv/"))
    assert client.get(f"{OWN}1/history/").status_code == 200


def test_the_api_knows_of_none(office, complaints):
    """With every scope of a governance officer's token: not in the list, not by its address."""
    from django.test import Client

    from beatwise.web.accounts import actions

    by = office.account("governance")
    word = actions.make_token(name="t", scopes=["records:read", "records:write"], days=1, by=by)[1]
    client = Client(SERVER_NAME="localhost", HTTP_AUTHORIZATION=f"Bearer {word}")
    assert "own_complaints" not in client.get("/api/v1/registers/").content.decode()
    for path in ("", "records/", "records/1/", "figures/", "records/1/comments/"):
        assert client.get(f"/api/v1{OWN}{path}").status_code == 404, path


def test_one_marked_record_is_closed_and_the_others_stay_open(office):
    """In the list, its figures, its count, the search, the history and an import of its number."""
    from beatwise.web.imports import batches
    from beatwise.web.registers import actions
    from beatwise.web.registers.imports import Records

    register, by = _load(office, MARKED), office.account("monitoring_officer")
    actions.make(register=register, values={"issue": "Open one"}, by=by)
    closed = actions.make(register=register, values={"issue": f"{WORD} zebra two"}, by=by)
    actions.change(
        register=register, number=2, version=closed.version, values={"withheld": "yes"}, by=by
    )
    for role in ("governance", "commissioner"):
        client = office.client(role)
        for path in (OWN, "/registers/", "/search/?q=zebra", f"{OWN}export/csv/",
                     f"{OWN}board/", "/history/", "/history/export/csv/"):  # fmt: skip
            words = _content(client.get(path))
            assert WORD not in words, path
            assert "own_complaints/2" not in words, path
        assert "Open one" in _content(client.get(OWN))
        assert "own_complaints/1" in _content(client.get("/history/"))
        assert client.get(f"{OWN}2/").status_code == 404
    assert f"{WORD} zebra two" in _content(office.client("panel_chair").get(OWN))
    labels = ",".join(["Number", "State", *(f.label for f in register.fields)])
    content = f"{labels}\r\n2,,Guess,,\r\n".encode()
    assert [row.number for row in Records(register).preview("a.csv", content, by).changed] == [2]
    owner = office.account("governance", email="g2@office.example")
    with pytest.raises(Refused, match="may hold closed records"):
        batches.keep(Records(register), name="a.csv", content=content, by=owner)


def test_the_history_holds_nothing_of_a_register_that_a_role_does_not_read(office):
    """On no page and in no file, not as a kind to narrow to; the roles that read it see it."""
    from beatwise.web.registers import actions

    text = COMPLAINTS.replace('"monitoring_officer"', '"deputy"').replace(
        'writers = ["panel_secretary"]', 'writers = ["finance_officer"]'
    )
    text = "\n".join(line for line in text.splitlines() if "confidential_to" not in line)
    register, by = _load(office, text), office.account("finance_officer")
    actions.make(register=register, values={"issue": f"{WORD} one"}, by=by)
    for role in ("commissioner", "governance"):
        client = office.client(role)
        for path in ("", "export/csv/", "export/json/", "?thing=own_complaints/1",
                     "?kind=own_complaints"):  # fmt: skip
            words = _content(client.get(f"/history/{path}"))
            assert WORD not in words, (role, path)
            assert "Complaints about the commissioner</option>" not in words, (role, path)
    reader = office.client("deputy")
    assert "own_complaints/1" in _content(reader.get("/history/export/csv/"))
    assert "Complaints about the commissioner" in _content(reader.get("/history/"))


def test_a_link_from_an_open_record_would_show_it_and_is_refused(office, complaints):
    """Linked from the closed one the other end shows it to those who read it, and to no others."""
    from beatwise.web.registers import actions, additions
    from beatwise.web.registers.own_definitions.known import definition

    register, by = definition("own_complaints"), office.account("monitoring_officer")
    _load_letters(office)
    letters = definition("own_letters")
    actions.make(register=letters, values={"issue": "Open letter"}, by=by)
    both = {"other_number": 1, "number": 1, "words": "about", "by": by}
    with pytest.raises(Refused, match="is confidential"):
        additions.link(register=letters, other=register, **both)
    additions.link(register=register, other=letters, **both)
    assert "complaint" in _content(
        office.client("panel_secretary").get("/registers/own_letters/1/")
    )
    for path in ("/registers/own_letters/1/", "/registers/own_letters/1/history/"):
        assert WORD not in _content(office.client("governance").get(path))


def _load_letters(office) -> None:
    from beatwise.web.registers.loading import actions

    at = COMPLAINTS.index("confidential_to")
    line = COMPLAINTS[at : COMPLAINTS.index("\n", at) + 1]
    text = COMPLAINTS.replace(line, "").replace("own_complaints", "own_letters")
    text = text.replace("Complaints about", "Letters about").replace(
        "readers = []", 'readers = ["governance"]'
    )
    actions.load(text=text, by=office.account("governance"))


def test_an_administrator_cannot_open_it_by_a_new_definition(office, complaints):
    """A next version that lets anybody else in is for those who read it already."""
    from beatwise.web.registers.loading import actions

    wider = COMPLAINTS.replace('"panel_subcommittee"]', '"panel_subcommittee", "governance"]')
    at = COMPLAINTS.index("confidential_to")
    without = COMPLAINTS.replace(COMPLAINTS[at : COMPLAINTS.index("\n", at) + 1], "")
    by = office.account("governance")
    for text in (wider, without, MARKED):
        with pytest.raises(Refused, match="would open confidential records"):
            actions.load(text=text, why="To look", by=by)
    with pytest.raises(Refused, match="does not define registers"):
        actions.load(text=wider, why="To look", by=office.account("panel_chair"))
    actions.load(text=wider, why="The deputy asked", by=office.account("monitoring_officer"))
    assert office.client("governance").get(OWN).status_code == 200


def test_two_officers_make_an_account_that_reads_it():
    """Nobody makes such an account alone."""
    from beatwise.accountability import roles

    assert set(READERS) <= roles.guarded()


def test_a_file_is_refused_to_who_does_not_write(office, complaints):
    """An import by the office is refused before anything of the register is said."""
    upload = SimpleUploadedFile("a.csv", b"Issue\r\nx\r\n")
    answer = office.client("governance").post(f"{OWN}import/", {"file": upload})
    assert answer.status_code in (403, 404)


def test_the_check_of_the_office_finds_a_record_opened_past_it(office, complaints):
    """A mark that somebody took away in the database is named."""
    from beatwise.web.registers.models import Record
    from beatwise.web.registers.offers import _check

    assert list(_check()) == []
    Record.objects.filter(register="own_complaints", number=1).update(closed=False)
    assert any("own_complaints/1" in fault for fault in _check())


def test_a_mark_that_is_no_field_is_refused_with_its_line(office):
    """The office's own definition is read like those that ship."""
    with pytest.raises(BadInput, match="no yes or no 'gone'"):
        _load(office, MARKED.replace('"withheld"\n', '"gone"\n', 1))
