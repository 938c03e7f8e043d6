"""Files that are checked: the same answer as the command, and hostile ones refused."""

from __future__ import annotations

import io
import json
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.unit.web.imports import hostile_workbooks


TABLE = "Area,All,Days\nAshby,33,23\nCoalville,35,21\nTotal,70,44\n"
PAGE = (
    "<html><body><table><tr><th>Area</th><th>All</th><th>Days</th></tr>"
    "<tr><td>Ashby</td><td>33</td><td>23</td></tr><tr><td>Coalville</td><td>35</td><td>21</td></tr>"
    "<tr><td>Total</td><td>70</td><td>44</td></tr></table>"
    "<script>alert(1)</script></body></html>"
)


def _send(client, name: str, content: bytes):
    return client.post("/papers/check/", {"file": SimpleUploadedFile(name, content)}, follow=True)


def _word() -> bytes:
    import docx

    document = docx.Document()
    table = document.add_table(rows=0, cols=3)
    for line in TABLE.splitlines():
        for cell, words in zip(table.add_row().cells, line.split(","), strict=True):
            cell.text = words
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _workbook() -> bytes:
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("S")
        for at, line in enumerate(TABLE.splitlines()):
            sheet.write_row(at, 0, [int(c) if c.isdecimal() else c for c in line.split(",")])
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("a.csv", lambda: TABLE.encode()),
        ("a.txt", lambda: TABLE.replace(",", "\t").encode()),
        ("a.html", lambda: PAGE.encode()),
        ("a.docx", _word),
        ("a.xlsx", _workbook),
    ],
)
def test_a_wrong_total_is_shown_with_how_it_was_read(office, name, make):
    """Printed, recomputed, rule, explanation and certainty, in every kind of file."""
    answer = _send(office.client("performance"), name, make())
    words = answer.content.decode()
    assert ">70<" in words
    assert ">68<" in words
    assert "Column total" in words
    assert "Certain" in words
    assert "alert(1)" not in words


@pytest.mark.parametrize("table", [
    TABLE, TABLE.replace(",", "|"),
    # More commas than semicolons, as a spreadsheet of another country writes decimals.
    "Area;All;Days\nAshby;33,5;23,5\nCoalville;35,5;21,5\nOther;1,5;0,5\nTotal;70,5;44,5\n",
])  # fmt: skip
def test_the_answer_as_json_is_the_commands(office, tmp_path, capsys, table):
    """The same bytes of findings, counts and what was not read; nobody else opens them."""
    from beatwise.cli.main import run

    client = office.client("performance")
    address = _send(client, "a.csv", table.encode()).redirect_chain[-1][0]
    answer = client.get(f"{address}json/")
    path = tmp_path / "a.csv"
    path.write_text(table)
    run(["reconcile", str(path), "--json"])
    assert answer.json() == json.loads(capsys.readouterr().out)
    assert office.client("governance").get(address).status_code == 404


def test_a_pdf_is_read_by_the_worker(office):
    """The page waits; the job reads it, and then it has its answer."""
    import datetime as dt

    from beatwise.publication.formats.document import Column, Document, Table
    from beatwise.publication.formats.pdf import compile_pdf
    from beatwise.web.papers.file_checks.check_job import do_check
    from beatwise.web.papers.models import FileCheck

    columns = (Column("Area"), Column("All", True), Column("Days", True))
    rows = (("Ashby", 33, 23), ("Coalville", 35, 21), ("Total", 70, 44))
    table = Table("t", "Visits", columns, rows)
    document = Document("Visits", "", (), (table,), (), dt.date(2026, 1, 1))
    client = office.client("performance")
    answer = _send(client, "a.pdf", compile_pdf(document))
    assert "The worker reads it" in answer.content.decode()
    row = FileCheck.objects.get()
    do_check.call(row.pk)
    row.refresh_from_db()
    assert row.state == FileCheck.READY
    assert client.get(f"/papers/check/{row.pk}/").status_code == 200


def test_the_job_says_what_is_wrong_with_a_file(office):
    """A PDF that is none: failed, with the reason on its page."""
    from beatwise.web.papers.file_checks.check_job import do_check
    from beatwise.web.papers.models import FileCheck

    client = office.client("performance")
    _send(client, "a.pdf", b"%PDF-1.7\nnothing")
    row = FileCheck.objects.get()
    do_check.call(row.pk)
    assert "he PDF is damaged" in client.get(f"/papers/check/{row.pk}/").content.decode()


def _zip(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "make", "words"),
    [
        ("a.exe", lambda: b"MZ", "no kind of paper"),
        ("a.png", lambda: b"\x89PNG\r\n\x1a\n", "no kind of paper"),
        ("a.csv", lambda: b"", "empty"),
        ("a.csv", lambda: b"\x00\x01\x02", "not of a kind"),
        ("a.pdf", lambda: b"<html>", "not of a kind"),
        ("a.html", lambda: b"<html>\x00\x01", "not of a kind"),
        ("a.docx", lambda: _zip(word__document_xml=b"<w/>", word__vbaProject_bin=b"x"), "not of a"),
        ("a.docx", lambda: _zip(word__document_xml=b" " * 60_000_000), "not of a kind"),
        ("a.docx", lambda: _zip(word__document_xml=b"<w/>"), "damaged"),
        ("a.xlsx", hostile_workbooks.REFUSED["a cell far down"][1], "too large"),
        ("a.csv", lambda: b"a" * 5_000_001, "larger than 5 MB"),
    ],
)
def test_a_hostile_file_is_refused_with_a_reason_and_not_kept(office, name, make, words):
    """A clear sentence at the field, and nothing on record."""
    from beatwise.web.papers.models import FileCheck

    answer = _send(office.client("performance"), name, make())
    assert words in answer.content.decode()
    assert not FileCheck.objects.exists()


def test_a_reader_that_runs_away_meets_its_limit(office, monkeypatch):
    """Ended by the clock: a refusal with a next step, whatever the file does."""
    from dataclasses import replace

    from beatwise.web.bounds import file_limits

    little = replace(file_limits.ON_A_PAGE, seconds=0)
    mark = file_limits._now.set(little)
    try:
        answer = _send(office.client("performance"), "a.csv", TABLE.encode())
    finally:
        file_limits._now.reset(mark)
    assert "takes too long, or too much memory" in answer.content.decode()


def test_a_few_files_of_one_person_wait_at_most(office, monkeypatch):
    """The next is refused until one is ready."""
    from beatwise.web.papers.file_checks import check_requests

    monkeypatch.setattr(check_requests, "MOST_WAITING", 1)
    client = office.client("performance")
    _send(client, "a.pdf", b"%PDF-1.7\none")
    answer = _send(client, "b.pdf", b"%PDF-1.7\ntwo")
    assert "wait to be read already" in answer.content.decode()


def test_other_roles_have_no_files_checked(office):
    """A partner and the panel are refused."""
    for role in ("partner", "panel_member", "force_liaison"):
        assert office.client(role).get("/papers/check/").status_code == 403
