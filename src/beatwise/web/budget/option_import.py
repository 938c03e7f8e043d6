"""The import of a precept's options into a budget year (a ``web.imports.batches.Importer``).

Rows are known by their name: a name that is there already is changed, never added twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from beatwise.accountability.budget import precept_options
from beatwise.accountability.budget.precept_options import YEAR, OptionRow
from beatwise.accountability.roles import Person
from beatwise.cell_text.day_order import DayOrder
from beatwise.cell_text.number_text import as_text
from beatwise.errors import MissingData, UserError
from beatwise.plurals import counted
from beatwise.web.budget import budget_actions, selectors
from beatwise.web.budget.budget_row_kinds import KINDS
from beatwise.web.budget.models import BudgetRow, BudgetYear
from beatwise.web.history import audit
from beatwise.web.imports import batches, read_file
from beatwise.web.imports.batches import Done, Preview, Wrong
from beatwise.web.imports.models import Batch
from beatwise.web.pages.form_data.check_answers import try_out


KIND = "precept-options"


@dataclass(frozen=True, slots=True)
class OptionStep:
    """A row to be made or changed; ``number`` and ``version`` of one that is there."""

    row: OptionRow
    number: int | None = None
    version: int = 0


@dataclass(frozen=True, slots=True)
class PreceptOptions:
    """Import a table of a precept's options."""

    kind: str = KIND

    def check(self, by: Person) -> None:
        """Raise ``Refused`` unless this person keeps the budget."""
        budget_actions.check_writes(by)

    def preview(
        self, name: str, content: bytes, by: Person, dates: DayOrder = DayOrder.UNKNOWN
    ) -> Preview:
        """Return what importing a file would do; nothing is changed."""
        table = precept_options.option_table()
        lines = read_file.read(name, content, table.columns, dates)
        options = precept_options.read_options(_rows(lines))
        wrong = [*batches.faults(read_file.broken(lines)), *batches.faults(options.faults)]
        notes = [
            *lines.notes, f"{table.title}: {counted(len(options.rows), 'row')}.",
            *(f"Row {number} is left out: {why}." for number, why in options.left_out),
            *(f"What does not follow: {words}." for words in options.differences),
        ]  # fmt: skip
        try:
            budget = selectors.year(table.year)
        except MissingData:
            words = "there is no budget of this year. Open it first, under Budgets."
            wrong.append(Wrong(1, "date", words))
            return Preview(wrong=tuple(wrong), notes=tuple(notes), doubts=lines.doubts)
        steps = [_step(budget, row) for row in _with_one_year(options.rows)]
        new = [step for step in steps if step.number is None and step.row.makes != YEAR]
        changed = [s for s in steps if s not in new and not _is_same(budget, s)]
        if not wrong:
            wrong += _tried(budget, [*new, *changed], by)
        same = len(steps) - len(new) - len(changed)
        return Preview(new, changed, same, tuple(wrong), tuple(notes), doubts=lines.doubts)

    def commit(self, preview: Preview, by: Person) -> Done:
        """Make what a preview without faults says, inside the caller's transaction."""
        year = precept_options.option_table().year
        steps = [*preview.new, *preview.changed]
        return Done([], [_make(year, step, by) for step in steps])

    def undo(self, effect: list[dict[str, Any]], by: Person) -> Sequence[audit.Line]:
        """Take rows out that it made, and put changed ones back; ``Conflict`` if changed since."""
        year, why = precept_options.option_table().year, "The import was undone"
        for item in reversed(effect):
            if item["kind"] == YEAR:
                budget_actions.change_year(
                    year=year, version=item["version"], values=item["before"], by=by, why=why
                )
            elif item["before"] is None:
                budget_actions.remove_row(
                    year=year, kind=item["kind"], number=item["number"],
                    version=item["version"], why=why, by=by,
                )  # fmt: skip
            else:
                budget_actions.keep_row(
                    year=year, kind=item["kind"], number=item["number"],
                    version=item["version"], values=item["before"], by=by, why=why,
                )  # fmt: skip
        return []


def differences(batch: Batch) -> tuple[str, ...]:
    """Return what in an imported file does not follow: what it prints, and what was worked out."""
    columns, dates = precept_options.option_table().columns, batches.day_order(batch)
    lines = read_file.read(batch.name, bytes(batch.content.data), columns, dates)
    return tuple(precept_options.read_options(_rows(lines)).differences)


def _rows(lines: read_file.Lines) -> list[tuple[int, dict[str, str]]]:
    return [(each.row, {k: _words(cell) for k, cell in each.cells.items()}) for each in lines]


def preview_lines(preview: Preview, most: int) -> list[tuple[str, str, str]]:
    """Return the first so many rows that would be made or changed, in words."""
    rows = [step.row for step in (*preview.new, *preview.changed)][:most]
    return [
        (_title(row.makes), row.values.get("name", "The year itself"), _value_words(row))
        for row in rows
    ]


def touched(item: dict[str, Any]) -> str:
    """Return what an import did to one row, in words."""
    if item["kind"] == YEAR:
        return "The year itself was changed"
    word = "made" if item["before"] is None else "changed"
    return f"{_title(item['kind'])} {item['number']} was {word}"


def _step(budget: BudgetYear, row: OptionRow) -> OptionStep:
    if row.makes == YEAR:
        return OptionStep(row)
    known = selectors.rows(budget, row.makes).filter(name__iexact=row.values["name"]).first()
    return OptionStep(row, known.number, known.version) if known else OptionStep(row)


def _with_one_year(rows: Sequence[OptionRow]) -> list[OptionRow]:
    """Return the rows, those of the year itself as one: a year is changed once, and put back so."""
    own = [row for row in rows if row.makes == YEAR]
    others = [row for row in rows if row.makes != YEAR]
    if not own:
        return others
    values = {name: value for row in own for name, value in row.values.items()}
    return [OptionRow(own[0].number, YEAR, values), *others]


def _is_same(budget: BudgetYear, step: OptionStep) -> bool:
    before = _before(budget, step)
    return before is not None and all(
        _plain(before.get(name)) == _plain(value) for name, value in step.row.values.items()
    )


def _tried(budget: BudgetYear, steps: Sequence[OptionStep], by: Person) -> list[Wrong]:
    """Return what the budget's own rules refuse, each tried on top of those before it."""
    wrong: list[Wrong] = []

    def every() -> None:
        for step in steps:
            try:
                _make(budget.year, step, by)
            except UserError as error:
                wrong.append(batches.wrong(step.row.number, error, "value"))

    try_out(every)
    return wrong


def _make(year: int, step: OptionStep, by: Person) -> dict[str, Any]:
    """Make or change a row, and return what undoing it needs."""
    budget, row = selectors.year(year), step.row
    before = _before(budget, step)
    if row.makes == YEAR:
        changed = budget_actions.change_year(
            year=year, version=budget.version, values=row.values, by=by, why="imported"
        )
        return {"kind": YEAR, "number": year, "version": changed.version, "before": before}
    values = {**(before or {}), **row.values}
    kept_row = budget_actions.keep_row(
        year=year, kind=row.makes, number=step.number, version=step.version, values=values, by=by,
        why="imported",
    )  # fmt: skip
    return {"kind": row.makes, "number": kept_row.number, "version": kept_row.version,
            "before": before}  # fmt: skip


def _before(budget: BudgetYear, step: OptionStep) -> dict[str, str | None] | None:
    """Return the fields of what is there already as words; ``None`` for a row that is not."""
    if step.row.makes == YEAR:
        return {name: _field(budget, name, name in budget_actions.AMOUNTS)
                for name in step.row.values}  # fmt: skip
    if step.number is None:
        return None
    known: BudgetRow = selectors.row(budget.year, step.row.makes, step.number)
    fields = KINDS[step.row.makes].fields
    return {each.name: _field(known, each.name, each.money) for each in fields}


def _field(row: object, name: str, money: bool) -> str | None:
    value = getattr(row, name)
    if value is None or value == "":
        return None
    return f"{Decimal(value) / 100:f}" if money else str(value)


def _plain(value: object) -> str:
    """Return a field's words so that 31 and 31.00 are the same."""
    words = str("" if value is None else value)
    try:
        return f"{Decimal(words).normalize():f}"
    except ArithmeticError:
        return words


def _title(kind: str) -> str:
    return "Year" if kind == YEAR else KINDS[kind].one.capitalize()


def _value_words(row: OptionRow) -> str:
    aside = ("name", "source")
    return "; ".join(f"{n}: {v}" for n, v in row.values.items() if n not in aside)


def _words(cell: object) -> str:
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return as_text(cell)
    return "" if cell is None else str(cell)
