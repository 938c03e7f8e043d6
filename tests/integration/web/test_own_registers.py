"""An office loads its own registers: checked, versioned, taken back, with records that fit."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from beatwise import data
from beatwise.errors import BadInput, Conflict, MissingData, Refused


PARKING = """
slug = "own_parking"
title = "Parking permits"
one = "parking permit"
about = "Permits for the yard."
beginning = "Enter the newest first."
heading = "plate"
owner = "governance"
readers = ["commissioner"]
writers = []
fields = [
  { name = "plate", label = "Plate", kind = "text", required = true, listed = true },
  { name = "hours", label = "Hours", kind = "number" },
  { name = "kind", label = "Kind", kind = "choice", choices = ["Car", "Van"] },
]
states = [{ name = "open", title = "Open" }, { name = "ended", title = "Ended", final = true }]
transitions = [
  { name = "end", words = "End it", from = ["open"], to = "ended", roles = ["governance"] },
]
"""
FEE = '  { name = "fee", label = "Fee", kind = "money", formula = "hours * £1.50" },\n'
WITH_FEE = PARKING.replace('  { name = "kind"', FEE + '  { name = "kind"')


@pytest.fixture
def load(office):
    """Load a document as a governance officer."""
    from beatwise.web.registers.loading import actions

    def loaded(text: str, why: str = "", role: str = "governance"):
        return actions.load(text=text, why=why, by=office.account(role))

    return loaded


@pytest.fixture
def take_back(office):
    """Take the last version back as a governance officer."""
    from beatwise.web.registers.loading import actions

    def taken(slug: str = "own_parking", why: str = "A slip"):
        return actions.take_back(slug=slug, why=why, by=office.account("governance"))

    return taken


def _record(office, **values):
    from beatwise.web.registers import actions
    from beatwise.web.registers.own_definitions.known import definition

    register = definition("own_parking")
    return actions.make(register=register, values=values, by=office.account("governance"))


def test_a_register_of_the_office_s_own_works_like_any_other(office, load):
    """Loaded from one file: its pages, its records, its export, its search and the API's list."""
    load(PARKING)
    client = office.client("governance")
    assert "Parking permits" in client.get("/registers/").content.decode()
    form = {"plate": "AB12 CDE", "hours": "3", "kind": "Car"}
    assert client.post("/registers/own_parking/new/", form).status_code == 302
    assert "AB12 CDE" in client.get("/registers/own_parking/").content.decode()
    assert "AB12 CDE" in client.get("/search/?q=AB12").content.decode()
    sheet = b"".join(client.get("/registers/own_parking/export/csv/")).decode()
    assert "AB12 CDE" in sheet
    assert office.client("performance").get("/registers/own_parking/").status_code == 404
    history = client.get("/history/").content.decode()
    assert "/registers/own_parking/1/" in history


def test_the_next_version_works_records_out_again_and_can_be_taken_back(office, load, take_back):
    """A computed field that is added has its value in records at once, and goes again."""
    from beatwise.web.registers.models import Record
    from beatwise.web.registers.offers import _check
    from beatwise.web.registers.own_definitions.known import definition

    load(PARKING)
    _record(office, plate="AB12", hours=3)
    with pytest.raises(BadInput, match="says not why"):
        load(WITH_FEE)
    with pytest.raises(Conflict, match="there already, just so"):
        load(PARKING, "Again")
    assert load(WITH_FEE, "Fees from April").number == 2
    assert Record.objects.get(register="own_parking").values["fee"] == 450
    assert list(_check()) == []
    assert take_back().number == 3
    assert "fee" not in definition("own_parking").by_name
    assert list(_check()) == []
    with pytest.raises(Conflict, match="there are records in parking permits"):
        take_back()
    load(WITH_FEE, "Fees after all")
    assert "fee" in definition("own_parking").by_name
    take_back()
    assert "fee" not in definition("own_parking").by_name


def test_a_register_without_records_can_be_taken_away(office, load, take_back):
    """It is gone from the office, and its versions stay in the history."""
    from beatwise.web.registers.own_definitions.known import definition, definitions, versions

    load(PARKING)
    take_back()
    assert "own_parking" not in definitions()
    with pytest.raises(MissingData, match="no register 'own_parking'"):
        definition("own_parking")
    assert [row.number for row in versions("own_parking")] == [2, 1]
    with pytest.raises(MissingData, match="no version of its own"):
        take_back()


@pytest.mark.parametrize(("was", "now", "message"), [
    ('{ name = "hours", label = "Hours", kind = "number" },\n', "",
     "field 'hours' holds something"),
    ('name = "hours", label = "Hours", kind = "number"',
     'name = "hours", label = "Hours", kind = "text"', "is another kind of field"),
    ('choices = ["Car", "Van"]', 'choices = ["Van"]', "lacks the choice 'Car'"),
    ('name = "open", title', 'name = "begun", title', "in the state 'open'"),
])  # fmt: skip
def test_a_version_that_records_do_not_fit_is_refused(office, load, was, now, message):
    """A record never loses what it holds."""
    load(PARKING)
    _record(office, plate="AB12", hours=3, kind="Car")
    assert was in PARKING
    text = PARKING.replace(was, now).replace('from = ["open"]', 'from = ["begun"]') if (
        "begun" in now) else PARKING.replace(was, now)  # fmt: skip
    with pytest.raises(Conflict, match=message):
        load(text, "Shorter")


def test_a_shipped_register_can_have_a_version_of_the_office_s_own(office, load, take_back):
    """With a reason; taken back, the one that ships stands again."""
    from beatwise.web.registers.own_definitions.known import definition

    text = data.text("registers", "decisions.toml")
    own = text.replace('label = "Fund line"', 'label = "Budget line"')
    load(own, "Our word for it")
    assert definition("decisions").by_name["fund"].label == "Budget line"
    page = office.client("governance").get("/registers/decisions/new/").content.decode()
    assert "Budget line" in page
    take_back("decisions")
    assert definition("decisions").by_name["fund"].label == "Fund line"


def test_nobody_alone_loosens_what_takes_two_people(office, load, take_back):
    """Not by a version, on the page or in the action, and not by taking a stricter one back."""
    from beatwise.web.history.models import Change
    from beatwise.web.registers.loading import actions

    text, by = data.text("registers", "decisions.toml"), office.account("governance")
    assert 'other_than = "propose"\n' in text
    alone = text.replace('other_than = "propose"\n', "")
    with pytest.raises(Refused, match="“Take the decision” would ask for less"):
        load(alone, "It is quicker")
    form = {"file": SimpleUploadedFile("decisions.toml", alone.encode()), "why": "It is quicker"}
    page = office.client("governance").post("/registers/load/", form).content.decode()
    assert "would loosen what one person may not loosen alone" in page
    asks = text.replace('other_than = "propose"\n', 'other_than = "propose"\nwhy = true\n')
    load(asks, "With a reason")
    with pytest.raises(Refused, match="“Take the decision” would ask for less") as refused:
        take_back("decisions")
    assert "office take-back-register decisions --why REASON --by" in refused.value.next_step
    row = actions.take_back(slug="decisions", why="Asked for", by=by, by_operator=True)
    change = Change.objects.get(thing=row.thing, action="register.take_back")
    assert "would ask for less" in change.details


def test_what_is_wrong_with_a_document_is_shown_by_line(office):
    """All faults at once on the page, and nothing is loaded."""
    from beatwise.web.registers.models import RegisterVersion

    wrong = PARKING.replace('kind = "number"', 'kind = "gold"').replace('"Car", "Van"', "")
    client = office.client("governance")
    file = SimpleUploadedFile("p.toml", wrong.encode())
    page = client.post("/registers/load/", {"file": file}).content.decode()
    assert "2 things are wrong" in page
    assert "no kind &#x27;gold&#x27;" in page
    assert page.count("line 1") >= 2
    assert not RegisterVersion.objects.exists()
    file = SimpleUploadedFile("p.toml", PARKING.encode())
    page = client.post("/registers/load/", {"file": file}).content.decode()
    assert "Check the register before you load it" in page
    assert not RegisterVersion.objects.exists()
    sent = {"text": PARKING, "why": "", "do": "commit"}
    assert client.post("/registers/load/", sent)["Location"] == "/registers/own_parking/"
    answer = client.get("/registers/own_parking/document/")
    assert answer.content.decode() == PARKING
    page = client.post("/registers/own_parking/take-back/", {"why": "A slip"})
    assert page.status_code == 302


def test_a_register_is_shown_as_it_will_be_before_it_is_loaded(office, load):
    """Who sees it, its fields and steps, and what a next version changes; nothing is loaded yet."""
    from beatwise.web.registers.models import RegisterVersion

    client = office.client("governance")
    file = SimpleUploadedFile("p.toml", PARKING.encode())
    page = client.post("/registers/load/", {"file": file}).content.decode()
    for words in ("Permits for the yard.", "Plate", "One of: Car, Van", "End it", "Commissioner"):
        assert words in page
    load(PARKING)
    _record(office, plate="AB12", hours=3)
    file = SimpleUploadedFile("p.toml", WITH_FEE.encode())
    page = client.post("/registers/load/", {"file": file, "why": "Fees"}).content.decode()
    for words in ("New field: Fee.", "Worked out: hours * £1.50", "1 record"):
        assert words in page
    file = SimpleUploadedFile("p.toml", WITH_FEE.encode())
    page = client.post("/registers/load/", {"file": file}).content.decode()
    assert "Say why." in page
    assert RegisterVersion.objects.count() == 1


def test_a_register_is_loaded_by_who_may_and_under_its_own_name(office, load):
    """Other roles are refused; a slug of one's own begins with own_; links must lead somewhere."""
    with pytest.raises(Refused, match="does not define registers"):
        load(PARKING, role="performance")
    with pytest.raises(BadInput, match="not a register that ships"):
        load(PARKING.replace("own_parking", "parking"))
    linked = PARKING.replace('kind = "number"', 'kind = "link", to = "own_yards"')
    with pytest.raises(BadInput, match="no register 'own_yards'"):
        load(linked)


def test_a_document_that_cannot_be_read_any_more_is_named_and_left_out(office, load):
    """The office goes on without it, and its check says so."""
    from beatwise.web.registers.models import RegisterVersion
    from beatwise.web.registers.own_definitions import known

    load(PARKING)
    assert list(known.faults()) == []
    RegisterVersion.objects.create(slug="own_parking", number=2, title="x", text="slug = 1")
    assert "own_parking" not in known.definitions()
    assert "register own_parking" in next(iter(known.faults()))
    assert office.client("governance").get("/registers/").status_code == 200


def test_a_long_file_of_an_own_register_is_imported_by_the_worker(office, load):
    """More than 2,000 rows are a job, as in a register that ships."""
    from beatwise.web.exports.jobs.work_queue import do_one
    from beatwise.web.registers.models import Record

    load(PARKING)
    rows = "".join(f",,P{number},{number % 9},Car\r\n" for number in range(2_001))
    content = f"Number,State,Plate,Hours,Kind\r\n{rows}".encode()
    client = office.client("governance")
    sent = {"file": SimpleUploadedFile("many.csv", content)}
    page = client.post("/registers/own_parking/import/", sent)["Location"]
    while do_one("worker"):
        pass
    assert client.post(page, {"do": "commit"}).status_code == 302
    assert Record.objects.count() == 0
    while do_one("worker"):
        pass
    assert Record.objects.filter(register="own_parking").count() == 2_001
