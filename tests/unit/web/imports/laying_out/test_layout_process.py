"""Large workbooks are laid out in a process of their own: the same cells, the same words."""

from __future__ import annotations

import datetime as dt
import io
import pickle
import subprocess

import pytest
import xlsxwriter
from tests.unit.web.imports import hostile_workbooks

from beatwise.errors import BadInput
from beatwise.web.bounds import work_elsewhere
from beatwise.web.imports.file_sheets import sheets_of
from beatwise.web.imports.laying_out import layout_process
from beatwise.web.imports.laying_out.workbook_layout import laid_out


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
    monkeypatch.setattr(layout_process, "_run", None)
    assert not layout_process.is_large(_book())
    assert len(list(sheets_of("a.xlsx", _book()))) == 1


def test_a_process_that_meets_a_limit_is_a_refusal_with_a_next_step(monkeypatch):
    """Stopped by memory, by the processor's time or by the clock: the person is told what to do."""
    for stop in (
        lambda *_a, **_m: subprocess.CompletedProcess([], -9, b"", b""),
        lambda *_a, **_m: (_ for _ in ()).throw(subprocess.TimeoutExpired([], 1)),
    ):
        monkeypatch.setattr(layout_process.subprocess, "run", stop)
        with pytest.raises(BadInput, match="too long, or too much memory"):
            list(layout_process.large_sheets("a.xlsx", _book()))


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
    hostile = pickle.dumps((None, [subprocess.run]))
    with pytest.raises(pickle.UnpicklingError, match="is no cell"):
        layout_process._Cells(io.BytesIO(hostile)).load()
