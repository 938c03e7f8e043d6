"""Oversight of money: payments beside the ledger, contracts, patrols' hours, providers' returns."""

from __future__ import annotations

import csv
import datetime as dt

import pytest
from tests.integration.web import commissioning_world as world
from tests.integration.web.patrol_world import WARDENS, walked

from beatwise.errors import BadInput, Conflict


def _page(office, path: str, role: str = "commissioning") -> str:
    return " ".join(office.client(role).get(path).content.decode().split())


def _rows(office, path: str) -> list[dict[str, str]]:
    answer = office.client("commissioning").get(path)
    text = b"".join(answer).decode("utf-8-sig")
    return list(csv.DictReader(text.splitlines()))


@pytest.fixture
def grant(office, monkeypatch):
    """A grant that runs with its line of a fund, £5,000 of it recorded as paid on 7 January."""
    from beatwise.web.funds import accounts, ledger_entries, selectors

    monkeypatch.setattr(selectors, "today", lambda: dt.date(2026, 11, 22))
    by, finance = office.account("commissioning"), office.account("finance_officer")
    row = world.running_grant(office)
    accounts.make_fund(values={"name": "Safety fund"}, by=by)
    values = {"receiver": "Family Action", "year": "2025/26"}
    accounts.add_line(fund=1, values=values, by=by)
    for line, kind in ((None, "opening"), (1, "allocation"), (1, "commitment")):
        ledger_entries.enter(fund=1, line=line, kind=kind, amount="9579.43", on="2025-12-01",
                             by=finance)  # fmt: skip
    return row


def _pay(office, amount: str, on: str, reference: str):
    from beatwise.web.funds import ledger_entries

    by = office.account("finance_officer")
    return ledger_entries.enter(fund=1, line=1, kind="payment", amount=amount, on=on, by=by,
                                reference=reference)  # fmt: skip


def test_a_milestone_that_the_ledger_paid_agrees(office, grant):
    """The same reference, amount and day: nothing differs, and the file says the same."""
    _pay(office, "5000", "2026-01-07", "g1")
    page = _page(office, "/commissioning/payments/?month=2026-01")
    assert "Agrees" in page
    assert 'Differ</dt><dd class="govuk-summary-list__value">0</dd>' in page
    [row] = _rows(office, "/commissioning/lists/payments/csv/?month=2026-01")
    assert (row["record"], row["recorded"], row["paid"]) == ("grant 1", "5000", "5000")


def test_what_differs_is_named_and_stands_first(office, grant):
    """Another amount, another month's day, and a payment that no milestone names."""
    _pay(office, "4999.50", "2026-02-03", "G1")
    _pay(office, "20", "2026-01-09", "X-9")
    page = _page(office, "/commissioning/payments/?month=2026-01")
    for words in ("£4,999.50 was paid, the record has £5,000.00: £0.50 less",
                  "Paid on 3 February 2026, the record has 7 January 2026",
                  "Paid by the ledger, and no milestone or invoice names"):  # fmt: skip
        assert words in page.replace("&#x27;", "'")
    assert "Paid on 3 February" in _page(office, "/commissioning/payments/?month=2026-02")


def test_a_milestone_recorded_as_paid_without_a_payment_is_named(office, grant):
    """And a reversed payment is none; a month of nothing says so."""
    from beatwise.web.funds import ledger_entries

    entry = _pay(office, "5000", "2026-01-07", "G1")
    ledger_entries.reverse(fund=1, number=entry.number, why="Wrong line",
                           by=office.account("finance_officer"))  # fmt: skip
    page = _page(office, "/commissioning/payments/?month=2026-01")
    assert "Recorded as paid, and no free payment on its lines has" in page
    assert "nothing was paid on these lines" in _page(
        office, "/commissioning/payments/?month=2025-07"
    )


def test_an_invoice_of_a_contract_meets_its_payment(office, grant):
    """By its number, on the line that the contract names."""
    world.make(office, "contracts", title="Patrols", fund_lines=[{"fund": 1, "line": 1}],
               invoices=[{"month": "2026-01-01", "number": "P1", "invoiced": "300"}])  # fmt: skip
    assert "Not paid yet" in _page(office, "/commissioning/payments/?month=2026-01")
    _pay(office, "310", "2026-02-20", "P1")
    page = _page(office, "/commissioning/payments/?month=2026-02")
    assert "£310.00 was paid, the record has £300.00: £10.00 more" in page


def test_contracts_in_force_say_what_must_begin(office, monkeypatch):
    """A break wants its notice, an end its successor, a review its day; late is marked."""
    from beatwise.web.commissioning import selectors

    monkeypatch.setattr(selectors, "today", lambda: dt.date(2026, 3, 10))
    world.make(office, "recipients", name="Care Provider Ltd", company_number="01234567")
    row = world.make(office, "contracts", title="Forensic service", provider=1,
                     starts="2025-10-01", ends="2026-09-30", break_on="2026-05-31",
                     reviews_from="2025-10-01", reviews=[{"held_on": "2025-11-01"}])  # fmt: skip
    world.step(office, row, "keep")
    page = _page(office, "/commissioning/contracts/")
    assert "Record the need by 30 September 2025, before the end <strong>late</strong>" in page
    assert "1 April 2026 <strong>4 missed</strong>" in page
    assert "the last on 2 March 2026" in page  # the first was a Sunday
    world.make(office, "contracts", title="New model", follows=1, planned_on="2025-09-01",
               starts="2026-10-01")  # fmt: skip
    page = _page(office, "/commissioning/contracts/")
    assert "Give notice to break by 28 February 2026, before the break" in page
    rows = _rows(office, "/commissioning/lists/contracts/csv/")
    assert {(r["what"], r["by"], r["late"]) for r in rows} >= {
        ("Record the need", "2025-09-30", ""),
        ("Open the tender", "2026-02-28", "late"), ("Award", "2026-04-30", ""),
    }  # fmt: skip


FIGURES = {
    "plan": "Market towns", "hot_spots": [], "partners": [],
    "months": [
        {"month": "2026-05", "partner": WARDENS, "patrol_hours": 92.5,
         "hot_spot_hours": {"A": 30.0, "B": 0.0, "C": 10.0}},
        {"month": "2026-05", "partner": "Another", "patrol_hours": 500.0, "hot_spot_hours": {}},
    ],
}  # fmt: skip


@pytest.fixture
def patrols(office):
    """A contract for patrols of 100 hours at £20 a month, with its programme in May 2026."""
    programme = walked(office).programme
    programme.first, programme.last = dt.date(2026, 5, 1), dt.date(2026, 6, 30)
    programme.save()
    lines = [{"month": f"2026-0{m}-01", "number": f"A{m}", "ordered": 100, "delivered": 100,
              "rate": "20", "invoiced": "2000"} for m in (5, 6)]  # fmt: skip
    world.make(office, "contracts", title="Town patrols", patrol_programme="Market towns",
               patrol_partner=WARDENS, invoices=lines)  # fmt: skip
    return programme


def _measured(office, programme, first: str, last: str) -> None:
    from beatwise.web.patrols.models import DeliveryReport

    DeliveryReport.objects.create(
        programme=programme, first=dt.date.fromisoformat(first),
        last=dt.date.fromisoformat(last), sha256=first * 6, figures=FIGURES,
        by=office.account("governance"),
    )  # fmt: skip


def test_invoices_meet_the_measured_hours(office, patrols):
    """92.5 hours measured of 100 invoiced at £20: £150 is asked too much, mostly by trackers."""
    _measured(office, patrols, "2026-05-01", "2026-05-31")
    page = _page(office, "/commissioning/contracts/1/hours/")
    for words in ("92.5", "Mostly A, trackers (A 75 %, C 25 %)", "£1,850.00", "£150.00",
                  "Nothing is known of its hours: no data is not zero"):  # fmt: skip
        assert words.lower() in page.lower()
    may, june = _rows(office, "/commissioning/lists/hours/csv/?contract=1")
    assert (may["hours delivered"], may["due"], may["difference"]) == ("92.5", "1850", "150")
    assert june["due"] == ""


def test_a_month_that_was_not_measured_whole_is_not_priced(office, patrols):
    """Until a measurement of all its days comes in, which is then taken."""
    _measured(office, patrols, "2026-05-01", "2026-05-20")
    page = _page(office, "/commissioning/contracts/1/hours/")
    assert "11 of its days are not measured, so nothing is due yet" in page
    _measured(office, patrols, "2026-05-01", "2026-06-10")
    assert "£150.00" in _page(office, "/commissioning/contracts/1/hours/")


def test_hours_that_only_paper_tells_of_are_returned_by_hand(office, patrols):
    """They are named as such, and stand until a measurement comes in."""
    from beatwise.web.patrols.models import PaperRow

    PaperRow.objects.create(
        programme=patrols, day=dt.date(2026, 6, 3), partner=WARDENS, beat="Pelbrook", spot="P1",
        hours=4.0, people=2, by=office.account("governance"),
    )  # fmt: skip
    june = _rows(office, "/commissioning/lists/hours/csv/?contract=1")[-1]
    assert june["hours delivered"] == "4"
    assert "nobody measured" in june["known by"]


def test_a_contract_without_a_programme_says_what_to_do(office):
    """Its record is one link away."""
    world.make(office, "contracts", title="Helpline")
    page = _page(office, "/commissioning/contracts/1/hours/")
    assert "names no patrol programme that is here" in page
    assert (
        office.client("commissioning").get("/commissioning/contracts/9/hours/").status_code == 404
    )


RETURN = {"contract": 1, "period": "Q4 2025/26", "from_day": "2026-01-01",
          "to_day": "2026-03-31", "received_on": "2026-04-10"}  # fmt: skip
AGREED = [{"measure": "Referrals", "target": 200}, {"measure": "Seen in 7 days", "target": 90}]
GOOD = [{"measure": "Referrals", "target": 200, "actual": 150},
        {"measure": "Seen in 7 days", "target": 90, "actual": 95}]  # fmt: skip


@pytest.fixture
def helpline(office):
    """A contract with two agreed measures."""
    return world.make(office, "contracts", title="Helpline", starts="2026-01-01",
                      ends="2027-12-31", agreed=AGREED)  # fmt: skip


def _answer(office, number: int, step: str, words: str, version: int = 1):
    from beatwise.web.commissioning.oversight import return_checks

    return return_checks.answer(number=number, version=version, step=step, words=words,
                                by=office.account("commissioning"))  # fmt: skip


def test_a_return_with_a_reason_is_sent_back_and_not_accepted(office, helpline):
    """The page fills the reasons in; corrected, it is accepted with what was found."""
    row = world.make(office, "contract_returns", figures=GOOD[:1], **RETURN)
    row = world.step(office, row, "submit", comment="Nothing", received_on=RETURN["received_on"])
    assert "The agreed measure &#x27;Seen in 7 days&#x27; is missing" in _page(
        office, "/commissioning/returns/"
    )
    with pytest.raises(Conflict, match="Seen in 7 days"):
        _answer(office, row.number, "accept", "Fine")
    client = office.client("commissioning")
    sent = {"step": "send_back", "words": "Seen in 7 days is missing",
            "version": str(row.version)}  # fmt: skip
    assert client.post("/commissioning/returns/1/", sent).status_code == 302
    row.refresh_from_db()
    assert row.state == "sent_back"
    row = world.change(office, row, figures=GOOD)
    row = world.step(office, row, "resubmit", received_on="2026-04-20")
    assert "None" in _page(office, "/commissioning/returns/")
    with pytest.raises(BadInput):
        _answer(office, row.number, "accept", " ", row.version)
    assert _answer(office, row.number, "accept", "As agreed", row.version).state == "accepted"


def _file(*rows: str) -> bytes:
    heads = "number,state,Contract,Period,From,To,Received on,Figures,What the provider says"
    heads = f"{heads},What was found,Due from the provider"
    return "\r\n".join([heads, *(f",,{row},,," for row in rows), ""]).encode()


def test_a_file_of_returns_is_sent_back_with_row_column_and_next_step(office, helpline):
    """Nothing is kept while one row is wrong; a second row of the same days is one."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    from beatwise.web.imports.models import Batch

    figures = "Referrals | 200 | 150\nSeen in 7 days | 90 | 95"
    good = f'Helpline,Q4 2025/26,2026-01-01,2026-03-31,2026-04-10,"{figures}"'
    wrong = 'Helpline,March 2026,2026-03-01,2026-04-30,2026-05-10,"Referrals | 100 | 1"'
    client = office.client("commissioning")
    upload = SimpleUploadedFile("r.csv", _file(good, wrong), "text/csv")
    page = client.post("/commissioning/returns/", {"file": upload}).content.decode()
    for words in ("The file is sent back: nothing was kept", "Row 3, From: it shares days with",
                  "Row 3, Figures: the target of", "Seen in 7 days&#x27; is missing"):  # fmt: skip
        assert words in page
    assert not Batch.objects.exists()
    upload = SimpleUploadedFile("r.csv", _file(good), "text/csv")
    answer = client.post("/commissioning/returns/", {"file": upload})
    assert answer.status_code == 302, answer.content.decode()[-3000:]
    assert Batch.objects.count() == 1


def test_returns_of_a_file_wait_for_an_answer_and_an_empty_request_does_not(office, helpline):
    """What a file brought in is accepted from the page; what was only asked for is not there."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    row = 'Helpline,Q4 2025/26,2026-01-01,2026-03-31,2026-04-10,"Referrals | 200 | 150\n'
    file = _file(row + 'Seen in 7 days | 90 | 95"')
    client = office.client("commissioning")
    upload = SimpleUploadedFile("r.csv", file, "text/csv")
    preview = client.post("/commissioning/returns/", {"file": upload})["Location"]
    answer = client.post(preview, {"do": "commit", "reason": "As printed"})
    assert answer.status_code == 302
    asked = {**RETURN, "period": "Q1 2026/27", "from_day": "2026-04-01", "to_day": "2026-06-30"}
    asked.pop("received_on")
    world.make(office, "contract_returns", **asked)
    page = _page(office, "/commissioning/returns/")
    assert "/commissioning/returns/1/" in page
    assert "/commissioning/returns/2/" not in page
    assert client.get("/commissioning/returns/2/").status_code == 404
    assert _answer(office, 1, "accept", "As agreed").state == "accepted"
