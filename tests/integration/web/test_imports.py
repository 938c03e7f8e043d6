"""Export and import in the same columns: round trip, preview, all or nothing, undo."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from beatwise.errors import BadInput, Conflict


ROWS = [
    {"title": "=HYPERLINK(\"x\")", "amount": "1250.50", "significant": "yes",
     "options": "one\ntwo, \"three\"", "decided_by": "deputy", "review_on": "2027-02-03"},
    {"title": "'quoted", "fund": "-cmd|' /C calc'!A0", "significant": "no", "amount": "0"},
    {"title": "Übung – 漢字 😀", "evidence": "@sum", "amount": "3.07"},
]  # fmt: skip


@pytest.fixture
def decisions(office):
    """Three decisions with awkward words in them."""
    from beatwise.accountability.registers.read_toml import definition
    from beatwise.web.registers import actions

    made = definition("decisions")
    for row in ROWS:
        actions.make(register=made, values=row, by=office.account("governance"))
    return made


def _export(office, made, form: str) -> bytes:
    answer = office.client("governance").get(f"/registers/{made.slug}/export/{form}/")
    return b"".join(answer) if answer.streaming else answer.content


def _csv(made, *rows: dict) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, ["Number", "State", *(f.label for f in made.fields)])
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def _import(office, made, content: bytes, name: str = "a.csv", by: str = "governance"):
    from beatwise.web.imports import batches
    from beatwise.web.registers.imports import Records

    person = office.account(by)
    batch = batches.keep(Records(made), name=name, content=content, by=person)
    return batches.commit(Records(made), batch=batch, by=person)


def _undo(made, batch, by, why: str = "x"):
    from beatwise.web.imports import batches
    from beatwise.web.registers.imports import Records

    return batches.undo(Records(made), batch=batch, by=by, why=why)


def _preview(office, made, content: bytes, name: str = "a.csv"):
    from beatwise.web.registers.imports import Records

    return Records(made).preview(name, content, office.account("governance"))


def _facts(made) -> list[dict]:
    from beatwise.web.registers.models import Record

    rows = Record.objects.filter(register=made.slug, removed=False).order_by("number")
    return [{"state": r.state, "values": r.values} for r in rows]


@pytest.mark.parametrize("form", ["csv", "ods", "xlsx"])
def test_an_export_imports_again_and_changes_nothing(office, decisions, form):
    """Each format carries every value there and back, formulas and all."""
    content = _export(office, decisions, form)
    found = _preview(office, decisions, content, f"a.{form}")
    assert (len(found.new), len(found.changed), found.same, found.wrong) == (0, 0, 3, ())


def test_no_cell_of_an_export_is_run_by_a_spreadsheet(office, decisions):
    """No CSV cell of words begins as a formula does, and no sheet holds a formula."""
    import zipfile

    for row in csv.reader(io.StringIO(_export(office, decisions, "csv").decode())):
        for cell in row:
            assert not cell.startswith(("=", "+", "@", "\t", "\r")), cell
            assert not cell.startswith("-") or cell == "-3.07"
    with zipfile.ZipFile(io.BytesIO(_export(office, decisions, "xlsx"))) as packed:
        sheets = [n for n in packed.namelist() if n.startswith("xl/worksheets/")]
        assert all(b"<f>" not in packed.read(n) for n in sheets)
    with zipfile.ZipFile(io.BytesIO(_export(office, decisions, "ods"))) as packed:
        assert b"table:formula" not in packed.read("content.xml")


def test_json_says_null_where_there_is_no_record(office, decisions):
    """What is not recorded is null, never an empty word or a nought."""
    rows = json.loads(_export(office, decisions, "json"))["rows"]
    assert [row["Amount"] for row in rows] == [3.07, 0.0, 1250.5]
    assert rows[0]["Fund line"] is None


def test_wrong_rows_are_named_by_row_and_column_and_nothing_is_imported(office, decisions):
    """One wrong row stops the whole file; each fault says its row, column and next step."""
    before = _facts(decisions)
    content = _csv(
        decisions,
        {"Decision": "Fine"},
        {"Decision": "Bad", "Amount": "lots"},
        {"Number": "99", "Decision": "Nobody"},
        {"Decision": "", "Fund line": "x"},
        {"Number": "1", "Decision": "Once"},
        {"Number": "1", "Decision": "Twice"},
        {"Decision": "Up", "State": "Published"},
    )
    found = _preview(office, decisions, content)
    assert [(w.row, w.column) for w in found.wrong] == [
        (3, "Amount"), (4, "Number"), (5, "Decision"), (7, "Number"), (8, "State"),
    ]  # fmt: skip
    with pytest.raises(BadInput, match="5 rows are wrong"):
        _import(office, decisions, content)
    assert _facts(decisions) == before


def test_an_import_makes_and_changes_and_can_be_undone(office, decisions):
    """Undo puts every record back as it was, and the history keeps both."""
    from beatwise.web.history import audit

    before = _facts(decisions)
    content = _csv(decisions, {"Decision": "New"}, {"Number": "2", "Decision": "Renamed"})
    batch = _import(office, decisions, content)
    assert [f["values"]["title"] for f in _facts(decisions)][1::2] == ["Renamed", "New"]
    with pytest.raises(BadInput, match="needs a reason"):
        _undo(decisions, batch, office.account("governance"), " ")
    _undo(decisions, batch, office.account("governance"), "wrong file")
    assert _facts(decisions) == before
    assert audit.verify()[2] == []
    with pytest.raises(Conflict):
        _undo(decisions, batch, office.account("governance"), "again")


def test_an_undo_is_refused_when_a_record_changed_since(office, decisions):
    """What someone did after an import is not swept away by undoing it."""
    from beatwise.web.registers import actions

    batch = _import(office, decisions, _csv(decisions, {"Number": "2", "Decision": "Renamed"}))
    by = office.account("performance")
    actions.change(register=decisions, number=2, version=2, values={"fund": "F"}, by=by)
    with pytest.raises(Conflict, match="1 of its records changed since: 2"):
        _undo(decisions, batch, by)


def test_numbers_of_undone_records_are_not_given_again(office, decisions):
    """A number once given stays given."""
    from beatwise.web.registers import actions

    batch = _import(office, decisions, _csv(decisions, {"Decision": "Fourth"}))
    _undo(decisions, batch, office.account("governance"))
    fresh = actions.make(register=decisions, values={"title": "x"}, by=office.account("governance"))
    assert fresh.number == 5


def test_a_file_cannot_take_a_step_that_its_importer_may_not(office, decisions):
    """The state table holds for files: roles, needed fields, and steps that need proof."""
    full = {"Number": "1", "Decision": "D", "Options": "a", "Evidence": "b",
            "Equality assessment": "c"}  # fmt: skip
    ahead = _csv(decisions, {**full, "State": "Put forward"})
    assert not _preview(office, decisions, ahead).wrong
    for row in ({**full, "State": "Taken"}, {**full, "Options": "", "State": "Put forward"}):
        found = _preview(office, decisions, _csv(decisions, row))
        assert len(found.wrong) == 1


def test_who_imported_a_record_past_a_step_counts_as_who_took_it(office, decisions):
    """The rule of two people is not got round by a file that starts in the middle."""
    from beatwise.accountability.registers.read_toml import definition
    from beatwise.errors import Refused
    from beatwise.web.registers import actions

    advice, by = definition("advice"), office.account("governance")
    row = {"State": "Concluded", "Proposal": "P", "Date proposed": "2026-01-05",
           "Publishable text": "t", "Outcome": "Accepted"}  # fmt: skip
    _import(office, advice, _csv(advice, row))
    with pytest.raises(Refused, match="second person"):
        actions.move(register=advice, number=1, version=1, step="publish", by=by, stepped_up=True)


def test_the_import_pages_show_the_preview_before_anything_happens(office, decisions):
    """Upload, look, import, undo: each on its page."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    client, before = office.client("governance"), _facts(decisions)
    file = SimpleUploadedFile("list.csv", _csv(decisions, {"Decision": "From a page"}))
    there = client.post("/registers/decisions/import/", {"file": file})
    page = client.get(there["Location"])
    assert b"1 would be made, 0 changed, 0 left" in page.content
    assert b"From a page</th>" in page.content or b"From a page</td>" in page.content
    assert _facts(decisions) == before
    assert client.post(there["Location"], {"do": "commit"}).status_code == 302
    assert len(_facts(decisions)) == 4
    assert b'href="/registers/decisions/">Continue to ' in client.get(there["Location"]).content
    assert client.post(there["Location"], {"do": "commit"}).status_code == 409
    assert client.post(there["Location"], {"do": "undo", "why": "no"}).status_code == 302
    assert _facts(decisions) == before
    other = SimpleUploadedFile("list.csv", b"Name,Age\r\nx,1\r\n")
    wrong = client.post("/registers/decisions/import/", {"file": other})
    assert b"no table with the column decision was" in wrong.content.lower()


def test_the_preview_asks_which_of_day_and_month_stands_first(office, decisions):
    """Nothing comes in before the answer; it is kept with the file, and can be changed."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    from beatwise.web.history.models import Change
    from beatwise.web.imports.models import Batch

    client, before = office.client("governance"), _facts(decisions)
    content = _csv(
        decisions, {"Decision": "One", "Review date": "3/4/2026"}, {"Decision": "Two"}
    )  # fmt: skip
    file = SimpleUploadedFile("list.csv", content)
    address = client.post("/registers/decisions/import/", {"file": file})["Location"]
    page = client.get(address).content.decode()
    assert "3/4/2026 can be 3 April 2026 or 4 March 2026" in page
    assert page.count('type="radio"') == 3
    assert "Import it" not in page
    refusal = client.post(address, {"do": "commit"})
    assert refusal.status_code == 422
    assert "does not say which" in refusal.content.decode()
    assert client.post(address, {"do": "answer", "dates": "soon"}).status_code == 422
    assert client.post(address, {"do": "answer", "dates": "refuse"}).status_code == 302
    assert "not to be imported" in client.get(address).content.decode()
    assert client.post(address, {"do": "commit"}).status_code == 422
    assert _facts(decisions) == before
    assert client.post(address, {"do": "answer", "dates": "month-first"}).status_code == 302
    page = client.get(address).content.decode()
    assert "with the month first, as was said: 3/4/2026 as 4 March 2026" in page
    assert "Import it" in page
    assert client.post(address, {"do": "commit"}).status_code == 302
    values = [fact["values"] for fact in _facts(decisions) if fact not in before]
    assert [value.get("review_on") for value in values] == ["2026-03-04", None]
    batch = Batch.objects.get(kind="decisions", state=Batch.DONE)
    assert batch.options == {"dates": "month-first"}
    answers = Change.objects.filter(action="import.answer", thing=batch.thing)
    assert answers.count() == 2


@pytest.mark.parametrize(
    "address",
    [
        "/registers/decisions/import/", "/measures/import/", "/measures/peers/import/",
        "/tables/", "/actions/import/",
    ],
)  # fmt: skip
def test_every_import_measures_a_workbook_before_it_is_read(office, decisions, address):
    """A few bytes that ask for gigabytes get words on the page of the upload, and keep nothing."""
    from django.core.files.uploadedfile import SimpleUploadedFile
    from tests.unit.web.imports.hostile_workbooks import REFUSED

    from beatwise.web.imports.models import Batch

    who = "governance" if "registers" in address else "performance"
    for which in ("a cell far to the right", "a row repeated"):
        ending, make = REFUSED[which]
        file = SimpleUploadedFile(f"a.{ending}", make())
        page = office.client(who).post(address, {"file": file})
        assert b"sheet is too large" in page.content.lower(), address
    assert not Batch.objects.exists()


@pytest.mark.parametrize(("address", "headings"), [
    ("/registers/decisions/import/", ""), ("/measures/import/", "measure,period,value"),
    ("/measures/peers/import/", "measure,force,period,value"), ("/tables/", "measure,period,value"),
    ("/actions/import/", "id,title,strategy,owner,due,state"),
])  # fmt: skip
def test_an_error_of_a_spreadsheet_stops_every_import(office, decisions, address, headings):
    """``=1/0`` is not "no data": the preview names its row and column and takes nothing."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    made = headings or _csv(decisions).decode().strip()
    content = f"{made}\r\n{'#DIV/0!' + ',' * made.count(',')}\r\n"
    client = office.client("governance" if "registers" in address else "performance")
    file = SimpleUploadedFile("list.csv", content.encode())
    page = client.post(address, {"file": file}, follow=True).content.decode()
    assert "the cell holds #DIV/0!, an error of the spreadsheet." in page.replace("&#x27;", "'")
    assert "Import it" not in page


@settings(max_examples=12, deadline=None,
          suppress_health_check=[HealthCheck.function_scoped_fixture])  # fmt: skip
@given(rows=st.lists(st.fixed_dictionaries({
    "title": st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"]),
                     min_size=1, max_size=30).filter(
                         lambda w: w.strip() and w.strip().lower() != "no record"),
    "amount": st.none() | st.decimals(0, 10**9, places=2).map(str),
    "significant": st.none() | st.sampled_from(["yes", "no"]),
    "review_on": st.none() | st.dates().map(str).filter(lambda d: d >= "1000"),
}), min_size=1, max_size=4), form=st.sampled_from(["csv", "ods", "xlsx"]))  # fmt: skip
def test_any_records_survive_the_round_trip(office, rows, form):
    """Whatever the words, export and import agree, in every format."""
    from django.db import transaction

    from beatwise.accountability.registers.read_toml import definition
    from beatwise.web.registers import actions

    made, by = definition("decisions"), office.account("governance")
    with transaction.atomic():
        for row in rows:
            actions.make(register=made, values=row, by=by)
        content = _export(office, made, form)
        found = _preview(office, made, content, f"a.{form}")
        transaction.set_rollback(True)
    assert (found.wrong, found.changed, found.same) == ((), (), len(rows))
