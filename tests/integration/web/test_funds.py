"""Funds: entries made, moved and reversed; what they come to; and nothing spent twice."""

from __future__ import annotations

import datetime as dt

import pytest

from beatwise.errors import BadInput, Conflict, MissingData, Refused


TODAY = dt.date(2026, 11, 22)


@pytest.fixture
def fund(office, monkeypatch):
    """A fund of £1,000 with lines of 2025/26 and 2026/27, £600 allocated to the first."""
    from beatwise.web.funds import accounts, selectors

    monkeypatch.setattr(selectors, "today", lambda: TODAY)
    by = office.account("commissioning")
    row = accounts.make_fund(values={"name": "Safety fund", "purpose": "Safer towns"}, by=by)
    for year, area in (("2025/26", "Northtown"), ("2026/27", "Northtown"), ("2026/27", "South")):
        accounts.add_line(
            fund=1, by=by,
            values={"receiver": f"{area} partnership", "area": area, "year": year,
                    "spend_by": "2027-01-31" if year == "2026/27" else None},
        )  # fmt: skip
    _enter(office, None, "opening", "1,000.00", on="2025-04-01")
    _enter(office, 1, "allocation", "600", on="2025-04-02")
    return row


def _enter(office, line, kind, amount, on="2026-03-01", role="finance_officer", **more):
    from beatwise.web.funds import ledger_entries

    return ledger_entries.enter(
        fund=1, line=line, kind=kind, amount=amount, on=on, by=office.account(role), **more
    )


def _row(number: int = 1):
    from beatwise.web.funds.models import Line

    return Line.objects.get(number=number)


def test_an_entry_is_shown_proposed_confirmed_and_made(office, fund):
    """The form is shown first; finance confirms; the page has the sums of what stands above."""
    client = office.client("commissioning")
    sent = {"kind": "commitment", "amount": "£500.10", "on": "2025-05-01", "reference": "AG-1",
            "words": "", "version": "2"}  # fmt: skip
    check = client.post("/funds/1/lines/1/entry/", sent)
    assert "£500.10" in check.content.decode()
    assert _row().committed == 0
    assert client.post("/funds/1/lines/1/entry/", {**sent, "checked": "yes"}).status_code == 302
    assert _row().committed == 0
    finance = office.client("finance_officer")
    assert "Proposed, to be confirmed" in finance.get("/funds/proposals/").content.decode()
    sent = {"version": "1"}
    assert client.post("/funds/proposals/1/confirm/", sent).status_code == 403
    assert finance.post("/funds/proposals/1/confirm/", sent).status_code == 302
    assert _row().committed == 50010
    page = client.get("/funds/1/").content.decode()
    for words in ("£1,000.00", "£400.00 left to allocate", "£500.10", "£99.90 allocated and not"):
        assert words in page
    line = client.get("/funds/1/lines/1/").content.decode()
    assert "AG-1" in line
    row = client.get("/funds/").content.decode().partition("<tbody")[2].partition("</tr>")[0]
    assert [each.partition("<")[0] for each in row.split('numeric">')[1:]] == [
        "£1,000.00", "£600.00", "£500.10", "£0.00", "£1,000.00",
    ]  # fmt: skip


def test_a_refusal_names_the_difference_and_keeps_the_form(office, fund):
    """What is not there is not spent; nothing is kept of the try."""
    from beatwise.web.funds.models import LedgerEntry

    with pytest.raises(Conflict, match=r"£0\.01 more would be committed than is allocated"):
        _enter(office, 1, "commitment", "600.01")
    with pytest.raises(Conflict, match="more would be allocated"):
        _enter(office, 2, "allocation", "400.01")
    assert LedgerEntry.objects.count() == 2
    assert _row().committed == 0


@pytest.mark.parametrize(("entry", "place"), [
    ({"amount": "0"}, "amount"), ({"amount": "-5"}, "amount"), ({"amount": "1.005"}, "amount"),
    ({"amount": "€5"}, "amount"), ({"amount": ""}, "amount"), ({"on": "2026-11-23"}, "on"),
    ({"on": "2026-04-01"}, "on"), ({"on": ""}, "on"), ({"kind": "gift"}, "kind"),
    ({"reference": "20-00-00 55779911"}, "reference"), ({"line": None}, "line"),
])  # fmt: skip
def test_an_entry_that_cannot_be_is_refused_at_its_field(office, fund, entry, place):
    """Each fault names the field and what to do; another year's day is one of them."""
    given = {"line": 1, "kind": "payment", "amount": "5", "on": "2026-03-01", **entry}
    with pytest.raises(BadInput) as caught:
        _enter(office, given.pop("line"), given.pop("kind"), given.pop("amount"), **given)
    assert caught.value.place == place
    assert caught.value.next_step


@pytest.mark.parametrize(("kind", "amount", "on", "words"), [
    ("commitment", "1", "2025-04-01", "committed than was allocated"),
    ("payment", "1", "2025-04-30", "paid than was committed"),
    ("return", "1", "2025-05-31", "returned than was paid"),
    ("release", "51", "2025-05-02", r"on 1 June 2025 £1\.00 more would be paid"),
])  # fmt: skip
def test_days_out_of_order_are_refused(office, fund, kind, amount, on, words):
    """Before its commitment nothing is paid: what a line came to is sound on every day."""
    _enter(office, 1, "commitment", "300", on="2025-05-01")
    _enter(office, 1, "payment", "250", on="2025-06-01")
    _enter(office, 1, "commitment", "290", on="2025-07-01")
    with pytest.raises(BadInput, match=words) as caught:
        _enter(office, 1, kind, amount, on=on)
    assert caught.value.place == "on"


def test_nothing_is_promised_after_a_fund_s_end(office, fund):
    """What was promised before is paid after it; a line is not to be spent before its year."""
    from beatwise.web.funds import accounts, selectors

    by, version = office.account("commissioning"), selectors.fund(1).version
    accounts.change_fund(number=1, version=version, values={"closes": "2025-06-30"}, by=by)
    _enter(office, 1, "commitment", "500", on="2025-06-30")
    for line, kind in ((1, "commitment"), (2, "allocation")):
        with pytest.raises(BadInput, match="ended on 30 June 2025") as caught:
            _enter(office, line, kind, "1", on="2026-05-01")
        assert caught.value.place == "on"
    _enter(office, 1, "payment", "100", on="2025-07-01")
    values = {"receiver": "A", "year": "2025/26", "spend_by": "2025-03-31"}
    with pytest.raises(BadInput, match=r"31 March 2025 is before 2025/26 begins") as caught:
        accounts.add_line(fund=1, values=values, by=by)
    assert caught.value.place == "spend_by"


def test_nothing_is_entered_before_a_fund_opens(office, fund):
    """Neither money that comes in nor a transfer into it: on the day itself both are."""
    from beatwise.web.funds import accounts, ledger_entries

    opens = {"name": "New fund", "purpose": "Later", "opens": "2026-04-01"}
    accounts.make_fund(values=opens, by=office.account("commissioning"))
    finance = office.account("finance_officer")
    common = {"fund": 2, "line": None, "kind": "income", "amount": "5", "by": finance}
    move = {"kind": "transfer_out", "fund": 1, "line": None, "to_fund": 2, "to_line": None,
            "amount": "5", "words": "Moved", "by": finance}  # fmt: skip
    with pytest.raises(BadInput, match="New fund opened on 1 April 2026") as caught:
        ledger_entries.enter(**common, on="2026-03-31")
    assert caught.value.place == "on"
    with pytest.raises(BadInput, match="New fund opened on 1 April 2026"):
        ledger_entries.move(**move, on="2026-03-31")
    ledger_entries.enter(**common, on="2026-04-01")
    ledger_entries.move(**move, on="2026-04-01")


def test_no_line_is_added_in_a_year_whose_books_are_closed(office, fund):
    """It could take no entry; the form says so at its year."""
    from beatwise.web.funds import accounts

    accounts.close_year(year="2025/26", why="Audited", by=office.account("finance_officer"))
    values = {"receiver": "Another partnership", "area": "South", "year": "2025/26"}
    with pytest.raises(BadInput, match="books of 2025/26 are closed") as caught:
        accounts.add_line(fund=1, by=office.account("commissioning"), values=values)
    assert caught.value.place == "year"


def test_a_fund_is_shown_as_it_was_at_the_end_of_a_day(office, fund):
    """Lines and fund by the days of their entries; a reversed entry counts on no day."""
    from beatwise.web.funds import ledger_entries

    by = office.account("finance_officer")
    _enter(office, 1, "commitment", "500", on="2025-05-01")
    wrong = _enter(office, 1, "payment", "70", on="2025-05-02")
    ledger_entries.reverse(fund=1, number=wrong.number, why="Another line", by=by)
    _enter(office, 1, "payment", "100", on="2025-06-01")
    _enter(office, 1, "payment", "50.50", on="2025-06-02")
    client = office.client("deputy")
    for day, words in (
        ("2025-03-31", ("£0.00 in the fund, £0.00 of it left", "£0.00", "£0.00", "£0.00", "£0.00")),
        ("2025-05-31", ("£1,000.00 in the fund, £1,000.00 of it left", "£600.00", "£500.00",
                        "£0.00", "£600.00")),
        ("2025-06-01", ("£1,000.00 in the fund, £900.00 of it left", "£600.00", "£500.00",
                        "£100.00", "£500.00")),
        ("2026-11-22", ("£1,000.00 in the fund, £849.50 of it left", "£600.00", "£500.00",
                        "£150.50", "£449.50")),
    ):  # fmt: skip
        page = client.get(f"/funds/1/?on={day}").content.decode().partition(">As at the end")[2]
        assert words[0] in page
        row = page.partition("All lines</th>")[2].partition("</tr>")[0]
        assert [each.partition("<")[0] for each in row.split('numeric">')[1:]] == list(words[1:])
    partner = office.client("partner").get("/funds/1/?on=2025-06-01").content.decode()
    assert "in the fund" not in partner
    assert "South partnership" not in partner
    later = client.get("/funds/1/?on=2027-01-01")
    assert "still to come" in later.content.decode()


def test_a_wrong_entry_is_reversed_and_made_again_on_its_day(office, fund):
    """The wrong one counts on no day; one that others followed from is not undone before them."""
    from beatwise.web.funds import ledger_entries

    by = office.account("finance_officer")
    first = _enter(office, 1, "commitment", "300", on="2025-05-01")
    wrong = _enter(office, 1, "payment", "300", on="2025-06-01")
    ledger_entries.reverse(fund=1, number=wrong.number, why="Pence missing", by=by)
    _enter(office, 1, "payment", "250", on="2025-06-01")
    _enter(office, 1, "commitment", "290", on="2025-07-01")
    with pytest.raises(Conflict, match=r"without it, on 1 June 2025 £250\.00 more") as caught:
        ledger_entries.reverse(fund=1, number=first.number, why="No", by=by)
    assert caught.value.next_step


def test_an_invoice_is_paid_once(office, fund):
    """The same number of the same receiver is refused until the first payment is reversed."""
    from beatwise.web.funds import ledger_entries

    _enter(office, 1, "commitment", "500")
    first = _enter(office, 1, "payment", "100", reference="INV 7")
    with pytest.raises(BadInput, match="was paid already"):
        _enter(office, 1, "payment", "100", reference="inv 7")
    by = office.account("finance_officer")
    ledger_entries.reverse(fund=1, number=first.number, why="Wrong line", by=by)
    assert _enter(office, 1, "payment", "100", reference="inv 7").number == first.number + 2
    with pytest.raises(Conflict, match="reversed already"):
        ledger_entries.reverse(fund=1, number=first.number, why="Again", by=by)
    with pytest.raises(Conflict, match="undoes another"):
        ledger_entries.reverse(fund=1, number=first.number + 1, why="Again", by=by)


def test_a_commitment_with_payments_is_not_reversed(office, fund):
    """The order of undoing is the order of doing, backwards."""
    from beatwise.web.funds import ledger_entries

    by = office.account("finance_officer")
    promised = _enter(office, 1, "commitment", "500")
    address = f"/funds/1/entries/{promised.number}/reverse/"
    page = office.client("finance_officer").get(address).content.decode()
    assert "of £500.00," in page.split("</h1>")[0].split("<h1")[1]
    _enter(office, 1, "payment", "100")
    with pytest.raises(Conflict, match=r"£100\.00 more would be paid than is committed"):
        ledger_entries.reverse(fund=1, number=promised.number, why="No", by=by)


def test_money_is_carried_to_the_following_year_and_books_close(office, fund):
    """What is uncommitted and what is accrued moves in pairs; a closed year takes no entry."""
    from beatwise.web.funds import accounts, ledger_entries

    by = office.account("finance_officer")
    _enter(office, 1, "commitment", "500")
    _enter(office, 1, "payment", "300")
    both = {"fund": 1, "line": 1, "to_fund": 1, "on": "2026-03-31", "words": "Year end", "by": by}
    ledger_entries.move(kind="carried_out", amount="100", to_line=2, **both)
    ledger_entries.move(kind="accrued_out", amount="200", to_line=2, **both)
    assert (_row(1).allocated, _row(1).committed, _row(1).paid) == (30000, 30000, 30000)
    assert (_row(2).allocated, _row(2).committed, _row(2).paid) == (30000, 20000, 0)
    with pytest.raises(BadInput, match="following year"):
        ledger_entries.move(kind="carried_out", amount="1", to_line=1, **both)
    accounts.close_year(year="2025/26", why="Audited", by=by)
    with pytest.raises(Conflict, match="books of 2025/26 are closed"):
        _enter(office, 1, "return", "1")
    assert "Books closed" in office.client("deputy").get("/funds/1/lines/1/").content.decode()


def test_a_transfer_is_undone_on_both_sides(office, fund):
    """Money that moved to another fund comes back from it, or stays where it is needed."""
    from beatwise.web.funds import accounts, ledger_entries, selectors

    by = office.account("finance_officer")
    other = accounts.make_fund(values={"name": "Prevention fund"}, by=by)
    out = ledger_entries.move(
        kind="transfer_out", fund=1, line=None, to_fund=other.number, to_line=None, amount="250",
        on="2026-05-01", words="Agreed", by=by,
    )  # fmt: skip
    assert [selectors.fund(n).funded for n in (1, 2)] == [75000, 25000]
    ledger_entries.reverse(fund=2, number=1, why="Not agreed", by=by)
    assert [selectors.fund(n).funded for n in (1, 2)] == [100000, 0]
    with pytest.raises(Conflict, match="reversed already"):
        ledger_entries.reverse(fund=1, number=out.number, why="Again", by=by)


def test_a_partner_sees_the_lines_of_its_own_area(office, fund):
    """Neither another area's lines nor the fund's whole."""
    client = office.client("partner")
    page = client.get("/funds/1/").content.decode()
    assert "Northtown partnership" in page
    assert "South partnership" not in page
    assert "£1,000.00" not in page
    assert client.get("/funds/1/lines/3/").status_code == 404
    assert b"South" not in client.get("/funds/1/export/lines/csv/").getvalue()
    assert client.get("/funds/1/lines/1/entry/").status_code == 403
    with pytest.raises(Refused):
        _enter(office, 1, "payment", "1", role="partner")


def test_what_is_to_be_spent_soon_is_named(office, fund):
    """A line with money left and a day within three months stands under each period."""
    _enter(office, 2, "allocation", "50", on="2026-05-01")
    page = office.client("deputy").get("/funds/1/").content.decode()
    assert "Within 3 months" in page
    assert page.count("£50.00 by 31 January 2027") == 1
    assert "To be spent £50.00" in page  # the picture says in words what it draws


def test_search_and_files_hold_funds(office, fund):
    """A fund and its lines are found, and its entries are had as a file."""
    client = office.client("evaluator")
    assert b"Safety fund" in client.get("/search/?q=safety").content
    assert b"Northtown partnership" in client.get("/search/?q=northtown").content
    rows = client.get("/funds/1/export/entries/csv/").getvalue().decode()
    assert "Allocation,Northtown partnership,2025/26,600" in rows


def test_no_entry_is_changed_by_anybody(office, fund):
    """The database refuses; and the check finds a fund that does not come to its entries."""
    from django.db import DatabaseError, connection, transaction

    from beatwise.web.funds import integrity
    from beatwise.web.funds.models import Line

    assert list(integrity.funds()) == []
    for statement in ("UPDATE funds_ledgerentry SET amount = 1", "DELETE FROM funds_ledgerentry"):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            connection.cursor().execute(statement)
    Line.objects.filter(number=1).update(allocated=1)
    assert "its entries come to" in next(integrity.funds())


def test_a_year_or_receiver_that_is_there_is_refused(office, fund):
    """One line a receiver, area and year; a year is written as papers do."""
    from beatwise.web.funds import accounts, selectors

    by = office.account("commissioning")
    same = {"receiver": "northtown partnership", "area": "Northtown", "year": "2025-26"}
    with pytest.raises(BadInput, match="already"):
        accounts.add_line(fund=1, values=same, by=by)
    for year in ("2025/27", "25/26", "", "next"):
        with pytest.raises(BadInput, match="not a financial year"):
            accounts.add_line(fund=1, values={**same, "year": year}, by=by)
    with pytest.raises(MissingData):
        selectors.fund(9)


def test_closing_a_years_books_is_shown_before_it_is_done(office, fund):
    """No entry reopens them, so the page asks once more; a year that is none is named."""
    from beatwise.web.funds import selectors

    client = office.client("finance_officer")
    sent = {"year": "2025/26", "why": "Audited", "version": "0"}
    assert (
        "no entry is made on its lines any more"
        in client.post("/funds/close-year/", sent).content.decode()
    )
    assert not selectors.is_closed(2025)
    assert client.post("/funds/close-year/", {**sent, "checked": "yes"}).status_code == 302
    assert selectors.is_closed(2025)
    wrong = client.post("/funds/close-year/", {**sent, "year": "soon"})
    assert "is not a financial year" in wrong.content.decode()


def test_a_partner_is_led_only_to_funds_with_an_own_line(office, fund):
    """Another fund is on the list of who sees everything; without any, it says whose turn it is."""
    from beatwise.web.funds import accounts

    accounts.make_fund(values={"name": "Estates"}, by=office.account("commissioning"))
    assert "Estates" in office.client("deputy").get("/funds/").content.decode()
    partner = office.client("partner")
    page = partner.get("/funds/").content.decode()
    assert "Safety fund" in page
    assert "Estates" not in page
    fund.lines.update(area="South")
    assert "No fund has a line of your area yet" in partner.get("/funds/").content.decode()


@pytest.mark.parametrize(
    ("typed", "area"),
    [("area=Northtown", "Northtown"), ("new_area=Elsewhere", "Elsewhere"), ("area=", "")],
)
def test_the_area_of_a_line_is_chosen_or_written(office, typed, area):
    """Chosen among those that the office knows, so that one area has one name; or a new one."""
    from django.http import QueryDict

    from beatwise.web.funds.forms import LineForm

    form = LineForm(["Northtown"], QueryDict(f"receiver=A+partnership&year=2026/27&{typed}"))
    assert form.is_valid(), form.errors
    assert form.cleaned_data["area"] == area
    assert "new_area" not in form.cleaned_data
    assert not LineForm(["Northtown"], QueryDict("receiver=A&year=2026/27&area=Nortown")).is_valid()
