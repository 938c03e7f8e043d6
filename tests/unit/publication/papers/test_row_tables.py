"""Tables and lists of a paper follow from the rows of a result."""

from __future__ import annotations

import pytest

from beatwise.publication.papers import row_tables
from beatwise.publication.papers.figure_book import FigureBook, Missing, Result
from beatwise.publication.papers.recipe_blocks import RowColumn, Rows


ROWS = [
    {"area": "North", "days": 3, "others": 4, "total": "no"},
    {"area": "South", "days": 1, "others": None, "total": "no"},
    {"area": "All", "days": 5, "others": 4, "total": "yes"},
]
BOOK = FigureBook({"office": Result({"rows": ROWS}, "office", "0" * 64)})
COLUMNS = (
    RowColumn("Area", "area"),
    RowColumn("Days", "days", "0"),
    RowColumn("Others", "others", "0"),
    RowColumn("Together", "", "0", "days + others"),
)


def test_a_printed_total_is_left_out_and_worked_out_again() -> None:
    """5 was printed; 3 and 1 make 4. A column with an empty cell has no total."""
    rows = Rows("t", "T", "office.rows", COLUMNS, only={"total": "no"}, total="All areas")

    assert row_tables.table(rows, BOOK).rows == (
        ("North", 3, 4, 7),
        ("South", 1, None, None),
        ("All areas", 4, "", ""),
    )


def test_a_column_of_any_form_of_number_stands_to_the_right() -> None:
    """Pounds and per cent are words in their cells, and stand where other numbers do."""
    forms = ("0", "pounds", "percent", "share", "signed", "change", "points", "")
    columns = tuple(RowColumn(form, "days", form) for form in forms)
    rows = Rows("t", "T", "office.rows", (COLUMNS[0], *columns))

    made = row_tables.table(rows, BOOK)
    assert [column.number for column in made.columns] == [False, *[True] * 7, False]
    assert made.rows[0][2:4] == ("£3", "3.0 %")


def test_rows_make_a_lettered_list() -> None:
    """One line a row, filled from its fields; after z come aa and ab."""
    rows = Rows("t", "", "office.rows", (), only={"total": "no"}, item="{area}: {days | 0} days")

    assert row_tables.lines(rows, BOOK).items == ("a. North: 3 days", "b. South: 1 days")
    assert [row_tables.letter(at) for at in (25, 26, 27, 52)] == ["z", "aa", "ab", "ba"]


def test_texts_and_entries_are_rows() -> None:
    """A list of texts has ``text``, an object's entries have ``key`` and ``value``; {} has none."""
    values = {"marks": ["Late."], "hours": {"training": 2.5}, "none": {}, "word": "Late."}
    book = FigureBook({"office": Result(values, "office", "0" * 64)})

    marks = Rows("m", "", "office.marks", (), item="{text}")
    hours = Rows("h", "", "office.hours", (), item="{key}: {value | 1}")
    assert row_tables.lines(marks, book).items == ("a. Late.",)
    assert row_tables.lines(hours, book).items == ("a. training: 2.5",)
    for path in ("office.none", "office.word"):
        with pytest.raises(Missing):
            row_tables.lines(Rows("n", "", path, (), item="{text}"), book)


def test_no_row_is_no_table() -> None:
    """A table without rows is a gap, not an empty frame."""
    with pytest.raises(Missing):
        row_tables.table(Rows("t", "T", "office.rows", COLUMNS, only={"total": "maybe"}), BOOK)
