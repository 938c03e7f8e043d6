"""What a provider, a visitor and an assessor see: their own, where they would look for it."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from tests.integration.web import commissioning_world as world

from beatwise.errors import MissingData, Refused


TODAY = dt.date.today()


def _page(client, path: str) -> str:
    return " ".join(client.get(path).content.decode().split())


@pytest.fixture
def contracts(office):
    """Two organisations with a running contract each, and a return that is asked of the first."""
    for name in ("Open Door", "Harbour Trust"):
        world.make(office, "recipients", name=name, kind="Charity")
    for number, title in ((1, "Helpline"), (2, "Mentoring")):
        row = world.make(office, "contracts", title=title, provider=number, starts="2026-01-05",
                         budget="90000", reviews_from="2026-01-05")  # fmt: skip
        world.step(office, row, "keep")
    for number in (1, 2):
        world.make(office, "contract_returns", contract=number, period=f"Q{number} 2026/27",
                   from_day="2026-01-05", to_day="2026-03-31",
                   asked_by=str(TODAY + dt.timedelta(days=5)))  # fmt: skip
    return office.account("provider", area="Open Door")


def test_a_provider_sees_its_contract_as_published_and_no_other(office, contracts):
    """On the list, the record, the search and the file; what is the office's own is left out."""
    client = office.client(contracts)
    listed = _page(client, "/registers/contracts/")
    assert "Helpline" in listed
    assert "Mentoring" not in listed
    one = _page(client, "/registers/contracts/1/")
    assert "Helpline" in one
    assert "Budget" not in one
    assert client.get("/registers/contracts/2/").status_code == 404
    assert client.get("/registers/contracts/1/history/").status_code == 404
    sheet = b"".join(client.get("/registers/contracts/export/csv/")).decode()
    assert "Helpline" in sheet
    assert "Mentoring" not in sheet
    assert "90000" not in sheet
    found = _page(client, "/search/?q=mentoring")
    assert "/registers/contracts/" not in found
    assert "/registers/contracts/1/" in _page(client, "/search/?q=helpline")


def test_a_provider_hands_its_return_in_and_takes_no_other_step(office, contracts):
    """It waits on the home page; a return of another is not there, and accepting is not theirs."""
    from beatwise.accountability.registers.read_toml import definition
    from beatwise.web.registers import actions

    client = office.client(contracts)
    home = _page(client, "/")
    assert "/registers/contract_returns/1/" in home
    assert "/registers/contract_returns/2/" not in home
    register, figures = definition("contract_returns"), [{"measure": "Calls", "actual": 9}]
    sent = {"figures": figures, "comment": "Nothing to add", "received_on": str(TODAY)}
    take = {"register": register, "by": contracts, "values": sent, "step": "submit"}
    with pytest.raises(MissingData):
        actions.move(number=2, version=1, **take)
    row = actions.move(number=1, version=1, **take)
    assert row.state == "received"
    assert client.get("/registers/contract_returns/1/steps/accept/").status_code == 403
    assert client.get("/registers/contract_returns/1/change/").status_code == 403
    world.step(office, row, "send_back")
    again = _page(client, "/registers/contract_returns/1/")
    assert "Corrected by the provider" in again
    assert "/registers/contract_returns/1/" in _page(client, "/")


def test_the_names_of_providers_are_offered_for_their_accounts(office, contracts):
    """A provider's area is the name of an organisation that holds a contract."""
    page = _page(office.client("governance"), "/accounts/new/")
    assert ">Harbour Trust</option>" in page


def test_the_api_keeps_a_provider_to_its_own(office, contracts, monkeypatch):
    """With a token, as an office could allow: the records of the pages, and no more."""
    from dataclasses import replace

    from beatwise.accountability import roles
    from beatwise.web.accounts import actions as accounts

    provider = roles.role("provider")
    may = provider.may | {"own.tokens"}
    monkeypatch.setitem(roles.table(), "provider", replace(provider, may=may))
    _, token = accounts.make_token(name="t", scopes=["records:read"], days=1, by=contracts)
    head = {"HTTP_AUTHORIZATION": f"Bearer {token}"}
    answer = json.loads(office.client().get("/api/v1/registers/contracts/records/", **head).content)
    assert [row["number"] for row in answer["records"]] == [1]
    assert "budget" not in answer["records"][0]["values"]
    gone = office.client().get("/api/v1/registers/contracts/records/2/", **head)
    assert gone.status_code == 404


def test_a_visitor_records_the_visits_of_the_own_team_and_sees_no_other(office):
    """A planned visit waits on the home page; another team's is not there."""
    suite = world.make(office, "custody_suites", name="North Quay",
                       open=[{"from_day": "2025-01-06"}])  # fmt: skip
    for team in ("Team A", "Team B"):
        world.make(office, "custody_visits", suite=suite.number, planned_for=str(TODAY), team=team)
    visitor = office.account("custody_visitor", area="Team A")
    client = office.client(visitor)
    home = _page(client, "/")
    assert "/registers/custody_visits/1/" in home
    assert "/registers/custody_visits/2/" not in home
    assert client.get("/registers/custody_visits/2/").status_code == 404
    sent = {"visited_on": str(TODAY), "visitors": "2", "held": "4", "offered": "3", "met": "2",
            "findings": "Nothing to report", "why": "", "version": "1"}  # fmt: skip
    assert client.post("/registers/custody_visits/1/steps/record/", sent).status_code == 302
    assert "Nothing to report" in _page(client, "/registers/custody_visits/1/")
    assert client.get("/registers/custody_visits/new/").status_code == 403
    assert client.get("/registers/custody_visits/1/steps/answer/").status_code == 403


def test_an_assessor_finds_the_applications_to_score_and_never_the_other_score(office):
    """On home and menu until scored; afterwards the own score, without the other or the mean."""
    world.application(office)
    one, two = (office.account("assessor", email=f"{n}@office.example") for n in ("one", "two"))
    client = office.client(one)
    assert "/commissioning/scores/1/" in _page(client, "/")
    world.assess(office, 1, "one", 4, 5)
    assert "/commissioning/scores/1/" not in _page(client, "/")
    world.assess(office, 1, "two", 1, 2, comment="Weak on need")
    for account, own, other in ((one, "9", "3"), (two, "3", "9")):
        page = _page(office.client(account), "/commissioning/scores/1/")
        assert f">{own}</td>" in page
        assert f">{other}</td>" not in page
        assert "The mean" not in page
    assert "Weak on need" not in _page(client, "/commissioning/scores/1/")
    with pytest.raises(Refused):
        world.assess(office, 1, "one", 1, 1)
