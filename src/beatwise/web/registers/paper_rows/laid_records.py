"""A table in columns of its own as rows of a register: what a layout's cells are of its fields.

A row that says what a record holds already is that record, so that a table which comes in twice
brings nothing the second time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePath

from beatwise.accountability.registers import field_values
from beatwise.accountability.registers.field_values import FieldValue
from beatwise.accountability.registers.register_definition import Definition, Field
from beatwise.accountability.row_reader import Row
from beatwise.accountability.tables import layout as layouts
from beatwise.accountability.tables import table_rows
from beatwise.accountability.tables.layout import RECORDS, Layout
from beatwise.accountability.tables.table_rows import LayoutResult, RecordCells
from beatwise.cell_text import heading_key
from beatwise.cell_text.day_order import DayOrder
from beatwise.cell_text.printed_text import printed_row
from beatwise.errors import BadInput
from beatwise.web.imports import read_file
from beatwise.web.registers.exports import NUMBER, STATE
from beatwise.web.registers.models import Record


Values = Mapping[str, FieldValue]
_STATE = "state"


def layouts_of(register: Definition, name: str = "") -> list[Layout]:
    """Return the layouts that come along and make records of a register.

    Those of a table that has the file's name come first, then those with most columns.
    """
    every = (layouts.load(name) for name in layouts.names())
    own = [each for each in every if each.makes == RECORDS and each.register == register.slug]
    stem = PurePath(name).stem.casefold().replace("-", "_").replace(" ", "_")
    return sorted(own, key=lambda layout: (layout.table != stem, -len(layout.headings)))


def laid(
    register: Definition, name: str, content: bytes, dates: DayOrder
) -> tuple[LayoutResult, read_file.Lines] | None:
    """Return a file's table laid out for a register, with its rows; ``None`` where no layout fits.

    Raises ``BadInput`` for a file that cannot be read at all.
    """
    book = read_file.Book(name, content, dates)
    for layout in layouts_of(register, name):
        try:
            lines = book.read(layout.headings)
        except BadInput:
            continue
        return table_rows.lay(layout, _printed(lines)), lines
    return None


def lines(register: Definition, table: LayoutResult) -> read_file.Lines:
    """Return a laid-out table as rows in the columns of the register's export.

    Raises ``BadInput`` when the layout names a field that the register does not have.
    """
    _check_cells(register, table.layout)
    known = _Known(register, table.layout)
    rows = (_row(register, each, known) for each in table_rows.records(table))
    return read_file.Lines(rows)


def column_of(register: Definition, table: LayoutResult, label: str) -> str:
    """Return the file's own column for a field's label; the label where no column gives it."""
    names = {field.label: field.name for field in register.fields} | {STATE: _STATE}
    rules = {**table.layout.line, **{n: r for each in table.layout.each for n, r in each.items()}}
    rule = rules.get(names.get(label, ""))
    return rule.place if rule and rule.place else label


class _Known:
    """The records of a register that a row may be, each once."""

    def __init__(self, register: Definition, layout: Layout):
        self._layout = layout
        self._fields = [register.by_name[name] for name in layout.same]
        rows = Record.objects.filter(register=register.slug, removed=False).order_by("-number")
        self._by_key: dict[object, list[Record]] = {}
        for record in rows:
            self._by_key.setdefault(self._key(record.values), []).append(record)

    def of(self, values: Values, is_held: Mapping[str, FieldValue]) -> Record | None:
        """Return the record that values are; without ``same``, one that holds all of them."""
        here = self._by_key.get(self._key(values), [])
        for at, record in enumerate(here):
            if self._fields or all(record.values.get(n) == v for n, v in is_held.items()):
                return here.pop(at)
        return None

    def _key(self, values: Values) -> object:
        return tuple(str(values.get(field.name)).casefold() for field in self._fields)


def _row(register: Definition, each: RecordCells, known: _Known) -> read_file.Read:
    cells = _cells(register, each, known)
    labels = {field.name: field.label for field in register.fields}
    labels |= {_STATE: STATE, NUMBER: NUMBER}
    return read_file.Read(each.row, {heading_key(labels[n]): cell for n, cell in cells.items()})


def _cells(register: Definition, each: RecordCells, known: _Known) -> dict[str, object]:
    cells: dict[str, object] = dict(each.cells)
    into = known._layout.into
    if each.lines:
        cells[into] = [dict(line) for line in each.lines]
    is_held = _as_held(register, cells)
    record = known.of(is_held, is_held) if is_held is not None else None
    if record is None:
        return cells
    as_it_stands = {f.name: _as_entered(f, record.values.get(f.name)) for f in register.fields}
    return {**as_it_stands, **cells, NUMBER: record.number, _STATE: ""}


def _as_held(register: Definition, cells: Mapping[str, object]) -> dict[str, FieldValue] | None:
    """Return cells as a record would hold them; ``None`` where one cannot be read."""
    values: dict[str, FieldValue] = {}
    for name, cell in cells.items():
        field = register.by_name.get(name)
        if field is None or field.computed or field.kind == "link":
            continue
        try:
            values[name] = field_values.record_value(field, cell)
        except BadInput:
            return None
        if field.kind == "lines":
            values.pop(name)  # its computed columns stand beside what was filled in
    return values


def _as_entered(field: Field, value: FieldValue) -> object:
    if field.kind == "lines" and isinstance(value, list):
        return [{c.name: line.get(c.name) for c in field_values.filled_columns(field)}
                for line in _money_as_pounds(field, value)]  # fmt: skip
    return field_values.file_value(field, value)


def _money_as_pounds(
    field: Field, value: Sequence[Mapping[str, field_values.Cell]]
) -> Iterator[dict[str, field_values.Cell]]:
    columns = {column.name: column for column in field.columns}
    for line in value:
        yield {n: field_values.file_value(columns[n], c) for n, c in line.items() if n in columns}


def _check_cells(register: Definition, layout: Layout) -> None:
    """Raise ``BadInput`` for cells that are no field, and lines that are no table's columns."""
    fields = {field.name for field in register.fields if not field.computed} | {_STATE}
    unknown = [name for rules in layout.each for name in rules if name not in fields]
    if layout.into:
        table = register.by_name.get(layout.into)
        columns = {c.name for c in field_values.filled_columns(table)} if table else set()
        unknown += [name for name in layout.line if name not in columns]
    if unknown:
        raise BadInput(
            f"the layout {layout.name} gives '{unknown[0]}', which no {register.one} has.",
            place=register.title,
            next_step=f"Its fields are: {', '.join(sorted(fields))}.",
        )


def _printed(rows: Iterable[read_file.Read]) -> Iterator[tuple[int, Row]]:
    for each in rows:
        yield each.row, printed_row(each.cells)
