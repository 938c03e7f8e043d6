"""Developer agreements: drawn down in order, capital only, and the papers' printed tables."""

from __future__ import annotations

import csv
import datetime as dt

import pytest
from tests.integration.web import commissioning_world as world

from beatwise.accountability.questions import FieldFaults


def _contribution(office, reference: str, **values: object):
    return world.make(office, "developer_contributions", **{
        "reference": reference, "agreement": 1, "authority": "Blaby", "amount": "1000",
        "capital": "yes", "signed_on": "2019-05-01", **values,
    })  # fmt: skip


@pytest.fixture
def agreement(office):
    """One agreement with Blaby."""
    return world.make(office, "developer_agreements", reference="A1", authority="Blaby",
                      signed_on="2019-05-01")  # fmt: skip


def test_contributions_stand_in_the_order_in_which_they_expire(office, agreement, monkeypatch):
    """What expires within twelve months is marked; sums are those of the rows."""
    from beatwise.web.commissioning import selectors

    monkeypatch.setattr(selectors, "today", lambda: dt.date(2026, 3, 10))
    got = [{"reference": "T", "status": "received", "amount": "600"},
           {"reference": "S", "status": "spent", "amount": "100.50"}]  # fmt: skip
    _contribution(office, "LATER", spend_by="2028-01-01", transactions=got)
    _contribution(office, "FIRST", spend_by="2026-12-31", transactions=got)
    page = " ".join(office.client("force_liaison").get("/commissioning/drawdown/").content.decode()
                    .split())  # fmt: skip
    assert page.index("FIRST") < page.index("LATER")
    assert page.count("<strong>within 12 months</strong>") == 1
    for words in ("£2,000.00", "£1,200.00", "£201.00", "£999.00"):
        assert words in page
    overview = office.client("commissioning").get("/commissioning/").content.decode()
    assert "£899.50 not spent" in overview


@pytest.mark.parametrize(("values", "words"), [
    ({"capital": "no"}, "not a capital item"),
    ({"spend_by": "2019-04-30"}, "before Agreement signed"),
    ({"transactions": [{"reference": "S", "status": "spent", "amount": "1"}]}, "Left of what was"),
    ({"transactions": [{"reference": "R", "status": "received", "amount": "1500"},
                       {"reference": "S", "status": "spent", "amount": "1001"}]}, "Not yet spent"),
])  # fmt: skip
def test_what_cannot_be_is_refused(office, agreement, values, words):
    """Running costs, an end before the start, spending above what came or was secured."""
    with pytest.raises(FieldFaults, match=words):
        _contribution(office, "C1", **values)


def test_a_bid_is_worked_out_from_homes_and_crime(office):
    """1,000 homes of 2.4 people, £180 a 1,000, crime at twice the area's, half weighed: £648."""
    items = [{"item": "Vehicle", "each_1000": 0.5, "price": "200"},
             {"item": "Radio", "each_1000": 2, "price": "40"}]  # fmt: skip
    row = world.make(office, "developer_bids", development="Lubbesthorpe", authority="Blaby",
                     planning_application="17/0123", dwellings=1000, people_per_home=2.4,
                     local_rate=80, area_rate=40, crime_weight=0.5, items=items)  # fmt: skip
    assert row.values["cost_1000"] == 18000
    assert row.values["asked"] == 64800


STAGES = {
    "Developments not yet started": "not_begun", "Monies held by developers": "developer",
    "Monies held by LA": "authority", "Monies received by Leics Police": "received",
    "Agreements expired": "expired",
}  # fmt: skip


def _table(file) -> list[dict[str, str]]:
    return list(csv.DictReader(file.read_text("utf-8").splitlines()))


def test_the_printed_tables_differ_where_the_paper_does(office, reference_tables):
    """12,525,248 by stage where 12,759,259 is printed; 12,739,138 by authority, printed …137."""
    table = _table(reference_tables / "s106_summary.csv")
    summary = {row["row"]: int(row["as_at_2026_03_10_gbp"]) for row in table}
    world.make(office, "developer_agreements", reference="A1", authority="All")
    for title, state in STAGES.items():
        row = world.make(office, "developer_contributions", reference=title, agreement=1,
                         authority="All", amount=str(summary[title]))  # fmt: skip
        row.state = state
        row.save()
    page = office.client("commissioning").get("/registers/developer_contributions/")
    assert "£12,525,248.00" in page.content.decode()
    printed = summary["Total value of all agreements"]
    assert (printed, printed - 12525248) == (12759259, 234011)
    authorities = _table(reference_tables / "s106_by_authority.csv")
    rows = [row for row in authorities if row["is_printed_total"] == "no"]
    assert sum(int(row["total_agreements_gbp"]) for row in rows) == 12739138
