"""The import of a table in a layout of its own (a ``web.imports.batches.Importer``).

What comes in are observations, the values and arrows of a printed dashboard, or actions. The
statements of a plan are compared with the plan that the office has. Whatever is left out is said,
with its rows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from beatwise.accountability import roles
from beatwise.accountability.measures import as_toml
from beatwise.accountability.measures.measure import Measure
from beatwise.accountability.roles import Person
from beatwise.accountability.tables import table_rows
from beatwise.accountability.tables.layout import (
    ACTIONS,
    DASHBOARD,
    OBSERVATIONS,
    RECORDS,
    STATEMENTS,
)
from beatwise.accountability.tables.table_rows import LayoutResult
from beatwise.cell_text.day_order import DayOrder
from beatwise.errors import MissingData
from beatwise.web.actions.imports.importer import Actions
from beatwise.web.history import audit
from beatwise.web.imports import batches, read_file
from beatwise.web.imports.batches import Done, Preview, Wrong
from beatwise.web.paper_tables import import_options, printed_cells
from beatwise.web.paper_tables.import_options import ImportOptions
from beatwise.web.paper_tables.outcome import Outcome
from beatwise.web.paper_tables.table_kinds import (
    layout_sets,
    plan_tables,
    register_tables,
    value_tables,
)
from beatwise.web.performance import observations, selectors
from beatwise.web.performance.definitions import actions
from beatwise.web.performance.observation_rows import import_effects
from beatwise.web.performance.observation_rows.series_questions import reasons_for


KIND = "tables"


@dataclass(frozen=True, slots=True)
class Tables:
    """Import a table; ``options`` are ``ImportOptions`` as they are stored with its file."""

    options: Mapping[str, str] = field(default_factory=dict)
    kind: str = KIND

    def check(self, by: Person) -> None:
        """Raise ``Refused`` unless this person enters observations."""
        observations.may_write(by)

    def preview(
        self, name: str, content: bytes, by: Person, dates: DayOrder = DayOrder.UNKNOWN
    ) -> Outcome:
        """Return what importing a file would do; nothing is changed."""
        options = import_options.of(self.options)
        options.check()
        every = import_options.candidates(options)
        cells = printed_cells.read(name, content, every, dates)
        rows, notes = cells.rows, cells.notes
        matches = table_rows.guess(every, import_options.stem(name), rows)
        if not matches:
            needed = ", ".join(every[0].headings)
            raise MissingData(
                "the table does not have the layout's columns.",
                place=name,
                next_step=f"They are: {needed}.",
            )
        laid = table_rows.lay(matches[0], rows, options.answers)
        table = import_options.table_name(options, matches[0], name)
        outcome = _outcome(_base(laid, by), laid, options, by)
        errors = read_file.broken(read_file.Read(number, dict(row)) for number, row in rows)
        return replace(
            outcome,
            others=tuple(matches[1:]),
            table=table,
            rows=rows,
            notes=(*outcome.notes, *notes),
            wrong=_once(batches.faults(errors), outcome.wrong),
            doubts=cells.doubts,
        )

    def commit(self, preview: Preview, by: Person) -> Done:
        """Take in what a preview without faults says, inside the caller's transaction."""
        assert isinstance(preview, Outcome)
        assert preview.layout is not None
        if preview.plan:
            actions.load_plan(text=preview.plan, by=by)
        if preview.define:
            actions.define(texts=[as_toml.write(m) for m in preview.define], by=by)
        if preview.inner is not None:
            of_rows = register_tables.importer_of(preview.layout) or Actions()
            result = of_rows.commit(replace(preview.inner, reason=preview.reason), by)
            return Done(result.lines, [[register_tables.kind_of(preview.layout), result.effect]])
        if not preview.brings_values:
            return Done([], [])
        reasons = reasons_for(preview.new, selectors.measures(), preview.reason)
        rows = observations.add(preview.new, reasons)
        beside = observations.print_beside(preview.beside)
        lines = observations.by_measure(preview.new)
        return Done(lines, import_effects.effect(rows, beside))

    def undo(self, effect: list[import_effects.Effect], by: Person) -> Sequence[audit.Line]:
        """Take out what an import brought and is still there; actions must be as they came."""
        lines: list[audit.Line] = []
        values = []
        for kind, what in effect:
            if kind == register_tables.ACTIONS:
                lines += Actions().undo(what, by)
            elif register := register_tables.register_of(kind):
                lines += register.undo(what, by)
            else:
                values.append([kind, what])
        count = import_effects.put_back(values) if values else 0
        return [*lines, audit.Line("observation.take_back", KIND, after={"values": count})]


def _once(of_cells: Sequence[Wrong], of_values: Sequence[Wrong]) -> tuple[Wrong, ...]:
    """Return what is wrong, in order of row; a cell without a value is said once."""
    places = {(each.row, each.column) for each in of_cells}
    others = [each for each in of_values if (each.row, each.column) not in places]
    return tuple(sorted([*of_cells, *others], key=lambda each: each.row))


def _base(laid: LayoutResult, by: Person) -> Outcome:
    """Return what holds of a table whatever it makes: the sets it needs, and the rows left out."""
    layout = laid.layout
    measures, plan = layout_sets.missing_measures(layout), layout_sets.first_plan(layout)
    may_define = by is None or roles.may(by, "performance.define")
    wrong: tuple[Wrong, ...] = ()
    notes = [layout.note] if layout.note else []
    if (measures or plan) and not may_define:
        names = ", ".join(layout.sets)
        words = f"the office does not have all measures of {names} yet."
        wrong = (Wrong(0, "", f"{words} Ask the performance officer to load them."),)
    elif measures or plan:
        notes.append(_loaded_first(measures, plan, layout.sets))
    return Outcome(
        layout=layout,
        left_out=_reasons(laid),
        define=measures,
        plan=plan,
        wrong=wrong,
        notes=tuple(notes),
    )


def _loaded_first(measures: Sequence[Measure], plan: str, sets: Sequence[str]) -> str:
    parts = [f"{len(measures)} measures"] if measures else []
    parts += ["the plan"] if plan else []
    words = (
        f"{' and '.join(parts)} of the set {', '.join(sets)} come with it: they are loaded first."
    )
    return words.capitalize()


def _outcome(outcome: Outcome, laid: LayoutResult, options: ImportOptions, by: Person) -> Outcome:
    """Add what the kind of table brings."""
    measures = selectors.measures() | {m.id: m for m in outcome.define}
    makes = laid.layout.makes
    if makes == OBSERVATIONS:
        values = table_rows.observations(laid, measures)
        return value_tables.with_values(outcome, values.entries, values.faults, options)
    if makes == DASHBOARD:
        return value_tables.with_dashboard(outcome, laid, measures, options)
    if makes == ACTIONS:
        return plan_tables.with_actions(outcome, laid, by)
    if makes == RECORDS:
        return register_tables.with_records(outcome, laid, by)
    if makes == STATEMENTS:
        return plan_tables.with_statements(outcome, laid)
    note = "Such a table is kept as printed and worked out again; nothing is imported as data."
    return replace(outcome, notes=(*outcome.notes, note))


def _reasons(laid: LayoutResult) -> tuple[tuple[str, tuple[int, ...]], ...]:
    by_reason: dict[str, list[int]] = {}
    for each in laid.left_out:
        by_reason.setdefault(each.why, []).append(each.row)
    return tuple((why, tuple(rows)) for why, rows in by_reason.items())
