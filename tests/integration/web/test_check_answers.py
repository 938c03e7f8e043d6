"""What is confirmed is shown as it will be before the last press: steps, decisions, packs."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.integration.web.test_form_questions import READY


def test_a_step_shows_the_record_as_it_will_be(office):
    """What is recorded with what becomes of it, and the state it will be in; nothing is done."""
    from beatwise.web.registers.models import Record

    client = office.client("performance")
    client.post("/registers/decisions/new/", {**READY, "advice": "Between us", "amount": "1250"})
    Record.objects.update(state="taken")
    page = office.client("governance").get("/registers/decisions/1/steps/publish/").content.decode()
    for words in ("Published (now: Taken)", "£1,250.00", "Between us", "Stays in the office."):
        assert words in page
    assert page.count("Panel readers will see this.") == 5
    assert "Not recorded: " in page
    assert page.count("Stays in the office.") == 1
    assert Record.objects.get().state == "taken"


def test_a_step_that_asks_who_decided_is_shown_first(office):
    """The page of a step with a rule about who takes it opens, whoever the record names."""
    from beatwise.web.registers.models import Record

    client = office.client("governance")
    decided = {"decided_on": "2026-11-02", "decided_by": "deputy"}
    client.post("/registers/decisions/new/", {**READY, **decided})
    Record.objects.update(state="proposed")
    page = office.client("commissioner").get("/registers/decisions/1/steps/take/")
    assert page.status_code == 200
    assert "Taken (now: Put forward)" in page.content.decode()


def test_the_decider_fills_in_what_the_step_requires(office):
    """The page asks for the day and who decided, filled as they probably are, and for no more."""
    from beatwise.web.history.models import Change
    from beatwise.web.pages.today import today
    from beatwise.web.registers.models import Record

    client = office.client("governance")
    client.post("/registers/decisions/new/", {**READY, "decided_on": "", "decided_by": ""})
    client.post("/registers/decisions/1/steps/propose/", {"version": 1})
    chief, address = office.client("commissioner"), "/registers/decisions/1/steps/take/"
    page = chief.get(address).content.decode()
    assert f'name="decided_on" value="{today().isoformat()}"' in page
    assert '<option value="commissioner" selected>' in page
    assert 'name="title"' not in page
    empty = chief.post(address, {"version": 2, "decided_on": "", "decided_by": "commissioner"})
    assert "There is a problem" in empty.content.decode()
    sent = {"version": 2, "decided_on": today().isoformat(), "decided_by": "commissioner"}
    assert chief.post(address, {**sent, "title": "Something else"}).status_code == 302
    record = Record.objects.get()
    assert (record.state, record.heading) == ("taken", READY["title"])
    assert record.values["decided_by"] == "commissioner"
    last = Change.objects.order_by("number").last()
    assert last.action == "record.take"
    assert "decided_on" in last.details


def test_a_step_takes_no_field_that_it_does_not_require(office):
    """Who may take a step but not write to the register changes nothing else with it."""
    from beatwise.accountability.registers.read_toml import definition
    from beatwise.errors import BadInput
    from beatwise.web.registers import actions

    office.client("governance").post("/registers/decisions/new/", READY)
    given = {"register": definition("decisions"), "number": 1, "version": 1, "step": "propose"}
    with pytest.raises(BadInput, match="does not ask for 'amount'"):
        actions.move(**given, values={"amount": 5}, by=office.account("governance"))


def test_a_step_that_would_be_refused_says_so_beforehand(office):
    """The rules between fields that are broken are on the page, with the way to correct them."""
    from beatwise.web.registers.models import Record

    office.client("performance").post("/registers/decisions/new/", READY)
    Record.objects.update(state="taken", values={**READY, "amount": -125_000})
    page = office.client("governance").get("/registers/decisions/1/steps/publish/").content.decode()
    assert "This must be corrected first" in page
    assert "less than £0.00" in page
    assert "/registers/decisions/1/change/" in page


@pytest.fixture
def meeting(office):
    """A meeting that was held."""
    from beatwise.accountability.boards.agenda import MEETING_HELD
    from beatwise.web.meetings.models import Board, Meeting

    board = Board.objects.create(
        number=1, name="Board", chair="commissioner", members=[], frequency="monthly"
    )
    return Meeting.objects.create(
        board=board, number=1, on=dt.date(2026, 11, 20), begins=dt.time(10),
        papers_due=dt.date(2026, 11, 13), state=MEETING_HELD,
    )  # fmt: skip


LIGHTS = {"title": "Mend the lights", "strategy": "x", "owner": "partner", "due": "2027-01-31",
          "version": 1}  # fmt: skip


def test_a_decision_is_shown_before_it_is_made(office, meeting):
    """First the action in words, and no trace of it; then one press, and it is in the plan."""
    from beatwise.web.actions.models import PlanAction
    from beatwise.web.history.models import Change

    client, address = office.client("governance"), "/meetings/1/decide/action/"
    before = Change.objects.count()
    page = client.post(address, LIGHTS).content.decode()
    for words in ("Check before you save", "Mend the lights", "Partner", "31 January 2027"):
        assert words in page
    assert not PlanAction.objects.exists()
    assert Change.objects.count() == before
    assert client.post(address, {**LIGHTS, "checked": "yes"}).status_code == 302
    assert PlanAction.objects.get().title == "Mend the lights"


def test_a_decision_that_is_changed_once_more_comes_back_filled(office, meeting):
    """Nothing typed is lost on the way back, and nothing is saved."""
    from beatwise.web.actions.models import PlanAction

    client, address = office.client("governance"), "/meetings/1/decide/action/"
    page = client.post(address, {**LIGHTS, "checked": "change"}).content.decode()
    assert "Mend the lights</textarea>" in page
    assert "Check before you save" not in page
    assert not PlanAction.objects.exists()


def test_a_fault_is_found_before_the_page_that_asks_for_the_last_press(office, meeting):
    """A day before the meeting stands beside its field at once."""
    client = office.client("governance")
    page = client.post("/meetings/1/decide/action/", {**LIGHTS, "due": "2026-11-19"})
    assert "is before the day of the meeting" in page.content.decode()
    assert "Check before you save" not in page.content.decode()
