"""The import of a table in a layout of its own (a ``shared.batches.Importer``).

What comes in are observations, the values and arrows of a printed dashboard, or actions. The
statements of a plan are held against the plan that the office has. Whatever is left out is said,
with its rows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from beatwise.accountability import roles
from beatwise.accountability.measures import as_toml
from beatwise.accountability.tables import layout as layouts
from beatwise.accountability.tables import table_rows as layout_rows
from beatwise.accountability.tables.layout import Layout
from beatwise.accountability.tables.table_rows import LayoutResult
from beatwise.errors import MissingData
from beatwise.web.actions.imports.importer import Actions
from beatwise.web.history import audit
from beatwise.web.imports import batches, read_file
from beatwise.web.imports.batches import Done, Preview, Wrong
from beatwise.web.paper_tables import import_options as asked
from beatwise.web.paper_tables import plan_tables, printed_cells, sets, value_tables
from beatwise.web.paper_tables.import_options import Asked
from beatwise.web.paper_tables.outcome import Outcome
from beatwise.web.performance import observations, selectors
from beatwise.web.performance.definitions import actions


KIND = "tables"


@dataclass(frozen=True, slots=True)
class Tables:
    """Import a table; ``options`` are what it is told besides its file (see ``asked``)."""

    options: Mapping[str, str] = field(default_factory=dict)
    kind: str = KIND

    def check(self, by: Any) -> None:
        """Raise ``Refused`` unless this person enters observations."""
        observations.may_write(by)

    def preview(self, name: str, content: bytes, by: Any) -> Outcome:
        """Return what importing a file would do; nothing is changed."""
        told = asked.of(self.options)
        told.check()
        every = [asked.own(told.text)] if told.text else _named(told) or asked.every()
        rows = printed_cells.read(name, content, every)
        fitting = layout_rows.guess(every, asked.stem(name), rows)
        if not fitting:
            needed = ", ".join(every[0].headings)
            raise MissingData(
                "the table does not have the layout's columns.",
                place=name,
                next_step=f"They are: {needed}.",
            )
        layout = fitting[0]
        laid = layout_rows.lay(layout, rows, told.answers)
        table = told.table or layout.table or asked.stem(name)
        found = _outcome(laid, told, by, others=fitting[1:], table=table, rows=rows)
        errors = read_file.broken(read_file.Read(number, dict(row)) for number, row in rows)
        return replace(found, wrong=(*found.wrong, *batches.faults(errors))) if errors else found

    def commit(self, found: Preview, by: Any) -> Done:
        """Take in what a preview without faults says, inside the caller's transaction."""
        assert isinstance(found, Outcome)
        assert found.layout is not None
        if found.plan:
            actions.load_plan(text=found.plan, by=by)
        if found.define:
            actions.define(texts=[as_toml.write(m) for m in found.define], by=by)
        if found.inner is not None:
            done = Actions().commit(found.inner, by)
            return Done(done.lines, [["actions", done.effect]])
        if found.layout.makes not in (layouts.OBSERVATIONS, layouts.DASHBOARD):
            return Done([], [])
        made = observations.add(found.new)
        beside = observations.print_beside(found.beside)
        lines = observations.by_measure(found.new)
        return Done(lines, observations.effect(made, beside))

    def undo(self, effect: list[Any], by: Any) -> Sequence[audit.Line]:
        """Take out what an import brought and is still there; actions must be as they came."""
        lines: list[audit.Line] = []
        held = []
        for kind, what in effect:
            if kind == "actions":
                lines += Actions().undo(what, by)
            else:
                held.append([kind, what])
        count = observations.put_back(held) if held else 0
        return [*lines, audit.Line("observation.take_back", KIND, after={"values": count})]


def _named(told: Asked) -> list[Layout]:
    return [layouts.load(told.layout)] if told.layout else []


def _outcome(laid: LayoutResult, told: Asked, by: Any, **more: Any) -> Outcome:
    layout = laid.layout
    missing, plan = sets.missing(layout)
    may = roles.may(by, "performance.define") if by is not None else True
    wrong: tuple[Wrong, ...] = ()
    said: list[str] = [layout.note] if layout.note else []
    if (missing or plan) and not may:
        names = ", ".join(layout.sets)
        words = f"the office does not have all measures of {names} yet."
        wrong = (Wrong(0, "", f"{words} Ask the performance officer to load them."),)
    elif missing or plan:
        what = [f"{len(missing)} measures"] if missing else []
        what += ["the plan"] if plan else []
        names = ", ".join(layout.sets)
        words = f"{' and '.join(what)} of the set {names} come with it: they are loaded first."
        said.append(words.capitalize())
    shared = {
        "layout": layout, "left_out": _reasons(laid), "define": missing, "plan": plan, **more,
    }  # fmt: skip
    known = selectors.measures() | {m.id: m for m in missing}
    if layout.makes == layouts.OBSERVATIONS:
        read = layout_rows.observations(laid, known)
        return value_tables.values(read.entries, read.faults, told, wrong, said, shared)
    if layout.makes == layouts.DASHBOARD:
        return value_tables.dashboard(laid, known, told, wrong, said, shared)
    if layout.makes == layouts.ACTIONS:
        return plan_tables.actions(laid, by, wrong, said, shared)
    if layout.makes == layouts.STATEMENTS:
        return plan_tables.statements(laid, plan, wrong, said, shared)
    kept = "Such a table is kept as printed and worked out again; nothing is taken in as data."
    return Outcome(wrong=wrong, notes=(*said, kept), **shared)


def _reasons(laid: LayoutResult) -> tuple[tuple[str, tuple[int, ...]], ...]:
    grouped: dict[str, list[int]] = {}
    for each in laid.left_out:
        grouped.setdefault(each.why, []).append(each.row)
    return tuple((why, tuple(rows)) for why, rows in grouped.items())
