"""The import of a table of money (a ``web.imports.batches.Importer``).

Positions become the entries that take each line there: nothing is entered twice when a newer table
of the same lines comes in. Who uploaded a file of positions does not import it: entries are made by
a second person who answers for them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from beatwise.accountability import roles
from beatwise.accountability.funds import pounds
from beatwise.accountability.ledger import KINDS
from beatwise.accountability.roles import Person
from beatwise.accountability.spending import money_rows, money_table
from beatwise.accountability.spending.approval_limits import ApprovalLimit
from beatwise.accountability.spending.money_rows import MoneyRows
from beatwise.accountability.spending.money_table import ENTRIES, PAYMENTS, MoneyTable
from beatwise.cell_text.day_order import DayOrder
from beatwise.cell_text.number_text import as_text
from beatwise.errors import Conflict, Refused, UserError
from beatwise.plurals import counted
from beatwise.web.funds import accounts, ledger_entries, selectors
from beatwise.web.funds.limit_setting import every_limit
from beatwise.web.funds.line_payers import line_payers
from beatwise.web.funds.models import Fund, Project
from beatwise.web.funds.money_imports import payment_steps, project_rows
from beatwise.web.funds.money_imports.position_steps import LineSteps, line_steps
from beatwise.web.funds.money_imports.project_rows import ProjectRow
from beatwise.web.history import audit
from beatwise.web.imports import batches, read_file
from beatwise.web.imports.batches import Done, Preview
from beatwise.web.imports.models import Batch


KIND = "money"


@dataclass(frozen=True, slots=True)
class MoneyPreview(Preview):
    """What a table of money would do; ``table`` is which it is."""

    table: MoneyTable | None = None


@dataclass(frozen=True, slots=True)
class MoneyTables:
    """Import a table of money; ``uploaded_by`` is the number of the account that brought it."""

    uploaded_by: int | None = None
    kind: str = KIND

    def check(self, by: Person) -> None:
        """Raise ``Refused`` unless this person proposes, confirms or approves entries."""
        needed = ("funds.propose", "funds.confirm", "funds.approve")
        if not any(roles.may(by, permission) for permission in needed):
            raise Refused("your role imports no money.", next_step="Ask the finance officer.")

    def preview(
        self, name: str, content: bytes, by: Person, dates: DayOrder = DayOrder.UNKNOWN
    ) -> MoneyPreview:
        """Return what importing a file would do; nothing is changed."""
        lines = read_file.read(name, content, (), dates)
        table, read = _read(lines)
        wrong = (*batches.faults(read_file.broken(lines)), *batches.faults(read.faults))
        notes = (*lines.notes, *self._notes(table, read, by))
        empty = MoneyPreview(wrong=wrong, notes=notes, doubts=lines.doubts, table=table)
        if table.makes in ENTRIES:
            return _with_entries(empty, table, read, by)
        return _with_projects(empty, table, read, by)

    def commit(self, preview: Preview, by: Person) -> Done:
        """Make what a preview without faults says, inside the caller's transaction."""
        assert isinstance(preview, MoneyPreview)
        assert preview.table is not None
        if preview.table.makes not in ENTRIES:
            return project_rows.keep(preview.new, preview.changed, by)
        accounts.check_enters(by)
        if by.pk == self.uploaded_by:
            raise Refused(
                "you brought this file yourself.",
                next_step="Have another person who answers for entries look it through and "
                "import it.",
            )
        if preview.table.makes == PAYMENTS:
            return payment_steps.pay(preview.new, by)
        return _enter(preview.table, preview.new, by)

    def undo(self, effect: list[dict[str, Any]], by: Person) -> Sequence[audit.Line]:
        """Reverse the entries, take projects out, and put changed ones back."""
        for item in reversed([each for each in effect if "entry" in each]):
            ledger_entries.reverse(
                fund=item["fund"], number=item["entry"], why="The import was undone", by=by
            )
        return project_rows.put_back([each for each in effect if "project" in each], by)

    def _notes(self, table: MoneyTable, read: MoneyRows, by: Person) -> Iterable[str]:
        yield f"{table.title}: {counted(len(read.rows), 'row')}."
        for key in money_rows.AMOUNTS:
            if any(key in row.amounts for row in read.rows):
                yield f"{key.capitalize()} in all: {pounds(read.sum_of(key))}."
        yield from (f"Row {number} is left out: {why}." for number, why in read.left_out)
        yield from (f"What does not follow: {words}." for words in read.differences)
        yield from (f"{row.receiver}: printed as '{row.cells['qualifier']}'." for row in read.rows
                    if row.cells.get("qualifier"))  # fmt: skip
        if table.note:
            yield table.note
        if table.makes in ENTRIES and by.pk == self.uploaded_by:
            yield "Another person who answers for entries must import it."


def differences(batch: Batch) -> tuple[str, ...]:
    """Return what in an imported file does not follow: what it prints, and what was worked out."""
    content = bytes(batch.content.data)
    return _read(read_file.read(batch.name, content, (), batches.day_order(batch)))[1].differences


def _read(lines: read_file.Lines) -> tuple[MoneyTable, MoneyRows]:
    headings = frozenset(heading for line in lines for heading in line.cells)
    table = money_table.table_of(headings)
    rows = [(line.row, {key: _words(cell) for key, cell in line.cells.items()}) for line in lines]
    return table, money_rows.read_rows(table, rows)


def preview_lines(preview: Preview, most: int) -> list[tuple[str, str, str]]:
    """Return the first so many things that would be made: whose, what, and how much."""
    result: list[tuple[str, str, str]] = []
    for each in (*preview.new, *preview.changed):
        if isinstance(each, ProjectRow):
            result.append((each.line.receiver, each.name, each.words))
            continue
        result += [
            (each.row.receiver, KINDS[kind].title, pounds(amount)) for kind, amount in each.entries
        ] or [(each.row.receiver, "New line", "no amount is printed")]
    return result[:most]


def _with_entries(
    empty: MoneyPreview, table: MoneyTable, read: MoneyRows, by: Person
) -> MoneyPreview:
    limits = [] if roles.may(by, "funds.approve") else every_limit()
    if table.makes == PAYMENTS:
        paid, faults = payment_steps.payment_steps(table, read.rows, limits, selectors.today())
        return replace(empty, new=paid, wrong=(*empty.wrong, *faults))
    return _with_positions(empty, table, read, limits)


def _with_positions(
    empty: MoneyPreview, table: MoneyTable, read: MoneyRows, limits: Sequence[ApprovalLimit]
) -> MoneyPreview:
    steps, wrong, same = [], list(empty.wrong), 0
    for row in read.rows:
        try:
            each = line_steps(table, row, limits, selectors.today())
        except UserError as error:
            place = error.place if error.place in table.columns.values() else ""
            wrong.append(batches.wrong(row.number, error, place or ""))
            continue
        if each.entries or each.line is None:
            steps.append(each)
        else:
            same += 1
    notes = [*empty.notes, *_fund_notes(steps)]
    return replace(empty, new=steps, same=same, wrong=tuple(wrong), notes=tuple(notes))


def _fund_notes(steps: Sequence[LineSteps]) -> Iterable[str]:
    for name, needed in _income(steps).items():
        if needed:
            yield (
                f"{name}: {pounds(needed)} more is allocated than the fund holds; it is entered "
                "as income of the fund."
            )


def _income(steps: Sequence[LineSteps]) -> dict[str, int]:
    """Return by fund's name how much more its lines are allocated than it holds, in pence."""
    result: dict[str, int] = {}
    room: dict[str, int] = {}
    for each in steps:
        name = each.fund.name if each.fund else each.row.fund
        result[name] = result.get(name, 0) + each.allocated
        room[name] = each.fund.funded - each.fund.allocated if each.fund else 0
    return {name: max(0, needed - room[name]) for name, needed in result.items()}


def _with_projects(
    empty: MoneyPreview, table: MoneyTable, read: MoneyRows, by: Person
) -> MoneyPreview:
    laid = project_rows.lay(table, read, by)
    wrong = (*empty.wrong, *laid.wrong)
    notes = (*empty.notes, *laid.notes)
    return replace(
        empty, new=laid.new, changed=laid.changed, same=laid.same, wrong=wrong, notes=notes
    )


def _enter(table: MoneyTable, steps: Sequence[LineSteps], by: Person) -> Done:
    effect: list[dict[str, Any]] = []
    opened: dict[str, Fund] = {}
    payers = line_payers()
    for name, needed in _income(steps).items():
        fund = Fund.objects.filter(name__iexact=name).first()
        if fund is None:
            fund = accounts.new_fund({"name": name, "kind": table.kind}, by)
        opened[name.casefold()] = fund
        if needed:
            first = min(each.on for each in steps if each.row.fund.casefold() == name.casefold())
            row = ledger_entries.make_entry(
                fund=fund.number, line=None, kind="income", amount=needed, on=first, by=by,
                words="As allocated to its lines in an imported table",
            )  # fmt: skip
            effect.append({"fund": fund.number, "entry": row.number})
    for each in steps:
        fund = opened[each.row.fund.casefold()]
        number = each.line.number if each.line else _new_line(fund, each, by)
        for kind, amount in each.entries:
            row = ledger_entries.make_entry(
                fund=fund.number, line=number, kind=kind, amount=amount, on=each.on, by=by,
                words=_entry_words(each), payers=payers,
            )  # fmt: skip
            effect.append({"fund": fund.number, "entry": row.number})
    return Done([], effect)


def _new_line(fund: Fund, each: LineSteps, by: Person) -> int:
    values = {"receiver": each.row.receiver, "area": each.row.area, "year": str(each.row.year),
              "spend_by": each.row.cells.get("spend_by") or None}  # fmt: skip
    return accounts.new_line(fund.number, values, by).number


def _entry_words(each: LineSteps) -> str:
    qualifier = each.row.cells.get("qualifier", "")
    words = [f"printed as '{qualifier}'" if qualifier else "", each.row.cells.get("source", "")]
    return "; ".join(filter(None, words))[:300]


def _words(cell: object) -> str:
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return as_text(cell)
    return "" if cell is None else str(cell)


def touched(item: dict[str, Any]) -> str:
    """Return what an import did to one thing, in words."""
    if "entry" in item:
        return f"Entry {item['entry']} of fund {item['fund']}"
    row = Project.objects.filter(pk=item["project"]).first()
    if row is None:
        raise Conflict("the project is gone.")
    return f"Project '{row}'"
