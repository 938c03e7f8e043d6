"""Tables and lists of a paper, made from rows of a result."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from string import ascii_lowercase

from beatwise.publication.formats.document import Bullets, Cell, Column, Table
from beatwise.publication.papers import computed_values
from beatwise.publication.papers.figure_book import (
    NUMERALS,
    PLACES,
    FigureBook,
    Missing,
    as_printed,
    within,
)
from beatwise.publication.papers.filled_words import filled_from
from beatwise.publication.papers.recipe_blocks import RowColumn, Rows


def table(rows: Rows, book: FigureBook) -> Table:
    """Return the table of rows; raise ``Missing`` when the result has none."""
    values = selection(rows, book)
    columns = tuple(
        Column(each.heading, number=each.form in NUMERALS, decimals=PLACES.get(each.form, 0))
        for each in rows.columns
    )
    cells = [tuple(_cell(value, column, values) for column in rows.columns) for value in values]
    if rows.total:
        cells.append(_totals(rows, cells))
    return Table(rows.name, rows.caption, columns, tuple(cells), rows.note)


def lines(rows: Rows, book: FigureBook) -> Bullets:
    """Return rows as a list, a letter each; raise ``Missing`` when the result has none."""
    values = selection(rows, book)
    return Bullets(
        tuple(f"{letter(at)}. {filled_from(rows.item, value)}" for at, value in enumerate(values))
    )


def letter(at: int) -> str:
    """Return the letters of a place counted from 0: a to z, then aa, ab and so on."""
    before, own = divmod(at, len(ascii_lowercase))
    return (letter(before - 1) if before else "") + ascii_lowercase[own]


def selection(rows: Rows, book: FigureBook) -> list[Mapping[str, object]]:
    """Return the rows that a table is about; raise ``Missing`` when there are none."""
    meant = [
        value
        for value in _rows(book.value(rows.rows))
        if (not rows.where or _has(value, rows.where))
        and all(str(value.get(key, "")) == text for key, text in rows.only.items())
    ]
    if not meant:
        raise Missing(rows.rows)
    return meant


def _rows(values: object) -> list[Mapping[str, object]]:
    """Return a list as rows: a text is ``text``, an entry of an object ``key`` and ``value``."""
    if isinstance(values, Mapping):
        return [{"key": key, "value": value} for key, value in values.items()]
    if not isinstance(values, list | tuple):
        return []
    rows = ({"text": each} if isinstance(each, str) else each for each in values)
    return [each for each in rows if isinstance(each, Mapping)]


def _has(row: object, path: str) -> bool:
    try:
        within(row, path.split("."), path)
    except Missing:
        return False
    return True


def _cell(
    row: Mapping[str, object], column: RowColumn, rows: Sequence[Mapping[str, object]]
) -> Cell:
    try:
        value: object = (
            computed_values.of_row(column.formula, row, rows)
            if column.formula
            else within(row, column.path.split("."), column.path)
        )
    except Missing:
        return None
    if column.form in PLACES and isinstance(value, int | float | Decimal):
        return _number(Decimal(str(value)), PLACES[column.form])
    if column.form in PLACES and isinstance(value, str):
        return value  # a number that the disclosure gate hides
    return as_printed(value, column.form, column.path or column.formula)


def _number(value: Decimal, places: int) -> Cell:
    """Return a number as it will be printed, halves away from zero."""
    rounded = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return int(rounded) if places == 0 else float(rounded)


def _totals(rows: Rows, cells: Sequence[Sequence[Cell]]) -> tuple[Cell, ...]:
    """Add up the columns of numbers; one with a cell that holds none has no total."""
    totals: list[Cell] = [rows.total]
    for at, column in enumerate(rows.columns[1:], start=1):
        own = [row[at] for row in cells]
        numbers = [Decimal(str(cell)) for cell in own if isinstance(cell, int | float)]
        whole = column.form in PLACES and len(numbers) == len(own)
        totals.append(_number(sum(numbers, Decimal(0)), PLACES[column.form]) if whole else "")
    return tuple(totals)
