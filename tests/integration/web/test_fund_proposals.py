"""Entries before they are made: claimed, proposed, confirmed, approved; formulas and projects."""

from __future__ import annotations

import datetime as dt

import pytest

from beatwise.errors import BadInput, Conflict, Refused


TODAY = dt.date(2026, 11, 22)


@pytest.fixture
def fund(office, monkeypatch):
    """A fund of £1,000 with lines of 2026/27, £600 allocated and £500 committed on the first."""
    from beatwise.web.funds import accounts, ledger_entries, selectors

    monkeypatch.setattr(selectors, "today", lambda: TODAY)
    by, finance = office.account("commissioning"), office.account("finance_officer")
    row = accounts.make_fund(values={"name": "Safety fund"}, by=by)
    for area in ("Northtown", "South"):
        values = {"receiver": f"{area} partnership", "area": area, "year": "2026/27"}
        accounts.add_line(fund=1, values=values, by=by)
    entries = ((None, "opening", "1000"), (1, "allocation", "600"), (1, "commitment", "500"))
    for line, kind, amount in entries:
        ledger_entries.enter(
            fund=1, line=line, kind=kind, amount=amount, on="2026-04-01", by=finance
        )
    return row


def _propose(office, role, kind, amount, line=1, **more):
    from beatwise.web.funds.proposals.proposed_entries import Part, propose

    by = office.account(role)
    return propose(fund=1, kind=kind, parts=[Part(line, amount)], on="2026-11-01", by=by, **more)


def _step(office, row, step, role, **more):
    from beatwise.web.funds.proposals.proposed_entries import take_step

    row.refresh_from_db()
    by = office.account(role)
    return take_step(number=row.number, version=row.version, step=step, by=by, **more)


def _paid():
    from beatwise.web.funds.models import Line

    return Line.objects.get(number=1).paid


def test_a_claim_goes_through_four_hands_above_the_limit(office, fund):
    """Partner claims, commissioning passes on, finance confirms, the commissioner approves."""
    from beatwise.web.funds import integrity
    from beatwise.web.funds.limit_setting import set_limit

    set_limit(since="2026-04-01", amount="200", source="Scheme of delegation",
              by=office.account("finance_officer"))  # fmt: skip
    row = _propose(office, "partner", "payment", "200.01", evidence="Report of October")
    for step, role in (("propose", "commissioning"), ("confirm", "finance_officer")):
        _step(office, row, step, role)
        assert _paid() == 0
    with pytest.raises(Refused):
        _step(office, row, "approve", "finance_officer")
    done = _step(office, row, "approve", "commissioner")
    assert (_paid(), done.state_words) == (20001, "Entered")
    assert list(integrity.proposals()) == []
    small = _propose(office, "commissioning", "payment", "200")
    assert _step(office, small, "confirm", "finance_officer").state == "entered"


def test_a_claim_needs_evidence_an_own_line_and_a_commitment(office, fund):
    """Each refusal at the door, before anybody else has work with it."""
    from beatwise.errors import MissingData

    with pytest.raises(BadInput, match="needs its evidence") as caught:
        _propose(office, "partner", "payment", "1")
    assert caught.value.place == "evidence"
    with pytest.raises(MissingData):
        _propose(office, "partner", "payment", "1", line=2, evidence="Report")
    with pytest.raises(Conflict, match=r"£0\.01 more would be paid than is committed"):
        _propose(office, "partner", "payment", "500.01", evidence="Report")
    with pytest.raises(BadInput, match="bank details"):
        _propose(office, "partner", "payment", "1", evidence="Pay 20-00-00 55779911")
    with pytest.raises(Refused):
        _propose(office, "partner", "allocation", "1", evidence="Report")
    with pytest.raises(Refused):
        _propose(office, "finance_officer", "payment", "1")


def test_what_was_spent_meanwhile_is_refused_when_it_is_confirmed(office, fund):
    """Two proposals that each could be, and not both: the second is refused, and waits."""
    rows = [_propose(office, "commissioning", "payment", "300") for _ in range(2)]
    _step(office, rows[0], "confirm", "finance_officer")
    with pytest.raises(Conflict, match=r"£100\.00 more would be paid"):
        _step(office, rows[1], "confirm", "finance_officer")
    rows[1].refresh_from_db()
    assert (rows[1].state, rows[1].entries, _paid()) == ("proposed", [], 30000)
    with pytest.raises(BadInput):
        _step(office, rows[1], "send_back", "finance_officer")
    assert _step(office, rows[1], "send_back", "finance_officer", why="Paid").state == "sent_back"
    with pytest.raises(Conflict):
        _step(office, rows[1], "confirm", "finance_officer")


def test_the_page_of_a_step_shows_what_is_confirmed_and_who_comes_next(office, fund):
    """Line, amount, reference and note before the press; then who takes the next step, by title."""
    from beatwise.web.funds.limit_setting import set_limit

    set_limit(since="2026-04-01", amount="200", source="Scheme of delegation",
              by=office.account("finance_officer"))  # fmt: skip
    _propose(office, "commissioning", "payment", "300", reference="INV 7", words="October")
    waits = "Next step: “Confirm”, by another role than before: Chief finance officer (s151)."
    assert waits in office.client("commissioning").get("/funds/proposals/1/").content.decode()
    finance = office.client("finance_officer")
    assert "Next step:" not in finance.get("/funds/proposals/1/").content.decode()
    page = finance.get("/funds/proposals/1/confirm/").content.decode()
    for words in ("Check before you go on", "£300.00", "INV 7", "October", "to be approved."):
        assert words in page
    assert finance.post("/funds/proposals/1/confirm/", {"version": 1}).status_code == 302
    page = finance.get("/funds/proposals/1/").content.decode()
    assert "It is now confirmed, to be approved." in page
    assert "Commissioner or Deputy commissioner." in page
    page = office.client("deputy").get("/funds/proposals/1/approve/").content.decode()
    assert "An entry is never changed" in page


def test_a_limit_that_held_is_not_changed(office, fund):
    """Another begins on another day; only finance sets one."""
    from beatwise.web.funds.limit_setting import set_limit

    by = office.account("finance_officer")
    set_limit(since="2026-04-01", amount="200", source="Scheme", by=by)
    with pytest.raises(BadInput, match="begins on this day already"):
        set_limit(since="2026-04-01", amount="900", source="Scheme", by=by)
    with pytest.raises(Refused):
        set_limit(since="2026-05-01", amount="9", source="x", by=office.account("commissioning"))
    page = office.client("deputy").get("/funds/limits/").content.decode()
    assert "£200.00" in page


def test_what_waits_stands_on_the_home_page_of_who_acts(office, fund):
    """Finance sees what it can confirm, and the proposer does not."""
    _propose(office, "commissioning", "payment", "30")
    words = "Confirm and enter: payment of £30.00"
    assert words in office.client("finance_officer").get("/").content.decode()
    assert words not in office.client("commissioning").get("/").content.decode()


def test_a_partner_sees_the_proposals_of_its_own_lines(office, fund):
    """Another area's proposal is not there, neither in the list nor by its number."""
    from beatwise.web.funds import ledger_entries

    _propose(office, "commissioning", "payment", "30")
    ledger_entries.enter(fund=1, line=2, kind="allocation", amount="9", on="2026-04-02",
                         by=office.account("finance_officer"))  # fmt: skip
    _propose(office, "commissioning", "commitment", "7", line=2)
    client = office.client("partner")
    page = client.get("/funds/proposals/").content.decode()
    assert "£30.00" in page
    assert "£7.00" not in page
    assert client.get("/funds/proposals/2/").status_code == 404
    assert client.get("/funds/proposals/1/").status_code == 200


def test_a_formula_is_written_shown_and_entered_as_a_whole(office, fund):
    """By people 60 % and crime 40 %: every penny of £400 is allocated in one proposal."""
    from beatwise.web.funds.models import Line, Proposal

    client = office.client("commissioning")
    sent = {
        "version": "0", "amount": "700.01", "name_0": "People", "weight_0": "60",
        "source_0": "Census 2021", "values_0": "Northtown partnership: 3\nSouth partnership: 1",
        "name_1": "Crime", "weight_1": "40", "source_1": "Force, 2025",
        "values_1": "Northtown partnership\t900\nSouth partnership\t100",
    }  # fmt: skip
    wrong = client.post("/funds/1/years/2026/formula/change/", sent | {"weight_1": "41"})
    assert "not to 100 %" in wrong.content.decode()
    gone = client.post("/funds/1/years/2026/formula/change/", sent | {"values_1": "Nowhere: 1"})
    assert "is not a receiver of this year" in gone.content.decode()
    assert client.post("/funds/1/years/2026/formula/change/", sent).status_code == 302
    page = client.get("/funds/1/years/2026/formula/").content.decode()
    assert "81.0000 %" in page
    assert "£567.01" in page
    from beatwise.web.funds.proposals import formulas

    with pytest.raises(Conflict, match="the formula gives"):
        formulas.propose(fund=1, year=2026, on="2026-11-01", words="",
                         by=office.account("commissioning"))  # fmt: skip
    sent |= {"version": "1", "amount": "1000"}
    assert client.post("/funds/1/years/2026/formula/change/", sent).status_code == 302
    sent = {"on": "2026-11-01", "words": "", "version": "2"}
    assert client.post("/funds/1/years/2026/formula/propose/", sent).status_code == 302
    row = Proposal.objects.get()
    assert [part["amount"] for part in row.parts] == [21000, 19000]
    _step(office, row, "confirm", "finance_officer")
    assert list(Line.objects.order_by("number").values_list("allocated", flat=True)) == [
        81000, 19000,
    ]  # fmt: skip


def test_a_project_is_agreed_before_it_is_submitted(office, fund):
    """Submitted without an agreement, or before it, is refused at its field."""
    from beatwise.web.funds.proposals import projects

    by = office.account("commissioning")
    for days in ({"submitted_on": "2026-05-01"},
                 {"agreed_on": "2026-05-02", "submitted_on": "2026-05-01"}):  # fmt: skip
        with pytest.raises(BadInput) as caught:
            projects.add(fund=1, line=1, values={"name": "Club", **days}, by=by)
        assert caught.value.place == "agreed_on"
    row = projects.add(fund=1, line=1, by=by, values={
        "name": "Club", "agreed_on": "2026-05-01", "submitted_on": "2026-05-01"})  # fmt: skip
    with pytest.raises(Conflict):
        projects.change(fund=1, number=row.number, version=9, values={"name": "x"}, by=by)
    assert "1 May 2026" in office.client("partner").get("/funds/1/projects/1/").content.decode()


def test_a_reserve_shows_opening_movements_and_closing(office, fund):
    """The years add up on the page, with what is said of the body's end."""
    from beatwise.web.funds import accounts, ledger_entries

    by = office.account("finance_officer")
    values = {"name": "Equalisation reserve", "kind": "reserve",
              "after_end": "Not settled: asked of the department in 2026."}  # fmt: skip
    row = accounts.make_fund(values=values, by=by)
    enter = {"fund": row.number, "line": None, "by": by}
    ledger_entries.enter(kind="opening", amount="900", on="2025-04-01", **enter)
    ledger_entries.move(kind="transfer_out", fund=2, line=None, to_fund=1, to_line=None,
                        amount="250", on="2026-05-01", words="Agreed", by=by)  # fmt: skip
    page = office.client("deputy").get("/funds/2/").content.decode()
    assert "Not settled: asked of the department" in page
    assert "Transfer out −£250.00" in page
    assert "£650.00" in page
    plain = office.client("partner").get("/funds/2/").content.decode()
    assert "£650.00" not in plain


def test_a_fund_page_forecasts_to_the_end_of_the_year(office, fund):
    """£600 allocated, £500 committed and nothing paid: £500 would be paid and £100 left."""
    page = office.client("deputy").get("/funds/1/").content.decode()
    assert "Of £600.00 allocated for the year, £500.00 would be paid and £100.00 left." in page
