"""Read a list that someone uploads: CSV, OpenDocument or Excel, into rows by heading.

The table is found by its headings, so a file that was exported with its cover and notes is read
as it is. Nothing in a file is ever run.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import NamedTuple

from beatwise.accountability.row_reader import RowFault
from beatwise.cell_text import heading_key
from beatwise.cell_text.day_order import DateDoubt, DayOrder, date_doubt
from beatwise.cell_text.day_text import days_and_months_changed
from beatwise.cell_text.number_text import as_text
from beatwise.errors import BadInput
from beatwise.sources.workbook_marks import cell_name
from beatwise.web.bounds import file_limits
from beatwise.web.imports.cell_faults import cell_faults, date_text
from beatwise.web.imports.cell_limits import LOOKED_AT
from beatwise.web.imports.file_sheets import Sheet, sheets_of


@dataclass(frozen=True, slots=True)
class Read:
    """One row of a file: its number there, and its cells by heading."""

    row: int
    cells: dict[str, object]


class Lines(list[Read]):
    """The rows of a table, and what a reader should know about how they were read.

    ``doubts`` are columns of dates of which it must be asked whether day or month stands first;
    ``columns`` are the table's headings, where the rows come from a file.
    """

    def __init__(
        self,
        rows: Iterable[Read],
        notes: Iterable[str] = (),
        doubts: Iterable[DateDoubt] = (),
        columns: Iterable[str] = (),
    ):
        super().__init__(rows)
        self.notes = tuple(notes)
        self.doubts = tuple(doubts)
        self.columns = tuple(columns)


class Book:
    """A file whose sheets are laid out once, however often a table is looked for in them.

    ``dates`` is what was said of the dates that can be read both ways.
    """

    def __init__(self, name: str, content: bytes, dates: DayOrder = DayOrder.UNKNOWN):
        self._name, self._left, self._dates = name, sheets_of(name, content), dates
        self._laid_out: list[Sheet] = []
        self._fault: BadInput | None = None

    def read(self, headings: Iterable[str], optional: Iterable[str] = ()) -> Lines:
        """Return the rows of the table whose header row has the ``headings``.

        ``optional`` are headings that it may have besides.

        Raises
        ------
        BadInput
            When no table has them all, or two sheets have one, or a heading stands twice, or a row
            has more cells than there are headings, or there are too many rows.
        """
        needed = [heading_key(heading) for heading in headings]
        besides = [heading_key(heading) for heading in optional]
        best: list[str] = needed
        tables: list[_Table] = []
        for sheet in self._each():
            table, missing = _headed(sheet, needed, besides)
            if table:
                tables.append(table)
                if not needed or not sheet.name:
                    break
            best = min(best, missing, key=len)
        if tables := [table for table in tables if table.sure] or tables:
            table, notes = _one_of(self._name, tables)
            return _lines(self._name, table, notes, self._dates)
        columns = f"column{'' if len(best) == 1 else 's'} {', '.join(best)}"
        raise BadInput(
            f"no table with the {columns} was found.",
            place=self._name,
            next_step="Export the list, fill in that file, and import it again.",
        )

    def _each(self) -> Iterator[Sheet]:
        yield from self._laid_out
        if self._fault:  # what stopped the laying out stops every further look
            raise self._fault
        try:
            for sheet in self._left:
                self._laid_out.append(sheet)
                yield sheet
        except BadInput as error:
            self._fault = error
            raise


class _Table(NamedTuple):
    """A table in a sheet: its headings, and the number of the row that they stand in.

    ``sure`` is whether more than one word tells that they are headings.
    """

    sheet: Sheet
    columns: list[str]
    top: int
    sure: bool = True


def _headed(
    sheet: Sheet, needed: list[str], optional: list[str]
) -> tuple[_Table | None, list[str]]:
    """Return the sheet's table that has the headings, or none and the fewest that are missing."""
    best = needed
    first = None
    for number, cells in enumerate(sheet.rows[:LOOKED_AT], start=1):
        columns = [_heading(cell) for cell in cells]
        missing = [heading for heading in needed if heading not in columns]
        if not missing:
            known = {*needed, *optional} if optional else set()
            table = _Table(sheet, columns, number, _are_headings(columns, known))
            if table.sure:
                return table, []
            first = first or table
        best = min(best, missing, key=len)
    return first, best


def _are_headings(columns: list[str], known: set[str]) -> bool:
    """Return whether a row is of headings: a word of a cover may be the one that is needed."""
    named = [column for column in columns if column]
    count = sum(column in known for column in named)
    return not known or count > 1 or 0 < count == len(named)


def _one_of(name: str, tables: list[_Table]) -> tuple[_Table, list[str]]:
    """Return the table that a visible sheet has; raise ``BadInput`` where two have one."""
    visible = [table for table in tables if not table.sheet.hidden]
    among = visible or tables
    if len(among) > 1:
        names = ", ".join(f"'{table.sheet.name}'" for table in among)
        raise BadInput(
            f"several sheets have these columns: {names}.",
            place=name,
            next_step="Keep the one to import in the file, and import the others by themselves.",
        )
    others = [f"'{table.sheet.name}'" for table in tables if table is not among[0]]
    notes = [f"Hidden sheets with the same columns were left out: {', '.join(others)}."]
    hidden = [f"The table was read from the hidden sheet '{among[0].sheet.name}'."]
    return among[0], [*(notes if others else []), *(hidden if among[0].sheet.hidden else [])]


def read(
    name: str, content: bytes, headings: Iterable[str], dates: DayOrder = DayOrder.UNKNOWN
) -> Lines:
    """Return the rows of a file's table that has the ``headings``; see ``Book.read``."""
    return Book(name, content, dates).read(headings)


def broken(rows: Iterable[Read]) -> tuple[RowFault, ...]:
    """Return the cells in which a spreadsheet left no value, and columns whose days it turned."""
    return cell_faults([(line.row, line.cells) for line in rows])


def _lines(name: str, table: _Table, notes: list[str], dates: DayOrder) -> Lines:
    sheet, columns, top, _ = table
    rows = sheet.rows
    place = f"{name}, sheet '{sheet.name}'" if sheet.name else name
    twice = {h for h in columns if h and columns.count(h) > 1}
    if twice:
        raise BadInput(
            f"the column {', '.join(sorted(twice))} stands twice.",
            place=name,
            next_step="Remove one of them.",
        )
    if len(rows) - top > (most := file_limits.now().rows):
        raise BadInput(f"the file has more than {most:,} rows.", place=name, next_step="Divide it.")
    lines = []
    for number, cells in enumerate(rows[top:], start=top + 1):
        _refuse_more(place, number, columns, cells)
        row = {h: _cell(c) for h, c in zip_longest(columns, cells, fillvalue="") if h}
        if any(value not in (None, "") for value in row.values()):
            lines.append(Read(number, row))
    doubts = list(_doubts(lines))
    if dates is DayOrder.MONTH_FIRST:
        for doubt in doubts:
            _turn(lines, doubt.column)
    read_as = [doubt.read_as(dates) for doubt in doubts]
    left = () if dates.settled else doubts
    return Lines(lines, [*sheet.notes, *notes, *read_as], left, columns)


def _refuse_more(place: str, number: int, columns: list[str], cells: Sequence[object]) -> None:
    """Raise ``BadInput`` for a cell under no heading: most often a comma cut a number in two."""
    for at, cell in enumerate(cells):
        if (at >= len(columns) or not columns[at]) and _cell(cell) not in ("", None):
            which = cell_name(number - 1, at)
            raise BadInput(
                f"cell {which} ('{_words(cell)[:40]}') stands under no heading: "
                "the row has more cells than there are headings.",
                place=f"{place}, row {number}",
                next_step="Put a number with a comma in quotation marks or write it without the "
                "comma; give every column a heading, and remove notes beside the table.",
            )


def _doubts(lines: list[Read]) -> Iterator[DateDoubt]:
    """Yield the columns whose days could all be months."""
    for heading in dict.fromkeys(heading for line in lines for heading in line.cells):
        texts = (date_text(line.cells.get(heading)) for line in lines)
        if doubt := date_doubt(heading, texts):
            yield doubt


def _turn(lines: list[Read], heading: str) -> None:
    """Write a column's dates with the day first, as everything after reads them."""
    for line in lines:
        if isinstance(cell := line.cells.get(heading), str):
            line.cells[heading] = days_and_months_changed(cell)


def _heading(cell: object) -> str:
    if isinstance(cell, bool):
        return ""
    return heading_key(as_text(cell) if isinstance(cell, int | float) else str(cell or ""))


def _words(cell: object) -> str:
    return as_text(cell) if isinstance(cell, float) else str(cell)


def _cell(cell: object) -> object:
    return cell.strip() if isinstance(cell, str) else cell
