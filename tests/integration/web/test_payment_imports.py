"""Payments of a table: each on its line, within its commitment, paid once, and named when not."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.integration.web import commissioning_world as world

from beatwise.errors import BadInput, Conflict


TODAY = dt.date(2026, 11, 22)
HEADS = "fund,receiver,area,year,paid on,amount,invoice,for"
LINE = "Safety fund,Family Action,,2026/27"


@pytest.fixture
def fund(office, monkeypatch):
    """A fund with a line of £1,000 committed, and lines of a year before and of two areas."""
    from beatwise.web.funds import accounts, ledger_entries, selectors

    monkeypatch.setattr(selectors, "today", lambda: TODAY)
    by, finance = office.account("commissioning"), office.account("finance_officer")
    row = accounts.make_fund(values={"name": "Safety fund"}, by=by)
    for receiver, area, year in (
        ("Family Action", "", "2026/27"),
        ("Family Action", "", "2025/26"),
        ("Wardens", "North", "2026/27"),
        ("Wardens", "South", "2026/27"),
    ):
        values = {"receiver": receiver, "area": area, "year": year}
        accounts.add_line(fund=1, values=values, by=by)
    for line, kind, amount in ((None, "opening", "5000"), (1, "allocation", "1000"),
                               (1, "commitment", "1000"), (3, "allocation", "50"),
                               (3, "commitment", "50")):  # fmt: skip
        ledger_entries.enter(fund=1, line=line, kind=kind, amount=amount, on="2026-04-02",
                             by=finance)  # fmt: skip
    return row


def _keep(office, *rows: str, role="commissioning"):
    from beatwise.web.funds.money_imports.importer import MoneyTables
    from beatwise.web.imports import batches

    by = office.account(role)
    content = "\r\n".join([HEADS, *rows, ""]).encode()
    return batches.keep(MoneyTables(by.pk), name="p.csv", content=content, by=by)


def _preview(office, batch, role="finance_officer"):
    from beatwise.web.funds.money_imports.importer import MoneyTables
    from beatwise.web.imports import batches

    return batches.preview(MoneyTables(batch.by_id), batch, office.account(role))


def _commit(office, batch, role="finance_officer"):
    from beatwise.web.funds.money_imports.importer import MoneyTables
    from beatwise.web.imports import batches

    return batches.commit(MoneyTables(batch.by_id), batch=batch, by=office.account(role))


def _paid(number: int = 1) -> int:
    from beatwise.web.funds.models import Line

    return Line.objects.get(number=number).paid


def test_payments_come_in_by_a_second_person_and_can_be_undone(office, fund):
    """Two rows make two entries with invoice, day and words; undoing reverses both."""
    from beatwise.web.funds import integrity
    from beatwise.web.funds.models import LedgerEntry
    from beatwise.web.funds.money_imports.importer import MoneyTables
    from beatwise.web.imports import batches

    batch = _keep(office, f"{LINE},2026-05-06,600.50,INV 7,Sessions",
                  "safety fund,wardens,north,2026-27,06/05/2026,50,W-1,")  # fmt: skip
    preview = _preview(office, batch)
    assert preview.wrong == ()
    assert "Paid in all: £650.50." in preview.notes
    _commit(office, batch)
    assert (_paid(), _paid(3)) == (60050, 5000)
    entry = LedgerEntry.objects.get(reference="INV 7")
    assert (entry.kind, entry.on, entry.words) == ("payment", dt.date(2026, 5, 6), "Sessions")
    batches.undo(MoneyTables(batch.by_id), batch=batch, by=office.account("finance_officer"),
                 why="Wrong file")  # fmt: skip
    assert (_paid(), _paid(3)) == (0, 0)
    assert list(integrity.funds()) == []


@pytest.mark.parametrize(("row", "column", "words"), [
    (f"{LINE},2026-05-06,600.51,INV 8,", "amount", "£0.01 more would be paid than is committed"),
    (f"{LINE},2026-05-06,-5,INV 8,", "amount", "below zero"),
    (f"{LINE},2026-05-06,0,INV 8,", "amount", "above zero"),
    (f"{LINE},2026-05-06,,INV 8,", "amount", "empty"),
    (f"{LINE},2026-05-06,€5,INV 8,", "amount", "another currency"),
    (f"{LINE},2026-05-06,US$5,INV 8,", "amount", "another currency"),
    (f"{LINE},,5,INV 8,", "paid on", "empty"),
    (f"{LINE},2026-11-23,5,INV 8,", "paid on", "still to come"),
    (f"{LINE},2026-03-31,5,INV 8,", "paid on", "is not in 2026/27"),
    (f"{LINE},2026-04-01,5,INV 8,", "paid on", "more would be paid than was committed"),
    (f"{LINE},2026-05-06,5,inv 1,", "invoice", "was paid already"),
    (f"{LINE},2026-05-07,5,INV 7,", "invoice", "row 2 says the same already"),
    (f"{LINE},2026-05-06,5,20-00-00 55779911,", "invoice", "bank details"),
    (f"{LINE},2026-05-06,5,INV 8,Paid to Mrs Smith", "for", "a person's name"),
    ("Other fund,Family Action,,2026/27,2026-05-06,5,I,", "fund", "no fund 'Other fund'"),
    ("Safety fund,Nobody,,2026/27,2026-05-06,5,I,", "receiver", "no line of Nobody"),
    ("Safety fund,Wardens,,2026/27,2026-05-06,5,I,", "receiver", "2 lines of Wardens"),
    ("Safety fund,Family Action,,2025/26,2026-03-01,5,I,", "year", "books of 2025/26 are closed"),
])  # fmt: skip
def test_a_payment_that_cannot_be_is_named_with_row_column_and_next_step(
    office, fund, row, column, words
):
    """The row above it is counted in; nothing is imported while one is wrong."""
    from beatwise.web.funds import accounts, ledger_entries

    finance = office.account("finance_officer")
    ledger_entries.enter(fund=1, line=3, kind="payment", amount="1", on="2026-04-03",
                         reference="W-0", by=finance)  # fmt: skip
    ledger_entries.enter(fund=1, line=1, kind="payment", amount="1", on="2026-04-03",
                                 reference="INV 1", by=finance)  # fmt: skip
    accounts.close_year(year="2025/26", why="Audited", by=finance)
    batch = _keep(office, f"{LINE},2026-05-06,398.50,INV 7,", row)
    (wrong,) = _preview(office, batch).wrong
    assert (wrong.row, wrong.column) == (3, column)
    assert words in wrong.words
    assert len(wrong.words) > len(words) + 10
    with pytest.raises(BadInput, match="nothing was imported"):
        _commit(office, batch)


def test_nothing_is_paid_to_a_closed_grant(office, fund):
    """By a file or by hand; a grant that runs on the same line lets it pass."""
    from beatwise.web.funds import ledger_entries
    from beatwise.web.registers.models import Record

    grant = world.running_grant(office)
    finance = office.account("finance_officer")
    Record.objects.filter(pk=grant.pk).update(state="closed")
    batch = _keep(office, f"{LINE},2026-05-06,5,INV 8,")
    (wrong,) = _preview(office, batch).wrong
    assert (wrong.row, wrong.column) == (2, "receiver")
    assert "grant 1 is closed" in wrong.words
    pay = {"fund": 1, "line": 1, "kind": "payment", "amount": "5", "on": "2026-05-06"}
    with pytest.raises(Conflict, match="grant 1 is closed"):
        ledger_entries.enter(**pay, by=finance)
    Record.objects.filter(pk=grant.pk).update(state="running")
    assert _preview(office, batch).wrong == ()
    ledger_entries.enter(**pay, by=finance)


def test_a_payment_above_the_limit_is_for_a_role_that_approves(office, fund):
    """Finance is told so at the amount; the commissioner imports the same file."""
    from beatwise.web.funds.limit_setting import set_limit

    set_limit(since="2026-01-01", amount="4.99", source="Scheme",
              by=office.account("finance_officer"))  # fmt: skip
    batch = _keep(office, f"{LINE},2026-05-06,5,INV 8,")
    (wrong,) = _preview(office, batch).wrong
    assert (wrong.column, "above the approval limit" in wrong.words) == ("amount", True)
    _commit(office, batch, "commissioner")
    assert _paid() == 500


@pytest.mark.parametrize(("values", "place"), [
    ({"receiver": "Mr Jones"}, "receiver"),
    ({"receiver": "Club, 20-00-00 55779911"}, "receiver"),
])  # fmt: skip
def test_a_line_is_of_an_organisation_and_holds_no_bank_details(office, fund, values, place):
    """A titled name and bank details are refused where a receiver belongs."""
    from beatwise.web.funds import accounts

    with pytest.raises(BadInput) as error:
        accounts.add_line(fund=1, values={"year": "2026/27", **values},
                          by=office.account("commissioning"))  # fmt: skip
    assert error.value.place == place
