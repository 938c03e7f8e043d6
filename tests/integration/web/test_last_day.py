"""What outlives the office: set by finance, compared with every agreement, and taken away."""

from __future__ import annotations

import csv
import io

import pytest
from tests.integration.web import commissioning_world as world

from beatwise.errors import Refused


PAGE = "/commissioning/last-day/"


def _page(office, role: str = "commissioning") -> str:
    return " ".join(office.client(role).get(PAGE).content.decode().split())


def _set(office, on: str = "2028-05-03"):
    answers = {"on": on, "basis": "Expected: the paper of March", "version": "0"}
    return office.client("finance_officer").post(f"{PAGE}set/", answers)


def _running(office, slug: str, state: str = "running", **values: object) -> None:
    row = world.make(office, slug, **values)
    row.state = state
    row.save()


def _fill(office) -> None:
    from beatwise.web.funds import accounts, ledger_entries

    _running(office, "contracts", title="Resolutions", starts="2026-05-01", ends="2028-03-31",
             last_end="2029-03-31", value="398000", after_body="The mayor")  # fmt: skip
    _running(office, "contracts", title="Short", starts="2026-05-01", ends="2028-05-03")
    world.make(office, "contracts", title="Only tendered", ends="2030-05-03")
    _running(office, "collaborations", unit="Air support", year_from="2026-04-01")
    world.make(office, "collaborations", unit="Only proposed", year_from="2026-04-01")
    _running(office, "incoming_grants", programme="Drug testing", giver="Home Office",
             starts="2026-04-01", ends="2028-05-13",
             years=[{"year_from": "2026-04-01", "promised": "200000"}])  # fmt: skip
    by = office.account("finance_officer")
    accounts.make_fund(values={"name": "Equalisation", "kind": "reserve"}, by=by)
    ledger_entries.enter(fund=1, line=None, kind="opening", amount="2500000", on="2026-04-01",
                         by=by)  # fmt: skip


def test_what_goes_on_after_the_last_day_is_listed_with_who_takes_it_over(office):
    """By extension alone, by ten days, without an end; a reserve whose fate nobody settled.

    What is not in force is no agreement; where a register has no field, that is said.
    """
    _fill(office)
    assert "no agreement is compared with it" in _page(office)
    assert _set(office).status_code == 302
    page = _page(office)
    assert "3 go on after the last day, 0 of them not settled" in page
    assert "332 days after, if it is extended" in page
    assert "10 days after" in page
    assert page.index("Resolutions") < page.index("Drug testing")
    assert not any(words in page for words in ("Short", "Only tendered", "Only proposed"))
    assert "£2,500,000.00" in page
    got = office.client("commissioning").get("/commissioning/lists/outliving/csv/")
    rows = list(csv.DictReader(io.StringIO(b"".join(got).decode("utf-8-sig"))))
    assert [(row["title"], row["days after"], row["after the last day"]) for row in rows] == [
        ("Air support", "", "the register has no field for this"),
        ("Resolutions", "332", "The mayor"),
        ("Drug testing", "10", "the register has no field for this"),
        ("Equalisation", "", "not settled, and nothing is recorded"),
    ]  # fmt: skip


def test_an_agreement_in_a_state_of_the_office_s_own_is_compared(office):
    """Of the states that ship those before it binds are left out, and those in which it is over."""
    from beatwise.web.commissioning.oversight import outliving_rows
    from beatwise.web.registers.own_definitions.known import definition

    _running(office, "contracts", "suspended", title="Suspended", ends="2030-05-03")
    _running(office, "contracts", "ended", title="Over", ends="2030-05-03")
    _running(office, "contracts", "standstill", title="Standstill", ends="2030-05-03")
    assert [each.title for each in outliving_rows.agreements()] == ["Suspended"]
    for slug, states in outliving_rows.SOUGHT.items():
        assert {*states} <= {state.name for state in definition(slug).states}


def test_the_last_day_is_set_by_finance_with_its_basis_and_kept_in_the_history(office):
    """Without where it is written it is refused; another role does not set it; it can be lifted."""
    from beatwise.web.commissioning import actions

    answers = {"on": "2028-05-03", "basis": "", "version": "0"}
    answer = office.client("finance_officer").post(f"{PAGE}set/", answers)
    assert "this is empty" in answer.content.decode().lower()
    with pytest.raises(Refused):
        actions.set_last_day(on="2028-05-03", basis="x", version=0, by=office.account("governance"))
    assert _set(office).status_code == 302
    row = actions.set_last_day(on="", basis="", version=1, by=office.account("finance_officer"))
    assert row.on is None
    history = office.client("governance").get("/history/?thing=last_day%2F1").content.decode()
    assert "Last day of the office 1" in history
    assert "2028-05-03" in history or "3 May 2028" in history
