"""A list leads to where the work is done, and the form leads back to the list."""

from __future__ import annotations

import re

import pytest


@pytest.fixture
def board(office):
    """The plan, a red measure without commentary, and a meeting of today."""
    from beatwise.web.meetings import boards, selectors
    from beatwise.web.performance import observations
    from beatwise.web.performance.definitions import actions as defining

    by = office.account("performance")
    defining.load_shipped(name="plan-2025-29", by=by)
    quarter = {"period": "2025/26 Q1", "value": "120"}
    observations.observe(measure="robbery", cells=quarter, by=by)
    boards.make_board(values={"name": "Plan board"}, by=office.account("governance"))
    values = {"on": selectors.today(), "begins": "10:00"}
    return boards.plan(board=1, values=values, by=office.account("governance"))


def _link(client, page: str, words: str) -> str:
    """Return where a page's link with these words leads."""
    links = re.findall(r'<a class="govuk-[^>]*href="([^"]+)"[^>]*>([^<]+)', _page(client, page))
    (address,) = {where.replace("&amp;", "&") for where, label in links if label.strip() == words}
    return address


def _page(client, address: str) -> str:
    return client.get(address).content.decode()


@pytest.mark.parametrize("page", ["/meetings/1/", "/meetings/1/steps/freeze/"])
def test_an_exception_of_a_meeting_is_explained_and_leads_back(office, board, page):
    """One link to the form, and saved it is the meeting again, where nothing is in the way."""
    client = office.client("performance")
    form = _link(client, page, "Robbery")
    assert form.startswith("/measures/robbery/commentary/")
    answer = client.post(form, {"text": "Two were charged."})
    assert answer["Location"] == page
    assert "without commentary" not in _page(client, page)


def test_who_writes_no_commentary_reads_the_measure(office, board):
    """The commissioner is not led to a form that is refused."""
    client = office.client("commissioner")
    address = _link(client, "/meetings/1/", "Robbery")
    assert address == "/measures/robbery/"
    assert client.get(address).status_code == 200


def test_the_list_of_exceptions_is_come_back_to(office, board):
    """It leads to the next exception, and not to the measure that was just explained."""
    client = office.client("performance")
    form = _link(client, "/measures/exceptions/", "Write commentary")
    answer = client.post(form, {"text": "Two were charged."})
    assert answer["Location"] == "/measures/exceptions/"


def test_the_page_of_a_change_leads_to_the_minutes_that_decide_it(office, board):
    """Once minutes are open, and for those who may decide."""
    from beatwise.web.actions import actions, changes
    from beatwise.web.meetings.models import Meeting

    words = "Decide it in the minutes that are open."
    given = {
        "title": "Lights",
        "strategy": "neighbourhood-crime",
        "owner": "performance",
        "due": "2030-01-01",
    }
    actions.make(values=given, by=office.account("governance"))
    by = office.account("performance")
    changes.ask(kind="action", about="A1", new_values={"due": "2031-01-01"}, why="Late", by=by)
    deputy = office.client("deputy")
    assert words not in _page(deputy, "/changes/1/")
    Meeting.objects.update(state="held")
    address = _link(deputy, "/changes/1/", words)
    assert deputy.get(address).status_code == 200
    assert words not in _page(office.client("commissioning"), "/changes/1/")


def test_a_step_that_waits_for_evidence_offers_to_add_it(office):
    """To who may take it and add it; the button is gone once there is some."""
    from beatwise.web.actions import actions

    given = {"title": "Lights", "strategy": "neighbourhood-crime", "owner": "partner",
             "area": "Northtown", "due": "2030-01-01"}  # fmt: skip
    actions.make(values=given, by=office.account("governance"))
    client, button = office.client("partner"), 'class="govuk-button" href="/actions/1/evidence/"'
    assert button in _page(client, "/actions/1/")
    assert button not in _page(office.client("evaluator"), "/actions/1/")
    client.post("/actions/1/evidence/", {"words": "Twelve lamps"})
    assert button not in _page(client, "/actions/1/")


def test_the_minutes_are_shown_before_they_are_agreed(office, board):
    """What was said and decided stands above the last press."""
    from beatwise.web.meetings import minutes
    from beatwise.web.meetings.models import Meeting

    by = office.account("governance")
    Meeting.objects.update(state="held")
    minutes.write(number=1, version=board.version, text="We spoke of robbery.", by=by)
    minutes.decide(number=1, version=board.version + 1, words="Lamps are bought.", by=by)
    page = _page(office.client("deputy"), "/meetings/1/steps/agree/")
    for words in ("Check the minutes as they will stand", "We spoke of robbery.", "Lamps are"):
        assert words in page


def test_an_empty_office_says_what_comes_first(office):
    """To each what their role does, in order, until it is done; a reader is asked for nothing."""
    from beatwise.web.meetings import boards
    from beatwise.web.performance.definitions import actions as defining

    by = office.account("governance")

    def steps(role: str) -> list[str]:
        client = office.client(role)
        found = re.findall(
            r'<a class="govuk-link govuk-link--no-visited-state" href="([^"]+)"', _page(client, "/")
        )
        assert all(client.get(address).status_code == 200 for address in found)
        return found

    assert steps("governance") == ["/accounts/new/", "/plan/load/", "/boards/new/", "/funds/new/"]
    assert "Nothing waits for you" not in _page(office.client("governance"), "/")
    assert steps("commissioner") == []
    office.account("performance")
    defining.load_shipped(name="plan-2025-29", by=by)
    boards.make_board(values={"name": "Plan board"}, by=by)
    assert steps("governance") == ["/measures/import/", "/boards/1/plan/", "/funds/new/"]
    assert steps("commissioning") == ["/measures/import/", "/funds/new/"]


@pytest.mark.parametrize(("path", "above"), [
    ("/registers/decisions/7/", "/registers/decisions/"),
    ("/registers/decisions/7/history/", "/registers/decisions/"),
    ("/actions/7/edit/", "/actions/"), ("/nothing/here/", None),
])  # fmt: skip
def test_what_is_not_there_leads_to_the_list_it_would_be_in(office, path, above):
    """The nearest page above that this role opens; nowhere when there is none."""
    page = _page(office.client("performance"), path)
    links = re.findall(r'href="([^"]+)">The page above this one', page)
    assert links == ([above] if above else [])


def test_no_error_leads_to_what_a_role_does_not_open(office):
    """A panel reader who follows an old address to accounts is led to nothing closed."""
    from beatwise.web.access import guard

    reader, officer = office.account("panel_reader"), office.account("governance")
    assert guard.opened(officer, "/accounts/")
    assert not guard.opened(reader, "/accounts/")
    assert not guard.opened(officer, "/no/such/page/")
    assert "The page above this one" not in _page(office.client(reader), "/accounts/none/")
