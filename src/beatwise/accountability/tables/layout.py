"""Layouts: how a table in columns of its own becomes rows that the office knows.

A layout is a small TOML document. It names the columns by which a table is known, says where each
cell comes from, what printed words mean, and which rows are left out and why: printed totals
are worked out again and never imported as data. Layouts that come along lie in
``beatwise/data/layouts``; an office may write its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from beatwise import data
from beatwise.accountability.measures import observation_rows
from beatwise.accountability.plan import action_rows
from beatwise.accountability.row_reader import Row, text
from beatwise.accountability.tables.column_rules import CellRule, mapping, read_cell_rules
from beatwise.errors import BadInput, MissingData
from beatwise.fields import Fields, document


FORMAT = 1
OBSERVATIONS, DASHBOARD, ACTIONS, STATEMENTS = "observations", "dashboard", "actions", "statements"
RECORDS, PRINTED = "records", "printed"
CELLS: dict[str, tuple[str, ...]] = {
    OBSERVATIONS: observation_rows.COLUMNS,
    DASHBOARD: ("serial", "latest", "direction", "source", "note"),
    ACTIONS: action_rows.COLUMNS,
    STATEMENTS: ("strategy", "kind", "words"),
    RECORDS: (),  # the fields of the register that it names, and the state
    PRINTED: (),
}
NEEDED: dict[str, tuple[str, ...]] = {
    OBSERVATIONS: observation_rows.NEEDED,
    DASHBOARD: ("serial", "latest", "direction"),
    ACTIONS: action_rows.NEEDED,
    STATEMENTS: ("strategy", "kind", "words"),
    RECORDS: (),
    PRINTED: (),
}


@dataclass(frozen=True, slots=True)
class LeaveOut:
    """Rows that are not imported, by the words in some columns, and why.

    ``total`` marks printed totals, which are only worked out again.
    """

    where: Mapping[str, tuple[str, ...]]
    why: str
    total: bool = False

    def meets(self, row: Row) -> bool:
        """Whether a row is one of them."""
        return all(text(row, column) in words for column, words in self.where.items())


@dataclass(frozen=True, slots=True)
class Layout:
    """How a table becomes rows.

    Parameters
    ----------
    name, title, note
        Its short name, what it reads, and what the person who imports must know.
    makes
        ``observations``, ``dashboard`` (the latest column and arrow of a printed dashboard),
        ``actions``, ``statements`` (of the plan's strategies), ``records`` of a register, or
        ``printed``: kept as it is, to be worked out again, and nothing imported.
    headings
        The columns by which the table is known: all must be there. Only ``printed`` may have none.
    each
        The cells of each thing that a row gives: one mapping, or several for a wide table.
    leave_out
        Rows that are not imported.
    sets
        The sets of measures that it speaks of.
    table, checks
        The table's name in findings (empty: the file's), and the file of checks that it is worked
        out again by.
    own_checks
        The table's own checks, as an entry of a file of checks has them; empty for none.
    asks
        What the person is asked for, and the words of the question.
    register
        The register whose records it makes; its cells are the register's fields, and ``state``.
    same
        Fields by which a row is a record that is there already, which it changes; empty where only
        a record that says all the same is.
    by_name
        Whether the table is known by its name as well, because many have its headings.
    into, line
        The table of lines that each row gives a line of, and the cells of that line. Rows alike in
        all other cells make one record.
    """

    name: str
    title: str
    note: str
    makes: str
    headings: tuple[str, ...]
    each: tuple[Mapping[str, CellRule], ...]
    leave_out: tuple[LeaveOut, ...]
    sets: tuple[str, ...]
    table: str
    checks: str
    own_checks: Mapping[str, object]
    asks: Mapping[str, str]
    by_name: bool = False
    register: str = ""
    same: tuple[str, ...] = ()
    into: str = ""
    line: Mapping[str, CellRule] = field(default_factory=dict)


def names() -> list[str]:
    """Return the names of the layouts that come with Beatwise."""
    return data.names("layouts")


@lru_cache(maxsize=128)
def load(name: str) -> Layout:
    """Load a layout that comes with Beatwise; raise ``MissingData`` when there is none."""
    return parse(words_of(name), place=f"{name}.toml")


def words_of(name: str) -> str:
    """Return a layout's document; raise ``MissingData`` when none of that name comes along."""
    if name not in names():
        raise MissingData(
            f"there is no layout '{name}'.",
            place="layout",
            next_step=f"Use one of: {', '.join(names())}; or give a file.",
        )
    return data.text("layouts", f"{name}.toml")


def parse(words: str, *, place: str) -> Layout:
    """Read a layout from the text of its TOML file.

    Raises ``BadInput``, naming ``place`` and the field, for anything missing or unknown.
    """
    with document(words, place) as fields:
        fields.exactly("format", FORMAT)
        makes = fields.one_of("makes", tuple(CELLS))
        name = fields.name("name")
        layout = Layout(
            name=name,
            title=fields.text("title"),
            note=fields.optional_text("note"),
            makes=makes,
            headings=tuple(heading.casefold() for heading in fields.texts("headings")),
            each=_each(fields, makes),
            leave_out=fields.each("leave_out", _leave_out),
            sets=fields.texts("sets"),
            table=_table_name(fields, name, makes),
            checks=fields.optional_text("checks"),
            own_checks=fields.optional_table("worked_out").data,
            asks=mapping(fields, "asks"),
            by_name=fields.flag("by_name", False),
            register=fields.optional_text("register"),
            same=fields.texts("same"),
            into=fields.optional_text("into"),
            line=_rules(fields.table("line"), RECORDS) if "line" in fields.data else {},
        )
        fields.done()
    _check(layout, place)
    return layout


def _table_name(fields: Fields, name: str, makes: str) -> str:
    table = fields.optional_text("table")
    return table or ("" if makes == PRINTED else name.replace("-", "_"))


def _each(fields: Fields, makes: str) -> tuple[Mapping[str, CellRule], ...]:
    shared = _rules(fields.table("row"), makes) if "row" in fields.data else {}
    own = fields.each("each", lambda table: _rules(table, makes))
    return tuple(shared | one for one in own) or (shared,)


def _rules(table: Fields, makes: str) -> dict[str, CellRule]:
    """Read cells; those of records have the names that their register gives its fields."""
    return read_cell_rules(table, tuple(table.data) if makes == RECORDS else CELLS[makes])


def _leave_out(fields: Fields) -> LeaveOut:
    where = fields.table("where")
    conditions = {
        column: where.texts(column)
        if isinstance(where.data[column], list)
        else (where.optional_text(column),)
        for column in where.data
    }
    total = fields.value("total") is True
    rule = LeaveOut(conditions, fields.text("why"), total)
    fields.done()
    return rule


def _check(layout: Layout, place: str) -> None:
    if not layout.headings and layout.makes != PRINTED:
        raise BadInput("'headings' names no column.", place=place)
    _check_register(layout, place)
    every = (*layout.each, layout.line)
    columns = {c for rules in every for take in rules.values() for c in take.reads}
    columns |= {column for rule in layout.leave_out for column in rule.where}
    if strange := sorted(columns - set(layout.headings)):
        raise BadInput(
            f"the column '{strange[0]}' is not among the headings.",
            place=place,
            next_step="Headings are written in lower case.",
        )
    for cells in layout.each:
        if missing := [name for name in NEEDED[layout.makes] if name not in cells]:
            raise BadInput(f"nothing says where '{missing[0]}' comes from.", place=place)


def _check_register(layout: Layout, place: str) -> None:
    makes_records = layout.makes == RECORDS
    if makes_records != bool(layout.register):
        raise BadInput(
            "'register' names the register of records, and of nothing else.", place=place
        )
    if bool(layout.into) != bool(layout.line) or (layout.line and not makes_records):
        raise BadInput("'into' and [line] belong together, and to records.", place=place)
    cells = {name for rules in layout.each for name in rules}
    if makes_records and not cells:
        raise BadInput("nothing says where a record's fields come from.", place=place)
    if unknown := [name for name in layout.same if name not in cells]:
        raise BadInput(f"'same' names '{unknown[0]}', which no cell gives.", place=place)
