"""The area of an account is chosen among those that the office knows; a new one is written."""

from __future__ import annotations

import re

import pytest

from beatwise.errors import BadInput


@pytest.fixture
def boss(office):
    """A governance officer without an area, signed in."""
    return office.client(office.account("governance", area=""))


def _post(client, address="/accounts/new/", **more):
    given = {"email": "ward@partner.example", "role": "partner", **more}
    return client.post(address, given).content.decode()


def _areas() -> dict[str, str]:
    from beatwise.web.accounts.models import Account

    return dict(Account.objects.filter(role="partner").values_list("email", "area"))


def test_the_first_area_of_an_empty_office_is_written(boss):
    """There is none to choose from yet."""
    page = boss.get("/accounts/new/").content.decode()
    assert re.search(r'<input[^>]* name="area"', page)
    _post(boss, area="Northtown")
    assert _areas() == {"ward@partner.example": "Northtown"}


def test_the_areas_of_values_actions_and_accounts_are_offered(office, boss):
    """Each once, in order; one with another spelling is not taken for a choice."""
    from beatwise.web.actions import actions
    from beatwise.web.performance import observations
    from beatwise.web.performance.definitions import actions as defining

    by = office.account("performance", area="")
    defining.load_shipped(name="plan-2025-29", by=by)
    cells = {"period": "2025/26", "value": "3", "area": "Pelbrook"}
    observations.observe(measure="robbery", cells=cells, by=by, new_area=True)
    given = {"title": "Lamps", "strategy": "neighbourhood-crime", "owner": "partner", "due": ""}
    actions.make(values={**given, "area": "Ostermere"}, by=by)
    office.account("partner", email="a@partner.example", area="Vennaby")
    page = boss.get("/accounts/new/").content.decode()
    offered = re.findall(r"<option value=\"(\w*)\"", page.partition('name="area"')[2])
    assert offered == ["", "Ostermere", "Pelbrook", "Vennaby"]
    assert "There is a problem" in _post(boss, area="Pelbroke")
    assert "ward@partner.example" not in _areas()
    _post(boss, area="Pelbrook")
    assert _areas()["ward@partner.example"] == "Pelbrook"


def test_another_area_is_written_where_none_fits(office, boss):
    """Beside the choice, and not as well as it."""
    office.account("partner", email="a@partner.example", area="Vennaby")
    page = _post(boss, area="Vennaby", new_area="Dunstowe")
    assert "Choose an area or write another, not both." in page
    _post(boss, area="", new_area="Dunstowe")
    assert _areas()["ward@partner.example"] == "Dunstowe"


def test_an_accounts_area_is_replaced_by_one_that_is_written(office, boss):
    """The area that stands there need not be taken away first."""
    row = office.account("partner", email="a@partner.example", area="Vennaby")
    change = {"role": "partner", "area": "Vennaby", "new_area": "Dunstowe", "is_active": "on",
              "why": "Moved"}  # fmt: skip
    assert boss.post(f"/accounts/{row.pk}/", change).status_code == 302
    assert _areas() == {"a@partner.example": "Dunstowe"}


def test_nobody_is_moved_to_a_role_of_one_area_without_it(office):
    """A partner without an area would see nothing, or everything."""
    from beatwise.web.accounts import actions

    row, by = office.account("evaluator", area=""), office.account("governance")
    change = {"account": row, "role": "partner", "is_active": True, "why": "x", "by": by}
    with pytest.raises(BadInput, match="one area only"):
        actions.change(**change, area="")
