"""Tables in columns of their own become rows of the office, or are told why not."""

from __future__ import annotations

import csv
import io

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.accountability.tables.worlds import GATHERED, WIDE

from beatwise.accountability.measures.measure_set import load_set, sets
from beatwise.accountability.tables import layout as layouts
from beatwise.accountability.tables import table_rows as layout_rows


MEASURES = {m.id: m for name in sets() for m in load_set(name).measures}


def rows(words: str) -> list[tuple[int, dict[str, str]]]:
    """The rows of a CSV as a file gives them, numbered as a spreadsheet counts."""
    return list(enumerate(csv.DictReader(io.StringIO(words)), 2))


def test_a_wide_table_becomes_long():
    """Each year's column is a row of its own; words stand for measures, a sign may be a word."""
    layout = layouts.parse(WIDE, place="mine.toml")
    table = rows("channel,y2024,y2025,printed_total,unit\n999,10,12,no,\n101,7,3,no,fewer\n")
    laid = layout_rows.lay(layout, table, {"period": "2025"})
    read = layout_rows.observations(laid, MEASURES)
    assert read.sound
    rows_read = [
        (row, m, str(entry.period), f"{entry.value}", entry.note)
        for row, (m, entry) in read.entries
    ]
    assert rows_read == [
        (2, "contact-999-volume", "2024-01:2024-12", "10", ""),
        (2, "contact-999-volume", "2025-01:2025-12", "12", ""),
        (3, "violence-change-knife", "2024-01:2024-12", "7", "printed in fewer"),
        (3, "violence-change-knife", "2025-01:2025-12", "-3", "printed in fewer"),
    ]


def test_totals_and_empty_cells_are_left_out_and_said():
    """A printed total is kept apart, and an empty cell gives nothing: it is never a zero."""
    layout = layouts.parse(WIDE, place="mine.toml")
    table = rows("channel,y2024,y2025,printed_total,unit\n999,10,,no,\n999,10,12,yes,\n")
    laid = layout_rows.lay(layout, table, {"period": "2025"})
    assert len(laid.rows) == 1
    assert [(out.row, out.total) for out in laid.left_out] == [(2, False), (3, True)]
    assert "y2025" in laid.left_out[0].why


def test_faults_name_the_files_own_row_and_column():
    """An unknown word, a value that is no number and a twin are told where they stand."""
    layout = layouts.parse(WIDE, place="mine.toml")
    table = rows(
        "channel,y2024,y2025,printed_total,unit\n888,1,2,no,\n999,x,2,no,\n101,1,2,no,\n101,1,,no,\n"
    )
    read = layout_rows.observations(layout_rows.lay(layout, table, {"period": "2025"}), MEASURES)
    places = [(fault.row, fault.column) for fault in read.faults]
    assert places == [(2, "channel"), (2, "channel"), (3, "y2024"), (5, "period")]
    assert "row 4 has the same" in read.faults[-1].words


def test_a_template_only_ever_puts_cells_in():
    """Whatever stands between braces is a column, and never asks a cell for anything else."""
    words = WIDE.replace("printed in {unit}", "{unit} {unit:>999999999} {unit.__class__} {{")
    table = rows("channel,y2024,y2025,printed_total,unit\n999,1,,no,box\n")
    (laid,) = layout_rows.lay(layouts.parse(words, place="mine.toml"), table).rows
    assert laid.cells["note"] == "box {unit:>999999999} {unit.__class__} {{"


def test_the_layout_is_guessed_by_headings_name_and_words():
    """Of layouts with the same headings that comes first which has the name, or reads the most."""
    every = [layouts.load(name) for name in layouts.names()]
    table = rows("measure,value,unit,period,source\nHome matches,24,count,2024,x\n")
    assert layout_rows.guess(every, "football", table)[0].name == "football"
    renamed = [(2, {**table[0][1], "period": "this season (report dated September 2024)"})]
    assert layout_rows.guess(every, "anything", renamed)[0].name == "football"
    strange = rows("measure,value,unit,period,source\nMoons,2,count,2024,x\nSuns,1,count,2024,x\n")
    assert layout_rows.guess(every, "anything", strange)[0].name == "printed"


def test_what_the_office_writes_out_it_reads_in():
    """The office's own columns have a layout, which keeps every cell."""
    words = "measure,area,period,value,numerator,denominator,vintage,source,note\n"
    words += "contact-999-answered-10s,Northtown,2025,92.2,922,1000,2026-01-02,s,n\n"
    laid = layout_rows.lay(layouts.load("observations"), rows(words))
    ((_, (measure, entry)),) = layout_rows.observations(laid, MEASURES).entries
    assert (measure, entry.area, f"{entry.numerator}") == (
        "contact-999-answered-10s", "Northtown", "922",
    )  # fmt: skip


def test_statements_must_be_of_the_plan():
    """A statement of a strategy that the plan does not have, or of no kind, is a fault."""
    layout = layouts.load("plan-structure")
    head = "mission,delivery_strategy,statement_type,statement_paraphrase,source\n"
    body = "M,Policing,success,S,x\nM,Gardening,success,S,x\nM,Policing,hope,S,x\n"
    laid = layout_rows.lay(layout, rows(head + body))
    read = layout_rows.statements(laid, ["policing"])
    assert [each.words for _, each in read.entries] == ["S."]
    assert [(fault.row, fault.column) for fault in read.faults] == [
        (3, "delivery_strategy"), (4, "statement_type"),
    ]  # fmt: skip


def test_rows_alike_but_for_their_line_make_one_record():
    """Rows gather under what they share, in order; an empty line is none, and totals stay out."""
    laid = layout_rows.lay(
        layouts.parse(GATHERED, place="mine.toml"),
        rows("who,what,count\nA,x,1\nB,y,2\nA,z,3\nC,,\ntotal,,6\n"),
    )
    found = [(r.row, r.cells["name"], [dict(line) for line in r.lines])
             for r in layout_rows.records(laid)]  # fmt: skip
    assert found == [
        (2, "A", [{"item": "x", "units": "1"}, {"item": "z", "units": "3"}]),
        (3, "B", [{"item": "y", "units": "2"}]),
        (5, "C", []),
    ]
    assert [out.row for out in laid.left_out] == [6]
    alone = layouts.parse(
        GATHERED.partition("[line]")[0].replace('into = "costs"\n', ""), place="m"
    )
    twice = layout_rows.lay(alone, rows("who,what,count\nA,x,1\nA,x,1\n"))
    assert [each.row for each in layout_rows.records(twice)] == [2, 3]


def test_a_layout_of_common_headings_is_known_by_its_name():
    """For a file of another name it comes after the one that keeps the table as printed."""
    common = layouts.parse(GATHERED.replace("same =", "by_name = true\nsame ="), place="mine.toml")
    printed = layouts.load("printed")
    table = rows("who,what,count\nA,x,1\nA,y,2\nB,z,3\n")
    for name, first in (("gathered", common), ("other", printed)):
        assert layout_rows.guess([printed, common], name, table)[0] is first
    assert layout_rows.guess([common], "other", table) == (common,)


CELLS = st.text(max_size=12) | st.sampled_from(
    ["", "1", "-3", "1e9999", "NaN", "2025", "2025/26 Q2", "yes", "no", "YTD", "£1,200", "12%"]
)


@given(st.sampled_from(layouts.names()), st.lists(st.lists(CELLS, min_size=16, max_size=16)))
@settings(max_examples=120, deadline=None)
def test_no_table_whatever_it_holds_is_more_than_faults(name, cells):
    """A layout reads any text at all: rows come in, are left out or are at fault, and no more."""
    layout = layouts.load(name)
    heads = layout.headings or ("a", "b")
    table = [(n, dict(zip(heads, row, strict=False))) for n, row in enumerate(cells, 2)]
    laid = layout_rows.lay(layout, table, {})
    readers = {
        layouts.OBSERVATIONS: lambda: layout_rows.observations(laid, MEASURES),
        layouts.DASHBOARD: lambda: layout_rows.dashboard(laid, MEASURES, {}),
        layouts.ACTIONS: lambda: layout_rows.actions(laid, ["workforce"]),
        layouts.STATEMENTS: lambda: layout_rows.statements(laid, ["policing"]),
        layouts.RECORDS: lambda: layout_rows.records(laid),
        layouts.PRINTED: lambda: None,
    }
    read = readers[layout.makes]()
    rows = {n for n, _ in table}
    assert {each.row for each in (*laid.rows, *laid.left_out)} <= rows
    if isinstance(read, tuple):
        assert {each.row for each in read} <= rows
    elif read is not None:
        assert {n for n, _ in read.entries} <= rows
        assert {fault.row for fault in read.faults} <= rows | {1}
        known = {*heads, *layouts.CELLS[layout.makes], ""}
        assert {fault.column for fault in read.faults} <= known
