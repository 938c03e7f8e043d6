"""Contracts: reviews, approval, standstill, what ends and what follows, invoices by hours."""

from __future__ import annotations

import csv
import datetime as dt

import pytest
from tests.integration.web import commissioning_world as world

from beatwise.accountability.questions import FieldFaults, OpenQuestions
from beatwise.errors import UserError


AWARD = {"provider": 1, "value": "199000", "award_on": "2026-03-30",
         "standstill_ends": "2026-04-10", "reasons": "Best of three"}  # fmt: skip


@pytest.fixture
def evaluated(office):
    """A contract whose tender has been evaluated."""
    world.make(office, "recipients", name="Care Provider Ltd", company_number="01234567")
    row = world.make(office, "contracts", title="Out of court resolutions", ours="yes",
                     need="Three providers end", planned_on="2025-12-01")  # fmt: skip
    row = world.step(office, row, "tender", procedure="Open", tendered_on="2026-01-08",
                     closes="2026-02-06")  # fmt: skip
    return world.step(office, row, "evaluate", "governance", tenderers=3)


def _page(office, path: str) -> str:
    return " ".join(office.client("commissioning").get(path).content.decode().split())


def test_an_award_above_the_officer_s_limit_is_the_commissioner_s(office, evaluated):
    """The papers print no limit: before the office sets one, every award goes upwards."""
    with pytest.raises(FieldFaults, match=r"above the approval limit of £0\.00"):
        world.step(office, evaluated, "award", **AWARD)
    row = world.step(office, evaluated, "award_above", "commissioner", **AWARD)
    assert row.state == "standstill"


def test_a_limit_of_awards_is_dated_and_apart_from_that_of_entries(office, evaluated, monkeypatch):
    """The limit in force on the day decides; one of entries, or of a later day, does not."""
    from beatwise.web.funds.limit_setting import set_limit
    from beatwise.web.registers import selectors

    by = office.account("finance_officer")
    monkeypatch.setattr(selectors, "today", lambda: dt.date(2026, 3, 30))
    set_limit(since="2026-01-01", amount="900000", source="Scheme", by=by)
    set_limit(since="2026-03-31", amount="900000", source="Scheme", by=by, covers="award")
    set_limit(since="2026-03-01", amount="198999.99", source="Scheme", by=by, covers="award")
    with pytest.raises(FieldFaults, match=r"above the approval limit of £198,999\.99"):
        world.step(office, evaluated, "award", **AWARD)
    monkeypatch.setattr(selectors, "today", lambda: dt.date(2026, 3, 31))
    assert world.step(office, evaluated, "award", **AWARD).state == "standstill"
    page = office.client("deputy").get("/funds/limits/").content.decode()
    assert "Awards of contracts" in page


def test_nothing_is_announced_or_signed_in_the_standstill(office, evaluated):
    """Announced a day before its end: refused, with both days."""
    row = world.step(office, evaluated, "award_above", "commissioner", **AWARD)
    with pytest.raises(FieldFaults, match="Announced on, 9 April 2026, is before Standstill ends"):
        world.change(office, row, announced_on="2026-04-09")
    with pytest.raises(FieldFaults, match="Signed on"):
        world.step(office, row, "sign", "governance", signed_on="2026-04-09", starts="2026-05-01",
                   ends="2028-03-31")  # fmt: skip
    row = world.step(office, row, "sign", "governance", signed_on="2026-04-13", starts="2026-05-01",
                     ends="2028-03-31")  # fmt: skip
    assert row.state == "signed"


def test_a_contract_is_reviewed_monthly_for_six_months_and_then_quarterly(office):
    """From 1 October 2025: six by 1 April 2026, then 1 July and 1 October; one held is done."""
    world.make(office, "recipients", name="Care Provider Ltd", company_number="01234567")
    row = world.make(office, "contracts", title="Helpline", provider=1, starts="2025-10-01",
                     reviews_from="2025-10-01", ends="2027-09-30", old_ends="2025-09-30",
                     reviews=[{"held_on": "2025-11-01", "finding": "On course"}])  # fmt: skip
    row = world.step(office, row, "keep")
    client = office.client("commissioning")
    sheet = client.get("/registers/contracts/duties/csv/?from=2025-10-01&to=2026-10-31")
    rows = [r for r in csv.DictReader(b"".join(sheet).decode().splitlines())
            if "Contract review" in "".join(r.values())]  # fmt: skip
    assert len(rows) == 8
    assert sum("Done" in "".join(r.values()) for r in rows) == 1


def test_what_ends_and_what_follows_it_stand_on_the_page(office, monkeypatch):
    """The papers' centre: one ends on 30 September 2026, the other begins next day."""
    from beatwise.web.commissioning import selectors

    monkeypatch.setattr(selectors, "today", lambda: dt.date(2026, 3, 10))
    world.make(office, "contracts", title="Forensic sub-contract", ends="2026-09-30")
    world.make(office, "contracts", title="New model", starts="2026-10-01", follows=1,
               old_ends="2026-09-30")  # fmt: skip
    assert "New model begins on 1 October 2026, the day after." in _page(office, "/commissioning/")
    world.make(office, "contracts", title="Alone", ends="2026-12-31")
    page = _page(office, "/commissioning/")
    assert "Nothing is planned to follow it." in page
    assert "Days without a contract: none." in page


def test_a_notice_that_is_due_and_not_out_needs_attention(office, monkeypatch):
    """Due today and not published; one that is out, and one of next year, are not named."""
    from beatwise.web.commissioning import selectors

    monkeypatch.setattr(selectors, "today", lambda: dt.date(2026, 6, 10))
    world.make(office, "contracts", title="Helpline", notices=[
        {"notice": "Prior information", "due": "2026-01-20", "published_on": "2026-01-20"},
        {"notice": "Award", "due": "2026-06-10"},
        {"notice": "End of contract", "due": "2027-06-10"},
    ])  # fmt: skip
    page = _page(office, "/commissioning/")
    assert "Award notice" in page
    assert "10 June 2026" in page
    assert "Prior information notice" not in page
    assert "End of contract notice" not in page


def test_the_panel_of_an_evaluation_has_seats_of_experience_that_weigh_100_at_most(office):
    """35 per cent for those who have the experience; 101 in all is refused at its field."""
    seats = [{"seat": "Office", "people": 2, "weight": 65},
             {"seat": "Lived experience", "people": 2, "weight": 35}]  # fmt: skip
    row = world.make(office, "contracts", title="Helpline", panel=seats, evaluation=[
        {"tenderer": "Care Ltd", "quality": 40, "experience": 30, "price": 20}])  # fmt: skip
    assert row.values["panel_weight"] == 100
    assert row.values["evaluation"][0]["score"] == 90
    with pytest.raises(FieldFaults, match="Weights of the panel"):
        world.change(office, row, panel=[*seats, {"seat": "Force", "people": 1, "weight": 1}])


def test_a_gap_between_two_contracts_is_asked_about(office):
    """It may be meant; a reason is kept. The page names the days."""
    from beatwise.accountability.registers.read_toml import definition
    from beatwise.web.registers import actions

    values = {"title": "New model", "starts": "2026-10-12", "old_ends": "2026-09-30"}
    with pytest.raises(OpenQuestions, match="gap between the contract before and this one"):
        actions.make(register=definition("contracts"), values=values,
                     by=office.account("commissioning"))  # fmt: skip
    world.make(office, "contracts", **values)
    assert "11 days between the contract before and this one" in _page(office, "/commissioning/")


def test_an_invoice_by_hours_meets_what_was_delivered(office):
    """92.5 of 100 hours at £20: £1,850 is due of £2,000; no hour above the order is."""
    lines = [
        {"month": "2026-05-01", "number": "A1", "ordered": 100, "delivered": 92.5, "rate": "20",
         "invoiced": "2000"},
        {"month": "2026-06-01", "number": "A2", "ordered": 100, "delivered": 110, "rate": "20",
         "invoiced": "2000"},
    ]  # fmt: skip
    row = world.make(office, "contracts", title="Patrols", invoices=lines)
    assert [line["due"] for line in row.values["invoices"]] == [185000, 200000]
    assert row.values["overcharged"] == 15000


def test_a_return_is_accepted_or_sent_back(office):
    """A file in the register's own columns; what is sent back says why, and comes again."""
    world.make(office, "contracts", title="Helpline")
    row = world.make(office, "contract_returns", contract=1, period="Q4 2025/26",
                     from_day="2026-01-01", to_day="2026-03-31", received_on="2026-04-10",
                     figures=[{"measure": "Referrals", "target": 200, "actual": 150}])  # fmt: skip
    assert row.values["figures"][0]["share"] == 75
    assert row.state == "asked"
    row = world.step(office, row, "submit", comment="Two posts were vacant")
    with pytest.raises(UserError):
        world.step(office, row, "accept")
    row = world.step(office, row, "send_back")
    assert row.state == "sent_back"
    row = world.step(office, row, "resubmit", received_on="2026-04-20")
    assert world.step(office, row, "accept", finding="Behind on referrals").state == "accepted"


def test_the_papers_contracts_are_records(office, reference_tables):
    """Every row of the transcribed table; what the office does not commission has no review."""
    with (reference_tables / "contracts.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        yearly = row["value"] if row["unit"] == "gbp per year" else None
        ours = "no" if "not the commissioner" in row["note"] else "yes"
        start = row["start"] if len(row["start"]) == 10 else None
        world.make(office, "contracts", title=row["contract"], others=row["provider"],
                   yearly=yearly, ours=ours, starts=start)  # fmt: skip
    from beatwise.web.registers.models import Record

    made = Record.objects.filter(register="contracts")
    assert made.count() == len(rows) == 14
    others = made.filter(values__ours=False)
    assert sum(row.values["yearly"] for row in others) == 33114300
