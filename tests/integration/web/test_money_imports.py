"""Tables of money that come in: positions become entries, projects and costs; all can be undone."""

from __future__ import annotations

import csv
import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from beatwise.errors import BadInput, Conflict, Refused


TODAY = dt.date(2026, 11, 22)
HEADS = ("csp_area,allocation_2025_26_gbp,expenditure_2025_26_gbp,remaining_2025_26_gbp,as_at,"
         "note,source")  # fmt: skip
ROWS = ("Blaby,100.00,60.50,39.50,2026-01-05,,Table", "SNWLP,50,0,50,2026-01-05,,Table")


@pytest.fixture(autouse=True)
def _day(office, monkeypatch):
    from beatwise.web.funds import selectors

    monkeypatch.setattr(selectors, "today", lambda: TODAY)


def _keep(office, content: str | bytes, role="commissioning", name="m.csv"):
    from beatwise.web.funds.money_imports.importer import MoneyTables
    from beatwise.web.imports import batches

    by = office.account(role)
    data = content if isinstance(content, bytes) else content.encode()
    return batches.keep(MoneyTables(by.pk), name=name, content=data, by=by)


def _preview(office, batch, role="finance_officer"):
    from beatwise.web.funds.money_imports.importer import MoneyTables
    from beatwise.web.imports import batches

    return batches.preview(MoneyTables(batch.by_id), batch, office.account(role))


def _commit(office, batch, role="finance_officer"):
    from beatwise.web.funds.money_imports.importer import MoneyTables
    from beatwise.web.imports import batches

    return batches.commit(MoneyTables(batch.by_id), batch=batch, by=office.account(role))


def _undo(office, batch, role="finance_officer"):
    from beatwise.web.funds.money_imports.importer import MoneyTables
    from beatwise.web.imports import batches

    by = office.account(role)
    return batches.undo(MoneyTables(batch.by_id), batch=batch, by=by, why="Wrong file")


def _table(*rows: str, heads: str = HEADS) -> str:
    return "\r\n".join([heads, *rows, ""])


def _position():
    from beatwise.web.funds.models import Fund

    return tuple(Fund.objects.get().position)


def test_positions_become_entries_once_and_can_be_undone(office):
    """A newer table enters the difference; the same one nothing; undoing leaves nothing."""
    from beatwise.web.funds import integrity
    from beatwise.web.funds.models import LedgerEntry

    batch = _keep(office, _table(*ROWS))
    notes = " ".join(_preview(office, batch).notes)
    assert "Allocated in all: £150.00." in notes
    assert "£150.00 more is allocated than the fund holds" in notes
    _commit(office, batch)
    assert _position() == (15000, 15000, 6050, 6050)
    again = _keep(office, _table(*ROWS))
    assert (len(_preview(office, again).new), _preview(office, again).same) == (0, 2)
    newer = _keep(office, _table("Blaby,90,70,20,2026-02-05,,Newer", ROWS[1]))
    _commit(office, newer)
    assert _position() == (15000, 14000, 7000, 7000)
    with pytest.raises(Conflict):
        _undo(office, batch)
    _undo(office, newer)
    _undo(office, batch)
    assert _position() == (0, 0, 0, 0)
    assert LedgerEntry.objects.count() == 16
    assert list(integrity.funds()) == []


def test_who_brings_a_file_does_not_import_it(office):
    """Neither finance its own, nor commissioning one of another; the page says so."""
    batch = _keep(office, _table(*ROWS), role="finance_officer")
    with pytest.raises(Refused, match="brought this file yourself"):
        _commit(office, batch)
    assert "Another person" in " ".join(_preview(office, batch).notes)
    with pytest.raises(Refused):
        _commit(office, batch, role="commissioning")
    with pytest.raises(Refused):
        _keep(office, _table(*ROWS), role="partner")


@pytest.mark.parametrize(("row", "column", "words"), [
    ("Blaby,10,60.50,,2026-01-05,,", "expenditure_2025_26_gbp", "more is committed than allocated"),
    ("Blaby,€10,5,,2026-01-05,,", "allocation_2025_26_gbp", "another currency"),
    ("Blaby,10,5,,2027-01-05,,", "as_at", "still to come"),
    ("Blaby,10,5,,2026-05-05,,", "as_at", "not in the line's year"),
    ("Blaby,1.005,,,2026-01-05,,", "allocation_2025_26_gbp", "whole number of pence"),
    (",10,5,,2026-01-05,,", "csp_area", "empty"),
    ("Mrs Example,10,5,,2026-01-05,,", "csp_area", "looks like a person's name"),
    ("20-00-00 12345678,10,5,,2026-01-05,,", "csp_area", "bank details"),
    ("snwlp,10,5,,2026-01-05,,", "", ""),
])  # fmt: skip
def test_a_bad_row_is_named_with_its_column_and_next_step(office, row, column, words):
    """And nothing is imported while one is left."""
    batch = _keep(office, _table(ROWS[1], row))
    preview = _preview(office, batch)
    if not words:  # another spelling that is no alias is another receiver
        assert preview.wrong == ()
        return
    (wrong,) = preview.wrong
    assert (wrong.row, wrong.column) == (3, column)
    assert words in wrong.words
    assert len(wrong.words) > len(words) + 20
    with pytest.raises(BadInput, match="nothing was imported"):
        _commit(office, batch)


def test_a_payment_below_what_is_entered_and_a_closed_year_are_named(office):
    """Both say what to do; a closed line takes no entry by a file either."""
    from beatwise.web.funds import accounts

    _commit(office, _keep(office, _table(*ROWS)))
    lower = _preview(office, _keep(office, _table("Blaby,100,60.49,,2026-02-05,,")))
    assert "Reverse the payment that is wrong" in lower.wrong[0].words
    accounts.close_year(year="2025/26", why="Audited", by=office.account("finance_officer"))
    closed = _preview(office, _keep(office, _table("Blaby,101,60.50,,2026-02-05,,")))
    assert "books of 2025/26 are closed" in closed.wrong[0].words
    (new,) = _preview(office, _keep(office, _table("Melton,10,5,,2026-02-05,,"))).wrong
    assert new.column == "csp_area"
    assert "books of 2025/26 are closed. Add the line in an open year." in new.words


def test_a_row_above_the_limit_is_for_a_role_that_approves(office):
    """Finance is told so; the commissioner imports the same file."""
    from beatwise.web.funds.limit_setting import set_limit

    finance = office.account("finance_officer")
    set_limit(since="2026-01-01", amount="99.99", source="Scheme", by=finance)
    batch = _keep(office, _table(*ROWS))
    [wrong] = _preview(office, batch).wrong
    assert "above the approval limit" in wrong.words
    assert (wrong.row, wrong.column) == (2, "allocation_2025_26_gbp")
    assert _preview(office, batch, "commissioner").wrong == ()
    _commit(office, batch, "commissioner")
    assert _position() == (15000, 15000, 6050, 6050)


def test_the_export_comes_in_again_in_the_same_columns(office):
    """Lines that were exported change nothing; a changed amount enters the difference."""
    _commit(office, _keep(office, _table(*ROWS)))
    file = office.client("deputy").get("/funds/1/export/lines/csv/").getvalue().decode("utf-8-sig")
    preview = _preview(office, _keep(office, file))
    assert (preview.wrong, len(preview.new), preview.same) == ((), 0, 2)
    more = _keep(office, file.replace(",100,", ",120,"))
    _commit(office, more)
    assert _position()[1] == 17000


def test_a_failure_half_way_leaves_nothing(office, monkeypatch):
    """Whatever goes wrong at the last entry, none of the others is there."""
    from beatwise.web.funds import ledger_entries
    from beatwise.web.funds.models import Fund, LedgerEntry

    batch, calls = _keep(office, _table(*ROWS)), []
    make = ledger_entries.make_entry

    def failing(**values):
        calls.append(values)
        if len(calls) == 4:
            raise RuntimeError("killed")
        return make(**values)

    monkeypatch.setattr(ledger_entries, "make_entry", failing)
    with pytest.raises(RuntimeError):
        _commit(office, batch)
    assert (Fund.objects.count(), LedgerEntry.objects.count()) == (0, 0)


def test_the_pages_take_a_file_show_it_and_undo_it(office):
    """One person uploads, another looks it through and imports it, and it can be undone."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    file = SimpleUploadedFile("m.csv", _table(*ROWS).encode(), "text/csv")
    answer = office.client("commissioning").post("/funds/import/", {"file": file})
    assert answer.status_code == 302, answer.content.decode()[-2000:]
    address = answer.headers["location"]
    client = office.client("finance_officer")
    page = client.get(address).content.decode()
    assert "£60.50" in page
    assert client.post(address, {"do": "commit"}).status_code == 302
    assert "Entry 1 of fund 1" in client.get(address).content.decode()
    assert client.post(address, {"do": "undo", "why": "Wrong"}).status_code == 302
    assert _position() == (0, 0, 0, 0)


def test_what_does_not_follow_stays_named_after_the_import(office):
    """The file is kept as printed, the ledger is worked out, and the page says the difference."""
    batch = _keep(office, _table("Blaby,100.00,60.50,49.50,2026-01-05,,Table"))
    _commit(office, batch)
    page = office.client("finance_officer").get(f"/funds/import/{batch.pk}/").content.decode()
    assert "Blaby: left is £39.50, printed £49.50" in page
    assert "£39.50" in office.client("deputy").get("/funds/1/lines/1/").content.decode()


def _reference(folder: Path, name: str) -> bytes:
    return (folder / f"{name}.csv").read_bytes()


@pytest.mark.real
def test_the_printed_allocations_projects_and_costs(office, reference_tables):
    """£639,675.00, £527,792.49 and £111,882.51 on every page; 60 projects; two wrong products."""
    _commit(office, _keep(office, _reference(reference_tables, "csp_allocations")))
    assert _position() == (63_967_500, 63_967_500, 52_779_249, 52_779_249)
    _commit(office, _keep(office, _reference(reference_tables, "csp_projects")), "commissioning")
    costs = _keep(office, _reference(reference_tables, "csp_project_costs"))
    named = [note for note in _preview(office, costs).notes if "does not follow" in note]
    assert len(named) == 2
    _commit(office, costs, "commissioning")
    client = office.client("deputy")
    for address in ("/funds/", "/funds/1/"):
        page = client.get(address).content.decode()
        assert "£639,675.00" in page
        assert "£527,792.49" in page
        assert "£111,882.51" in page
    page = client.get("/funds/1/").content.decode()
    assert "£111,882.51" in page.partition("All lines")[2].partition("</tr>")[0]
    assert "£35,326.00" in page
    assert "£35,326.00" in client.get("/funds/1/lines/1/").content.decode()
    file = client.get("/funds/1/export/lines/csv/").getvalue().decode("utf-8-sig")
    left = [Decimal(row["left"]) for row in csv.DictReader(file.splitlines())]
    assert (len(left), sum(left)) == (9, Decimal("111882.51"))
    projects = client.get("/funds/1/projects/").content.decode()
    assert "60 projects" in projects
    assert "Oadby and Wigston none" in projects
    club = client.get("/funds/1/projects/5/").content.decode()
    assert "is £360.00, stated £576.00" in club
    assert "is £480.00, stated £720.00" in club
    assert "£1,446.00" in club
    assert "£1,359.92" in client.get("/funds/1/projects/37/").content.decode()


@pytest.mark.real
@pytest.mark.parametrize(("name", "position", "lines"), [
    ("caf_rounds", (6_800_000, 6_800_000, 0, 0), 3),
    ("collaboration_budget_2018_19", (930_000_000, 930_000_000, 0, 0), 6),
])  # fmt: skip
def test_other_printed_tables_of_money(office, reference_tables, name, position, lines):
    """Rounds with 'just over' kept beside the amount, and six units that add up to £9.3m."""
    from beatwise.web.funds.models import LedgerEntry, Line

    _commit(office, _keep(office, _reference(reference_tables, name)))
    assert (_position(), Line.objects.count()) == (position, lines)
    if name == "caf_rounds":
        assert LedgerEntry.objects.filter(words__startswith="printed as 'just over'").count() == 1
    else:
        assert "several bodies" in office.client("deputy").get("/funds/1/").content.decode()


def test_a_table_of_unknown_columns_is_refused_at_the_file(office):
    """The form says which columns are known; it is no page that is not there."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    file = SimpleUploadedFile("m.csv", b"when,how much\n2026,5\n", "text/csv")
    answer = office.client("commissioning").post("/funds/import/", {"file": file})
    assert answer.status_code == 200
    words = answer.content.decode()
    assert "There is a problem" in words
    assert "csp_area, allocation_2025_26_gbp" in words
