"""Home: what waits for each role, with the button where the line leads, and words otherwise."""

from __future__ import annotations

import datetime as dt
import html
import re

import pytest
from django.test.utils import CaptureQueriesContext

from beatwise.accountability.questions import EVERY


READY = {"title": "Patrols", "options": "a", "evidence": "b", "equality": "c"}
DECIDED = {"decided_on": "2026-11-02", "decided_by": "commissioner"}


@pytest.fixture
def decisions(office):
    """The register of decisions."""
    from beatwise.accountability.registers.read_toml import definition

    return definition("decisions")


def _decision(office, decisions, *steps, **values):
    """Return a decision that has gone through steps, each by the role that is named with it."""
    from beatwise.web.registers import actions

    by = office.account("performance")
    row = actions.make(register=decisions, values={**READY, **values}, by=by)
    for step, role in steps:
        row = actions.move(
            register=decisions, number=row.number, version=row.version, step=step,
            by=office.account(role), stepped_up=True, reasons={EVERY: "It was decided on paper."},
        )  # fmt: skip
    return row


def _home(office, who) -> dict[str, list[tuple[str, str]]]:
    """Return what waits on a home page, by section: each line's words and where it leads."""
    return _sections(office.client(who).get("/").content.decode())


def _sections(page: str) -> dict[str, list[tuple[str, str]]]:
    found = {}
    parts = re.split(r'<h2 class="govuk-heading-m" id="(\w+)">', page)
    for kind, part in zip(parts[1::2], parts[2::2], strict=True):
        tasks = part.partition("<h2")[0]  # behind the last come first steps and the rooms
        lines = re.findall(r'<a class="govuk-link" href="([^"]+)">([^<]+)</a>', tasks)
        found[kind] = [(html.unescape(words), address) for address, words in lines]
    return found


def test_a_decision_put_forward_waits_for_who_decides_it(office, decisions):
    """It leads to the page with the button; who put it forward sees whom it waits for."""
    _decision(office, decisions, ("propose", "performance"), **DECIDED)
    line = ("Decision 1: Patrols", "/registers/decisions/1/")
    for role in ("commissioner", "deputy"):
        assert _home(office, role) == {"decide": [line]}
        page = office.client(role).get(line[1]).content.decode()
        assert 'href="/registers/decisions/1/steps/take/"' in page
        assert "waits for" not in page
    for role in ("performance", "governance", "force_liaison", "panel_reader"):
        assert _home(office, role) == {}
    page = office.client("governance").get(line[1]).content.decode()
    assert 'href="/registers/decisions/1/steps/take/"' not in page
    assert "“Take the decision” waits for commissioner or deputy commissioner." in page


def test_what_a_step_requires_does_not_keep_it_from_who_takes_it(office, decisions):
    """The decider has the button, whose page asks for it; nobody else is asked to prepare it."""
    _decision(office, decisions, ("propose", "performance"))
    line = ("Decision 1: Patrols", "/registers/decisions/1/")
    assert _home(office, "commissioner") == {"decide": [line]}
    assert _home(office, "governance") == {}
    page = office.client("commissioner").get(line[1]).content.decode()
    assert 'href="/registers/decisions/1/steps/take/"' in page
    page = office.client("governance").get(line[1]).content.decode()
    assert "“Take the decision” waits for commissioner or deputy commissioner." in page


def test_a_second_person_is_asked_for_by_role(office, decisions):
    """Who took the step before has no button and no task, and reads which roles may."""
    from beatwise.web.registers import actions

    by = office.account("governance")
    row = actions.make(register=decisions, values={**READY, **DECIDED}, by=by)
    row = actions.move(register=decisions, number=1, version=row.version, step="propose", by=by)
    by.role = "deputy"
    by.save()
    assert _home(office, by) == {}
    page = office.client(by).get("/registers/decisions/1/").content.decode()
    assert (
        "“Take the decision” waits for a second person: commissioner or deputy commissioner."
        in page
    )
    assert "steps/take/" not in page
    answer = office.client(by).get("/registers/decisions/1/steps/take/")
    assert answer.status_code == 403
    assert "waits for a second person" in answer.content.decode()


def test_a_state_is_not_called_a_lack_of_permission(office, decisions):
    """A step that somebody else took meanwhile is a conflict that names the state."""
    _decision(office, decisions, ("propose", "performance"), ("take", "commissioner"), **DECIDED)
    answer = office.client("commissioner").get("/registers/decisions/1/steps/take/")
    assert answer.status_code == 409
    page = html.unescape(answer.content.decode())
    assert "'Take the decision' is not a step of a decision that is taken." in page
    assert _home(office, "commissioner") == {}
    assert _home(office, "governance") == {
        "publish": [("Decision 1: Patrols", "/registers/decisions/1/")]
    }


def test_what_was_published_since_the_last_look_waits_for_the_panel(office, decisions):
    """It stays for half a day after the first look, on any computer, and is then known."""
    from django.utils import timezone

    from beatwise.web.registers.models import Record
    from beatwise.web.tasks.models import LastLook

    steps = (("propose", "performance"), ("take", "commissioner"), ("publish", "governance"))
    _decision(office, decisions, *steps, **DECIDED)
    line = ("Decision 1: Patrols", "/registers/decisions/1/")
    for _ in range(2):
        assert _home(office, "panel_reader") == {"read": [line]}
    yesterday = timezone.now() - dt.timedelta(days=1)
    LastLook.objects.update(at=yesterday)
    Record.objects.update(changed=yesterday - dt.timedelta(hours=1))
    assert _home(office, "panel_reader") == {}
    _decision(office, decisions, *steps, title="Lights", **DECIDED)
    assert _home(office, "panel_reader") == {
        "read": [("Decision 2: Lights", "/registers/decisions/2/")]
    }


def test_a_deadline_waits_for_whose_step_ends_it(office):
    """Advice that is expected is the governance officer's and the liaison's, and nobody else's."""
    from beatwise.accountability.registers.read_toml import definition
    from beatwise.web.registers import actions

    given = {"proposal": "Radios", "proposed_on": "2026-01-05"}
    by = office.account("governance")
    actions.make(register=definition("advice"), values=given, by=by)
    line = ("Record of advice 1: Radios", "/registers/advice/1/")
    for role in ("governance", "force_liaison"):
        assert _home(office, role) == {"prepare": [line]}
        assert "Late" in office.client(role).get("/").content.decode()
    assert _home(office, "commissioner") == {}
    steps = (("propose", "performance"), ("take", "commissioner"), ("publish", "governance"))
    decided = definition("decisions")
    in_time = {**DECIDED, "decided_on": "2025-11-02", "review_on": "2026-02-01"}
    _decision(office, decided, *steps, **in_time)
    assert _home(office, "commissioner") == {
        "overdue": [("Decision 1: Patrols", "/registers/decisions/1/")]
    }
    assert "Deadline: review." in office.client("commissioner").get("/").content.decode()
    assert _home(office, "performance") == {}


@pytest.fixture
def boards(office):
    """Two boards; the first meets in two months and in eight, the second in two years."""
    from beatwise.web.meetings import boards, selectors

    by, today = office.account("governance"), selectors.today()
    for name in ("Plan board", "Other board"):
        boards.make_board(values={"name": name}, by=by)
    for board, days in ((1, 60), (1, 240), (2, 730)):
        on = today + dt.timedelta(days=days)
        boards.plan(board=board, values={"on": on, "begins": "10:00"}, by=by)
    return today


def test_the_next_meeting_of_each_board_is_there_however_far_off(office, boards):
    """Clerks see the deadline of its papers, those who read meetings the day and the deadline."""
    clerk = _home(office, "governance")["due"]
    assert [address for _, address in clerk] == ["/meetings/1/", "/meetings/3/"]
    assert clerk[0][0].startswith("Plan board, ")
    assert clerk[0][0].endswith(": the papers are due")
    page = office.client("commissioner").get("/").content.decode()
    papers = boards + dt.timedelta(days=53)
    assert f"the next meeting; its papers are due on {papers.day} {papers:%B %Y}" in page
    assert len(_sections(page)["due"]) == 2


def test_a_frozen_pack_waits_for_a_second_person(office, boards):
    """Who froze it is told whom it waits for; the others who may publish have it on their list."""
    from beatwise.web.meetings import workflow

    by = office.account("governance")
    workflow.freeze(number=1, version=1, by=by, reasons={"*": "The board asked for it."})
    assert "publish" not in _home(office, "governance")
    for role in ("commissioner", "deputy"):
        ((words, address),) = _home(office, role)["publish"]
        assert (words.partition(": ")[2], address) == ("publish pack 1", "/packs/1/1/")
        page = office.client(role).get(address).content.decode()
        assert 'href="/packs/1/1/publish/"' in page
    page = office.client("governance").get("/packs/1/1/").content.decode()
    assert 'href="/packs/1/1/publish/"' not in page
    assert "“Publish” waits for a second person: commissioner, deputy commissioner or" in page
    page = office.client("performance").get("/packs/1/1/").content.decode()
    assert "“Publish” waits for commissioner, deputy commissioner or governance officer." in page
    held = office.client("governance").get("/meetings/1/").content.decode()
    assert "“Record that it was held” waits for the day of the meeting" in held
    assert "steps/hold/" not in held


def test_a_change_asked_for_leads_to_the_minutes_that_decide_it(office, boards):
    """While minutes are open it is decided there; before, its page says what it waits for."""
    from beatwise.web.actions import actions, changes
    from beatwise.web.meetings.models import Meeting

    given = {"title": "Lights", "strategy": "s", "owner": "performance", "due": "2030-01-01"}
    actions.make(values=given, by=office.account("governance"))
    by = office.account("performance")
    changes.ask(kind="action", about="A1", new_values={"due": "2031-01-01"}, why="Late", by=by)
    assert _home(office, "deputy")["approve"] == [("Change 1 asked for: Lights", "/changes/1/")]
    assert "approve" not in _home(office, "performance")
    Meeting.objects.filter(number=1).update(state="held")
    assert _home(office, "deputy")["approve"] == [
        ("Change 1 asked for: Lights", "/meetings/1/decide/change/")
    ]


def test_an_action_is_due_within_two_weeks_and_overdue_from_the_day_after(office):
    """Its owner's role has it, and nobody else."""
    from beatwise.web.actions import actions, selectors

    today = selectors.today()
    for days in (-1, 0, 14, 15):
        due = (today + dt.timedelta(days=days)).isoformat()
        given = {"title": f"In {days}", "strategy": "s", "owner": "commissioning", "due": due}
        actions.make(values=given, by=office.account("governance"))
    home = _home(office, "commissioning")
    assert [words for words, _ in home["overdue"]] == ["Action A1: In -1"]
    assert [words for words, _ in home["due"]] == ["Action A2: In 0", "Action A3: In 14"]
    assert _home(office, "governance") == {}


def test_home_asks_as_often_for_many_records_as_for_few(office, decisions, boards):
    """The number of queries does not grow with records, meetings, actions and changes."""
    from django.db import connection

    from beatwise.web.actions import actions, changes

    def counts() -> dict[str, int]:
        asked = {}
        for role in ("governance", "commissioner", "performance", "panel_reader"):
            client = office.client(role)
            client.get("/")
            with CaptureQueriesContext(connection) as queries:
                client.get("/")
            asked[role] = len(queries)
        return asked

    def more(times: int) -> None:
        for number in range(times):
            _decision(office, decisions, ("propose", "performance"), title=f"D{number}")
            due = boards.isoformat()
            given = {"title": f"L{number}", "strategy": "s", "owner": "performance", "due": due}
            row = actions.make(values=given, by=office.account("governance"))
            changes.ask(
                kind="action", about=row.name, new_values={"due": "2031-01-01"}, why="x",
                by=office.account("performance"),
            )  # fmt: skip

    more(1)
    few = counts()
    more(8)
    assert counts() == few
    # One for each list that an app keeps what waits in: funds, bodies, consultations, papers too;
    # two more on PostgreSQL, which is told how long a statement may take.
    assert max(few.values()) <= 26


def test_no_line_of_navigation_leads_to_a_page_that_has_nothing_for_a_role(office):
    """Each role's menu opens pages that are theirs, in an office with nothing in it yet."""
    from django.urls import reverse

    from beatwise.accountability import roles
    from beatwise.accountability.registers.read_toml import definitions
    from beatwise.web.registry import registry

    for role, _ in roles.choices():
        for place in registry.navigation(office.account(role)):
            answer = office.client(role).get(reverse(place.url_name))
            assert answer.status_code == 200, (role, place)
            assert "our role opens no" not in answer.content.decode(), (role, place)
    for role, reads in (("assessor", False), ("partner", True), ("provider", True)):
        person = office.account(role)
        assert any(each.reads(person) for each in definitions().values()) == reads
        assert ("Registers" in [p.words for p in registry.navigation(person)]) == reads


def test_an_empty_list_says_where_to_go_on(office):
    """Who has nothing to do reads so, and a patroller is led nowhere by half a sentence."""
    page = office.client("evaluator").get("/").content.decode()
    assert "Nothing waits for you." in page
    assert "Where to find things" in page
    bare = office.client("patroller").get("/").content.decode()
    assert "Nothing waits for you." in bare
    assert "Where to find things" not in bare


def test_what_waits_for_a_role_is_looked_up_once_for_all_of_its_people(office, decisions):
    """Two officers of one role ask after a change: the second's list costs no query more.

    Each still sees their own: who put a decision forward does not take it as well.
    """
    from django.db import connection

    from beatwise.web.registers import record_tasks

    row = _decision(office, decisions, ("propose", "governance"), **DECIDED)
    first, second = office.account("governance"), office.account("deputy")
    first.role = "deputy"
    first.save()
    asked, lists = [], []
    for person in (first, second):
        with CaptureQueriesContext(connection) as queries:
            lists.append([task.thing for task in record_tasks.tasks(person, None)])
        asked.append(len(queries))
    assert lists == [[], [row.thing]]
    assert asked[1] < asked[0]
    assert asked[1] <= 3  # which change was the last, and the definitions in force
