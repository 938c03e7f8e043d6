"""A table read by its layout: the rows that it gives, those left out and why, and the faults.

Nothing is taken from a row that a layout leaves out, and nothing is put where nothing is printed:
an empty cell gives no row. Every fault names the file's own row and column.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from beatwise.accountability.measures.measure import Measure
from beatwise.accountability.measures.observation_rows import MeasureObservation, read_observations
from beatwise.accountability.measures.period import UNSTATED, Period
from beatwise.accountability.plan.action_rows import read_actions
from beatwise.accountability.plan.actions import Action
from beatwise.accountability.row_reader import Entry, Row, RowFault, RowsRead
from beatwise.accountability.tables.column_rules import CellRule
from beatwise.accountability.tables.layout import OBSERVATIONS, PRINTED, RECORDS, Layout
from beatwise.accountability.tables.printed_dashboard import PrintedRow, read_dashboard
from beatwise.errors import BadInput


KINDS = ("success", "delivery", "measure")


@dataclass(frozen=True, slots=True)
class LayoutRow:
    """One thing that a row gives: the file's row, the column of its value, and its cells.

    ``line`` are the cells of the line that it gives a table of lines; empty for none.
    """

    row: int
    column: str
    cells: Mapping[str, str]
    line: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Omission:
    """A row, or one cell of it, that is not imported, and why; ``total`` for printed totals."""

    row: int
    why: str
    total: bool = False


@dataclass(frozen=True, slots=True)
class LayoutResult:
    """What a table gives in a layout."""

    layout: Layout
    rows: tuple[LayoutRow, ...]
    left_out: tuple[Omission, ...]
    faults: tuple[RowFault, ...]


@dataclass(frozen=True, slots=True)
class RecordCells:
    """What rows say of one record: the first row, its cells, and the lines of its table."""

    row: int
    cells: Mapping[str, str]
    lines: tuple[Mapping[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement of a strategy: what success is, what is delivered, or how anyone knows."""

    strategy: str
    kind: str
    words: str


def lay(
    layout: Layout, rows: Iterable[tuple[int, Row]], answers: Mapping[str, str] | None = None
) -> LayoutResult:
    """Lay out a table.

    Parameters
    ----------
    rows
        The file's row numbers and cells, by headings in lower case.
    answers
        What the person who imports answered, by what was asked for.
    """
    rows_out: list[LayoutRow] = []
    omissions: list[Omission] = []
    faults: list[RowFault] = []
    for number, row in rows:
        rule = next((rule for rule in layout.leave_out if rule.meets(row)), None)
        if rule:
            omissions.append(Omission(number, rule.why, rule.total))
            continue
        if layout.makes == PRINTED:
            omissions.append(Omission(number, "kept as printed, to be worked out again"))
            continue
        for rules in layout.each:
            one = _one(layout, rules, number, row, answers or {})
            {LayoutRow: rows_out, Omission: omissions, RowFault: faults}[type(one)].append(one)  # type: ignore[attr-defined]
    return LayoutResult(layout, tuple(rows_out), tuple(omissions), tuple(faults))


def _one(
    layout: Layout,
    rules: Mapping[str, CellRule],
    number: int,
    row: Row,
    answers: Mapping[str, str],
) -> LayoutRow | Omission | RowFault:
    value = rules.get("value") if layout.makes != RECORDS else None
    column = value.place if value else ""
    try:
        if value and layout.makes == OBSERVATIONS and not value.of(row, answers):
            return Omission(number, f"no value is printed in the column '{column}'")
        cells, line = (
            {name: rule.of(row, answers) for name, rule in each.items()}
            for each in (rules, layout.line)
        )
        return LayoutRow(number, column, cells, line)
    except BadInput as error:
        return RowFault(number, error.place or column, error.message, error.next_step or "")


def observations(
    table: LayoutResult, measures: Mapping[str, Measure]
) -> RowsRead[MeasureObservation]:
    """Read a table's rows as observations of measures, with the faults of ``observation_rows``."""
    return _through_layout(table, lambda rows, at: read_observations(rows, measures, numbers=at))


def dashboard(
    table: LayoutResult, measures: Mapping[str, Measure], answers: Mapping[str, str]
) -> RowsRead[PrintedRow]:
    """Read its rows as a printed dashboard; ``period`` and ``counted_on`` say when latest is."""
    spans, counted = (_period(answers, name) for name in ("period", "counted_on"))
    return _through_layout(
        table,
        lambda rows, at: read_dashboard(
            rows, measures, spans=spans, counted_on=counted, numbers=at
        ),
    )


def actions(table: LayoutResult, strategies: Collection[str]) -> RowsRead[Action]:
    """Read a table's rows as actions of the plan's strategies."""
    return _through_layout(table, lambda rows, at: read_actions(rows, strategies, numbers=at))


def statements(table: LayoutResult, strategies: Collection[str]) -> RowsRead[Statement]:
    """Read a table's rows as statements of strategies that the plan has."""
    entries: list[tuple[int, Statement]] = []
    faults = list(table.faults)
    for each in table.rows:
        statement = Statement(each.cells["strategy"], each.cells["kind"], each.cells["words"])
        if statement.strategy not in strategies:
            hint = f"Its strategies are: {', '.join(strategies)}."
            faults.append(
                RowFault(
                    each.row,
                    _column(table, each.row, "strategy"),
                    f"the plan has no '{statement.strategy}'.",
                    hint,
                )
            )
        elif statement.kind not in KINDS:
            hint = f"Use one of: {', '.join(KINDS)}."
            faults.append(
                RowFault(
                    each.row,
                    _column(table, each.row, "kind"),
                    f"'{statement.kind}' is no statement.",
                    hint,
                )
            )
        else:
            entries.append((each.row, statement))
    return RowsRead(tuple(entries), tuple(faults))


def records(table: LayoutResult) -> tuple[RecordCells, ...]:
    """Return the records that a table's rows say, in the order of their first rows.

    Rows alike in every cell but those of their line make one; an empty line is none.
    """
    first: dict[object, int] = {}
    lines: dict[int, list[Mapping[str, str]]] = {}
    for at, each in enumerate(table.rows):
        key = tuple(each.cells.items()) if table.layout.into else at
        here = lines.setdefault(first.setdefault(key, at), [])
        if any(each.line.values()):
            here.append(each.line)
    return tuple(
        RecordCells(table.rows[at].row, table.rows[at].cells, tuple(of_record))
        for at, of_record in lines.items()
    )


def guess(
    layouts: Iterable[Layout], name: str, rows: Sequence[tuple[int, Row]]
) -> tuple[Layout, ...]:
    """Return the layouts that read a table, the likeliest first.

    A layout reads it when all its headings are there. The one whose table has the file's name
    comes first, then those that leave the fewest rows unread, then those that name most columns and
    fewest sets of measures. One that is known by its name is the last for a file of another.
    """
    headings = {heading for _, row in rows[:1] for heading in row}
    fitting = [layout for layout in layouts if set(layout.headings) <= headings]

    def order(layout: Layout) -> tuple[bool, int, int, int, str]:
        first = rows[:200]
        unread = len(lay(layout, first).faults)
        if layout.makes == PRINTED:  # better than one that cannot read half of the rows
            unread = max(1, len(first) // 2)
        if layout.by_name and name != layout.table:
            unread = len(first) + 1
        return name != layout.table, unread, -len(layout.headings), len(layout.sets), layout.name

    return tuple(sorted(fitting, key=order))


def _through_layout(
    table: LayoutResult, read: Callable[[list[Mapping[str, str]], list[int]], RowsRead[Entry]]
) -> RowsRead[Entry]:
    outcome = read([each.cells for each in table.rows], [each.row for each in table.rows])
    faults = (
        RowFault(f.row, _column(table, f.row, f.column, f.words), f.words, f.next_step)
        for f in outcome.faults
    )
    return RowsRead(outcome.entries, tuple(sorted([*table.faults, *faults], key=lambda f: f.row)))


def _column(table: LayoutResult, row: int, cell: str, words: str = "") -> str:
    """Return the file's column of a fault, given the cell it belongs to."""
    if cell == "value":
        here = [each for each in table.rows if each.row == row]
        quoted = [each for each in here if f"'{each.cells['value']}'" in words]
        return next((each.column for each in [*quoted, *here]), cell)
    places = (rules[cell].place for rules in table.layout.each if cell in rules)
    return next((place for place in places if place), cell)


def _period(answers: Mapping[str, str], name: str) -> Period:
    words = answers.get(name, "")
    try:
        return Period.parse(words) if words else UNSTATED
    except BadInput as error:
        raise BadInput(error.message, place=name, next_step=error.next_step) from error
