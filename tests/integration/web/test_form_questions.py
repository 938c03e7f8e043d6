"""Forms that block what is wrong and ask about what is odd: once, with the reason kept."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from beatwise.errors import BadInput


READY = {"title": "Patrols", "options": "a", "evidence": "b", "equality": "c"}
WORST = {**READY, "amount": "-1,250", "decided_on": "2031-05-01", "review_on": "2020-05-01",
         "decided_by": "panel_reader"}  # fmt: skip


def _errors(page: str) -> dict[str, str]:
    """The error beside each field of a page, by the field's name."""
    found = re.findall(r'id="id_([\w-]+)_error"><span[^>]*>Error:</span>(.*?)</div>', page)
    return {name: words.strip() for name, words in found}


def _record(number: int = 1):
    from beatwise.web.registers.models import Record

    return Record.objects.get(register="decisions", number=number)


def test_a_decision_that_cannot_be_is_not_made_and_each_fault_is_beside_its_field(office):
    """Minus £1,250, decided in 2031, reviewed in 2020, by a panel reader: four faults at once."""
    from beatwise.web.registers.models import Record

    client = office.client("governance")
    page = client.post("/registers/decisions/new/", WORST).content.decode()
    assert set(_errors(page)) == {"amount", "decided_on", "review_on", "decided_by"}
    assert "lies in the future" in _errors(page)["decided_on"]
    assert not Record.objects.exists()


def test_a_fault_of_one_value_does_not_hide_the_rules_between_the_others(office):
    """A word where money belongs, and a review before the decision, are shown together."""
    client = office.client("governance")
    values = {**WORST, "amount": "lots", "decided_on": "2020-06-01", "decided_by": ""}
    page = client.post("/registers/decisions/new/", values).content.decode()
    assert set(_errors(page)) == {"amount", "review_on"}


def test_a_question_is_asked_once_and_its_reason_kept(office):
    """A reason saves a review in ten years, on record and in history; another day asks anew."""
    from beatwise.web.history.models import Change

    client = office.client("governance")
    values = {**READY, "decided_on": "2026-11-02", "review_on": "2036-11-02"}
    page = client.post("/registers/decisions/new/", values).content.decode()
    (name,) = (n for n in _errors(page) if n.startswith("reason-"))
    assert "more than 5 years after Date decided" in _errors(page)[name]
    assert page.index(f'id="id_{name}"') > page.index('id="id_review_on"')
    kept = client.post("/registers/decisions/new/", {**values, name: "A long lease."})
    assert kept.status_code == 302
    (answer,) = _record().reasons.values()
    assert (answer["reason"], answer["role"]) == ("A long lease.", "governance")
    assert "A long lease." in Change.objects.get(action="record.make").details
    shown = client.get("/registers/decisions/1/").content.decode()
    assert "Reason: A long lease. (Governance officer)" in shown
    assert "A long lease." in client.get("/registers/decisions/1/history/").content.decode()
    again = client.post("/registers/decisions/1/change/", {**values, "fund": "A", "version": 1})
    assert again.status_code == 302
    other = {**values, "review_on": "2037-11-02", "version": 2}
    page = client.post("/registers/decisions/1/change/", {**other, name: "A long lease."})
    assert len([n for n in _errors(page.content.decode()) if n.startswith("reason-")]) == 1
    assert _record().values["review_on"] == "2036-11-02"


def test_the_reason_that_was_typed_is_there_when_something_else_is_wrong(office):
    """The field with the reason comes back filled beside another field's error."""
    client = office.client("governance")
    values = {**READY, "decided_on": "2026-11-02", "review_on": "2036-11-02"}
    page = client.post("/registers/decisions/new/", values).content.decode()
    (name,) = (n for n in _errors(page) if n.startswith("reason-"))
    answer = client.post("/registers/decisions/new/", {**values, name: "A lease.", "title": ""})
    assert "title" in _errors(answer.content.decode())
    assert f'name="{name}" value="A lease."' in answer.content.decode()


def test_a_step_asks_who_decided(office):
    """The commissioner takes what the record says the deputy decided: asked, and then kept."""
    from beatwise.web.pages.today import today

    day = today().isoformat()
    client = office.client("governance")
    values = {**READY, "decided_on": day, "decided_by": "deputy"}
    client.post("/registers/decisions/new/", values)
    client.post("/registers/decisions/1/steps/propose/", {"version": 1})
    chief = office.client("commissioner")
    address = "/registers/decisions/1/steps/take/"
    sent = {"version": 2, "decided_by": "deputy"}
    page = chief.post(address, sent).content.decode()
    (name,) = (n for n in _errors(page) if n.startswith("reason-"))
    assert "the commissioner takes this step" in _errors(page)[name]
    assert _record().state == "proposed"
    chief.post(address, {**sent, name: "The deputy was in the chair."})
    assert _record().state == "taken"
    assert "The deputy was in the chair." in {a["reason"] for a in _record().reasons.values()}


def test_a_record_from_before_the_rules_takes_no_step_but_back(office):
    """What could once be saved is not published; it can be changed, and it can be given up."""
    from beatwise.web.registers.models import Record

    office.client("performance").post("/registers/decisions/new/", READY)
    Record.objects.update(values={**_record().values, "amount": -125_000}, state="taken")
    client = office.client("governance")
    change = {**READY, "amount": "-1250", "fund": "A", "version": 1}
    assert client.post("/registers/decisions/1/change/", change).status_code == 302
    page = client.post("/registers/decisions/1/steps/publish/", {"version": 2}).content.decode()
    assert "which is less than £0.00" in page
    assert _record().state == "taken"
    Record.objects.update(state="proposed")
    client.post("/registers/decisions/1/steps/drop/", {"version": 2, "why": "A misprint."})
    assert _record().state == "dropped"


def test_an_import_names_every_fault_and_asks_with_one_reason(office):
    """A file's faults are named by column; its questions are asked before it is taken in."""
    from beatwise.web.imports.models import Batch

    client = office.client("governance")

    def upload(row: dict[str, str]) -> str:
        from django.core.files.uploadedfile import SimpleUploadedFile

        from beatwise.accountability.registers.read_toml import definition

        labels = ["Number", "State", *(f.label for f in definition("decisions").fields)]
        cells = [row.get(label, "") for label in labels]
        file = SimpleUploadedFile("a.csv", f"{','.join(labels)}\n{','.join(cells)}\n".encode())
        return client.post("/registers/decisions/import/", {"file": file})["Location"]

    page = client.get(
        upload(
            {
                "Decision": "One",
                "Amount": "-5",
                "Date decided": "2031-01-01",
                "Review date": "2020-01-01",
            }
        )
    ).content.decode()
    assert [column in page for column in ("Amount", "Date decided", "Review date")] == [True] * 3
    assert "3 rows are wrong" in page or "less than £0.00" in page
    address = upload({"Decision": "One", "Date decided": "2026-11-02", "Review date": "2036-11-02"})
    page = client.get(address).content.decode()
    assert "Check these rows first" in page
    assert "more than 5 years after" in page
    client.post(address, {"do": "commit"})
    assert Batch.objects.latest("pk").state == "previewed"
    client.post(address, {"do": "commit", "reason": "Leases."})
    assert Batch.objects.latest("pk").state == "done"
    assert [a["reason"] for a in _record().reasons.values()] == ["Leases."]


def test_the_api_asks_too(office):
    """A program is told the question, and gives the reason with the values."""
    from beatwise.accountability.registers.read_toml import definition
    from beatwise.web.registers import actions

    given = {"register": definition("decisions"), "by": office.account("governance")}
    values = {**READY, "decided_on": "2026-11-02", "review_on": "2036-11-02"}
    with pytest.raises(BadInput, match="more than 5 years"):
        actions.make(**given, values=values)
    assert actions.make(**given, values=values, reasons={"*": "A lease."}).number == 1


def test_an_action_of_a_board_is_not_due_before_its_meeting(office):
    """The fault stands at the field, and no action comes into the plan."""
    from beatwise.accountability.boards.agenda import MEETING_HELD
    from beatwise.web.actions.models import PlanAction
    from beatwise.web.meetings.models import Board, Meeting

    board = Board.objects.create(
        number=1, name="Board", chair="commissioner", members=[], frequency="monthly"
    )
    meeting = Meeting.objects.create(
        board=board,
        number=1,
        on=dt.date(2026, 11, 20),
        begins=dt.time(10),
        papers_due=dt.date(2026, 11, 13),
        state=MEETING_HELD,
    )
    client = office.client("governance")
    given = {"title": "Lights", "strategy": "x", "owner": "performance", "due": "2026-11-19",
             "version": meeting.version}  # fmt: skip
    page = client.post("/meetings/1/decide/action/", given).content.decode()
    assert "is before the day of the meeting" in _errors(page)["due"]
    assert not PlanAction.objects.exists()
    sound = {**given, "due": "2026-11-20", "checked": "yes"}
    client.post("/meetings/1/decide/action/", sound)
    assert PlanAction.objects.count() == 1


def _measure(name: str = "robbery", unit: str = "percent") -> str:
    """A measure in per cent with three months of values about 0.34."""
    from beatwise.web.performance import observations
    from beatwise.web.performance.definitions import actions

    text = f"""
format = 1
id = "{name}"
version = 1
valid_from = 2025-04-01
title = "Detected"
definition = "Share detected."
strategy = "policing"
level = "headline"
unit = "{unit}"
frequency = "monthly"
lag_days = 30
source = "the force"
owner = "performance"
disclosure = "none"

[expectation]
words = "Increase"
"""
    actions.define(texts=[text], by=None, place="the test")
    for period, value in ("2026-05", "0.36"), ("2026-06", "0.33"), ("2026-07", "0.34"):
        reasons = {"*": "It is a small share."}
        cells = {"period": period, "value": value}
        observations.observe(measure=name, cells=cells, by=None, reasons=reasons)
    return name


def test_a_value_with_its_point_moved_is_asked_about_before_it_is_saved(office):
    """35 for 0.34 is asked once; the reason is on the value, in history and on the page."""
    from beatwise.web.history.models import Change
    from beatwise.web.performance.models import ObservationRow

    address = f"/measures/{_measure()}/observe/"
    client = office.client("performance")
    before = ObservationRow.objects.count()
    given = {"period": "2026-08", "value": "35"}
    page = client.post(address, given).content.decode()
    (name,) = (n for n in _errors(page) if n.startswith("reason-"))
    assert "Was 0.35 % meant?" in page
    assert ObservationRow.objects.count() == before
    assert client.post(address, {**given, name: "New counting rules."}).status_code == 302
    row = ObservationRow.objects.latest("pk")
    assert (row.value, row.reason) == ("35", "New counting rules.")
    assert "New counting rules." in Change.objects.filter(action="observation.add").last().details
    shown = "Reason: New counting rules."
    assert shown in client.get("/measures/robbery/").content.decode()
    reader = office.client("commissioner")
    assert shown not in reader.get("/measures/robbery/").content.decode()


def test_a_decimal_comma_is_no_number(office):
    """0,35 is refused at its field with how it is written; nothing is stored as 35."""
    from beatwise.web.performance.models import ObservationRow

    address = f"/measures/{_measure()}/observe/"
    before = ObservationRow.objects.count()
    given = {"period": "2026-08", "value": "0,35"}
    page = office.client("performance").post(address, given).content.decode()
    assert "12.34 with a point for a fraction" in _errors(page)["value"]
    assert ObservationRow.objects.count() == before


def test_an_import_of_values_asks_by_row_and_keeps_one_reason(office):
    """The preview names the row; nothing comes in without the reason, which goes to that row."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    from beatwise.web.performance.models import ObservationRow

    _measure()
    client = office.client("performance")
    content = b"measure,period,value\nrobbery,2026-08,0.35\nrobbery,2026-09,34\n"
    file = SimpleUploadedFile("values.csv", content)
    address = client.post("/measures/import/", {"file": file})["Location"]
    page = client.get(address).content.decode()
    assert "Check these rows first" in page
    assert "Was 0.34 % meant?" in page
    before = ObservationRow.objects.count()
    refused = client.post(address, {"do": "commit"}).content.decode()
    assert "Say why the rows that are asked about are right." in refused
    assert ObservationRow.objects.count() == before
    client.post(address, {"do": "commit", "reason": "As published."})
    assert list(ObservationRow.objects.order_by("pk").values_list("reason", flat=True))[-2:] == [
        "",
        "As published.",
    ]
