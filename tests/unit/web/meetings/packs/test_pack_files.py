"""Packs are read in the form of today and of earlier releases, and printed as papers."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace

from beatwise.accountability.boards import agenda
from beatwise.accountability.boards.agenda import Item
from beatwise.accountability.boards.item_details import NONE, Attachment, ItemDetails
from beatwise.accountability.boards.papers import SHEET, Entry, Grid, Words
from beatwise.publication.formats.document import Heading, Paragraph, Table
from beatwise.web.meetings.packs import pack_files


# As the release before items had details wrote it.
EARLIER = (
    '{"board":"Plan board","digest":"dc0a8149364bac00ab5ea2f64e6c6f1d0c00d2bc9546658fefbae0ea'
    '6fe189cb","history":"7:abababababababababababababababababababababababababababababababab"'
    ',"items":[{"about":[],"heading":"Progress of the plan","kind":"progress","lines":["1 of '
    '2 actions complete (50.0 %), 0 in progress, 1 overdue."],"parts":[]},{"about":["A1"],"he'
    'ading":"Overdue actions","kind":"overdue","lines":["A1. Map the lights; deputy; due 1 Ju'
    'ne 2026; planned."],"parts":[{"is":"words","level":3,"text":"One."},{"caption":"Overdue '
    'on 1 June 2026","heads":["Action","What is to be done","Days overdue"],"is":"grid","name'
    '":"overdue","numbers":[2],"rows":[["A1","Map the lights",52]],"shown":"both","things":["'
    'action:1"]}]}],"meeting":"2026-06-01","rule":"1.0"}'
)  # fmt: skip
GRID = Grid("more", "More", ("No.", "Measure"), ((1, "Homicides"),), (0,))
SHEET_GRID = replace(GRID, name="numbers", medium=SHEET)


def _pack() -> agenda.Pack:
    entries = (
        Entry("1. Homicides", figures=(("Latest", "3"), ("Variation", "Concern, higher")),
              parts=(Words("Two in one family."), SHEET_GRID)),
        Entry("2. Robbery", figures=(("Latest", "9"),)),
        Entry("A mission", "1 measure: 1 red.", parts=(GRID,)),
    )  # fmt: skip
    file = Attachment("winter.pdf", "ab" * 32, 12)
    details = ItemDetails("performance", "deputy", 20, "10:00", (file,))
    items = (
        Item("Exceptions", "exceptions", (), (), entries, details),
        Item("Any", "item", ("x",)),
    )
    bare = agenda.Pack("Board", dt.date(2026, 6, 1), items, "1.0", "")
    return replace(bare, digest=agenda.digest(bare))


def test_a_pack_of_an_earlier_release_reads_unchanged() -> None:
    """Its digest holds, it has no details, and it is written again to the same text."""
    pack = pack_files.read(EARLIER)
    assert agenda.unchanged(pack)
    assert {item.details for item in pack.items} == {NONE}
    assert pack_files.text(pack, pack_files.history_head(EARLIER)) == EARLIER
    assert pack_files.files(pack, 1).pdf.startswith(b"%PDF")


def test_a_pack_comes_round_with_its_entries_and_details() -> None:
    """Through text, and a change of a detail or of a line's figure breaks the digest."""
    pack = _pack()
    text = pack_files.text(pack)
    assert pack_files.read(text) == pack
    for old, new in (('"minutes":20', '"minutes":21'), ("Concern, higher", "Concern, lower"),
                     ("winter.pdf", "summer.pdf")):  # fmt: skip
        assert not agenda.unchanged(pack_files.read(text.replace(old, new)))
    assert "details" not in json.loads(text)["items"][1]


def test_print_has_a_line_a_figure_and_then_the_detail() -> None:
    """The agenda comes first; entries are one table, and the detail of each has a heading."""
    document = pack_files.document(_pack(), 1)
    tables = {table.name: table for table in document.tables()}
    assert tables["agenda"].rows[0] == (
        1, "Exceptions", "Performance officer", "Deputy commissioner", "10:00", 20, "winter.pdf"
    )  # fmt: skip
    assert tables["agenda"].rows[1][2:] == ("not set", "not set", "not set", "not set", "none")
    lines = tables["lines-1-0"]
    assert [column.heading for column in lines.columns] == ["Measure", "Latest", "Variation"]
    assert lines.rows[:2] == (("1. Homicides", "3", "Concern, higher"), ("2. Robbery", "9", ""))
    assert set(lines.icons) == {"Concern, higher"}
    heads = [b.text for b in document.blocks if isinstance(b, Heading)]
    assert heads == ["1. Exceptions", "1. Homicides", "A mission", "2. Any"]
    assert Paragraph("1 measure: 1 red.", sticky=True) in document.blocks
    assert "numbers" not in tables
    assert {t.name for t in pack_files.tables(_pack())} == {"agenda", "more", "numbers"}
    assert all(isinstance(t, Table) for t in document.tables())
