"""Large workbooks are laid out in a process of their own: the same cells, the same words."""

from __future__ import annotations

import datetime as dt
import io
import pickle
import subprocess
from dataclasses import replace

import pytest
import xlsxwriter
from tests.unit.web.imports import hostile_workbooks

from beatwise.errors import BadInput
from beatwise.web.bounds import file_limits, work_elsewhere
from beatwise.web.imports import read_file
from beatwise.web.imports.file_sheets import sheets_of
from beatwise.web.imports.laying_out import layout_process
from beatwise.web.imports.laying_out.workbook_layout import laid_out
from beatwise.web.imports.runs import run_progress


def _book() -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("S")
        sheet.write_row(0, 0, ["Name", "Count", "Day", "Yes"])
        sheet.write_row(1, 0, ["é", 1.5])
        sheet.write_datetime(1, 2, dt.datetime(2026, 1, 2), book.add_format({"num_format": 14}))
        sheet.write_boolean(1, 3, True)
        sheet.write_string(3, 0, "after an empty row")
    return out.getvalue()


def test_a_process_of_its_own_lays_out_the_same_cells():
    """Numbers, days, texts, empty cells and notes are the same as in this process."""
    content = _book()
    [here] = laid_out("a.xlsx", content)
    assert here.rows[1][2] == dt.date(2026, 1, 2)
    assert list(layout_process.large_sheets("a.xlsx", content)) == [here]


def test_what_is_wrong_with_a_workbook_is_told_in_the_same_words():
    """A flood of cells is refused by the process, and this one says so."""
    content = hostile_workbooks.REFUSED["a flood of cells"][1]()
    assert layout_process.is_large(content)
    with pytest.raises(BadInput, match="more than 2,000,000 elements") as refusal:
        list(sheets_of("a.xlsx", content))
    assert refusal.value.place == "a.xlsx"
    assert "At most 20,020 rows" in (refusal.value.next_step or "")


def test_a_small_workbook_starts_no_process(monkeypatch):
    """What a form of a few rows needs is read here."""
    monkeypatch.setattr(layout_process, "_process", None)
    assert not layout_process.is_large(_book())
    assert len(list(sheets_of("a.xlsx", _book()))) == 1


@pytest.mark.parametrize("limit", [{"memory": 40_000_000}, {"seconds": 0}])
def test_a_process_that_meets_a_limit_is_a_refusal_with_a_next_step(monkeypatch, limit):
    """Stopped by memory or by the clock: the person is told what to do."""
    monkeypatch.setattr(file_limits, "ON_A_PAGE", replace(file_limits.ON_A_PAGE, **limit))
    content = hostile_workbooks.ACCEPTED["as many cells as may be"][1]()
    little = (
        "from dataclasses import replace; from beatwise.web.bounds import file_limits as limits; "
        f"limits._now.set(replace(limits.ON_A_PAGE, **{limit!r})); "
        "from beatwise.web.imports.laying_out import layout_process; "
        "layout_process.main('page', 'a.xlsx')"
    )
    monkeypatch.setattr(layout_process, "WORDS", ("-c", little))
    mark = file_limits._now.set(file_limits.ON_A_PAGE)
    try:
        with pytest.raises(BadInput, match="too long, or too much memory"):
            list(layout_process.large_sheets("a.xlsx", content))
    finally:
        file_limits._now.reset(mark)


def test_the_time_of_the_process_is_the_persons_own():
    """It is noted as work that was done for them."""
    before = work_elsewhere.total()
    list(layout_process.large_sheets("a.xlsx", _book()))
    assert work_elsewhere.total() > before


def test_one_process_at_a_time_whoever_asks(monkeypatch):
    """Another that waits too long is told to try again."""
    monkeypatch.setattr(layout_process, "LONGEST_WAIT", 0)
    with layout_process._turn, pytest.raises(Exception, match="other large workbooks"):
        list(layout_process.large_sheets("a.xlsx", _book()))


def test_nothing_but_cells_is_taken_from_the_process():
    """A name that could run something is refused when it is read."""
    hostile = pickle.dumps([(subprocess.run,)])
    with pytest.raises(pickle.UnpicklingError, match="is no cell"):
        layout_process._Cells(io.BytesIO(hostile)).load()


class _Watch:
    """Notes what it is told, and ends the work after so many notes."""

    def __init__(self, most: int = 1000):
        self.notes, self._most = [], most

    def note(self, checked: int, total: int) -> None:
        self.notes.append((checked, total))
        if len(self.notes) > self._most:
            raise KeyboardInterrupt


def _many(rows: int) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("S")
        sheet.write_row(0, 0, ["Name", "Count"])
        for at in range(1, rows):
            sheet.write_row(at, 0, [f"Area {at}", at])
    return out.getvalue()


def _many_open(rows: int) -> bytes:
    cell = '<table:table-cell office:value-type="{}"{}><text:p>{}</text:p></table:table-cell>'
    each = (
        "<table:table-row>" + cell.format("string", "", f"Area {at}")
        + cell.format("float", f' office:value="{at}"', at) + "</table:table-row>"
        for at in range(1, rows)
    )  # fmt: skip
    head = cell.format("string", "", "Name") + cell.format("string", "", "Count")
    return hostile_workbooks.open_document(
        f"<table:table-row>{head}</table:table-row>" + "".join(each)
    )


@pytest.mark.parametrize(("ending", "make"), [("xlsx", _many), ("ods", _many_open)])
def test_the_worker_reads_more_rows_than_a_page_does(ending, make):
    """30,001 rows are refused on a page; the worker reads each of them, and says how far it is."""
    content, name = make(30_001), f"a.{ending}"
    with pytest.raises(BadInput, match="something stands in row 20,021"):
        list(sheets_of(name, content))
    watch = _Watch()
    with file_limits.of_the_worker(), run_progress.watched(watch):
        lines = read_file.read(name, content, ["Name", "Count"])
    assert [line.cells["count"] for line in lines] == list(range(1, 30_001))
    assert lines[-1].cells["name"] == "Area 30000"
    assert watch.notes[0] == (0, 0)  # while it is measured, nobody knows how many there are
    assert watch.notes[-1] == (0, 30_001)


def test_a_workbook_that_is_cancelled_while_it_is_read_ends_its_process():
    """The first note that is answered by an end leaves no process behind, and the turn free."""
    with (
        file_limits.of_the_worker(),
        run_progress.watched(_Watch(1)),
        pytest.raises(KeyboardInterrupt),
    ):
        list(layout_process.large_sheets("a.xlsx", _many(12_000)))
    assert not layout_process._turn.locked()


def _repeated(words: str, columns: int, rows: int) -> bytes:
    return hostile_workbooks._open_cells(hostile_workbooks._TEXT.format(words), columns, rows)


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("a.ods", lambda: _repeated("a", 100, 1_000_000)),
        ("a.ods", lambda: _repeated("a" * 9_000, 20, 9_000)),
        ("a.xlsx", hostile_workbooks.REFUSED["a cell far down"][1]),
        ("a.xlsx", hostile_workbooks.REFUSED["a cell far to the right"][1]),
        ("a.xlsx", hostile_workbooks.REFUSED["one long text named often"][1]),
    ],
)
def test_the_worker_refuses_a_workbook_that_asks_for_too_much(name, make):
    """What a few bytes ask for is counted before it is laid out, by the worker too."""
    with file_limits.of_the_worker(), pytest.raises(BadInput, match="a sheet is too large"):
        list(layout_process.large_sheets(name, make()))
