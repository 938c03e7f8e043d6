"""The import of a table in a layout of its own (a ``shared.batches.Importer``).

What comes in are observations, the values and arrows of a printed dashboard, or actions. The
statements of a plan are held against the plan that the office has. Whatever is left out is said,
with its rows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from beatwise.accountability.tables import rows as layout_rows, layout as layouts
from beatwise.accountability.measures import as_toml
from beatwise.accountability.tables.rows import Laid
from beatwise.accountability.tables.layout import Layout
from beatwise.errors import MissingData
from beatwise.web.performance import defining, observing, selectors
from beatwise.web.performance.tables import asked, cells, of_plan, of_values, sets
from beatwise.web.performance.tables.asked import Asked
from beatwise.web.performance.tables.outcome import Outcome
from beatwise.web.shared import audit, batches, reading, roles
from beatwise.web.shared.batches import Done, Preview, Wrong
from beatwise.web.shared.registry import registry


KIND = "tables"


@dataclass(frozen=True, slots=True)
class Tables:
    """Import a table; ``options`` are what it is told besides its file (see ``asked``)."""

    options: Mapping[str, str] = field(default_factory=dict)
    kind: str = KIND

    def check(self, by: Any) -> None:
        """Raise ``Refused`` unless this person enters observations."""
        observing.may_write(by)

    def preview(self, name: str, content: bytes, by: Any) -> Outcome:
        """Return what importing a file would do; nothing is changed."""
        told = asked.of(self.options)
        told.check()
        every = [asked.own(told.text)] if told.text else _named(told) or asked.every()
        rows = cells.read(name, content, every)
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
        errors = reading.broken(reading.Read(number, dict(row)) for number, row in rows)
        return replace(found, wrong=(*found.wrong, *batches.faults(errors))) if errors else found

    def commit(self, found: Preview, by: Any) -> Done:
        """Take in what a preview without faults says, inside the caller's transaction."""
        assert isinstance(found, Outcome)
        assert found.layout is not None
        if found.plan:
            defining.load_plan(text=found.plan, by=by)
        if found.define:
            defining.define(texts=[as_toml.write(m) for m in found.define], by=by)
        if found.inner is not None:
            done = registry.given["action_importer"]().commit(found.inner, by)
            return Done(done.lines, [["actions", done.effect]])
        if found.layout.makes not in (layouts.OBSERVATIONS, layouts.DASHBOARD):
            return Done([], [])
        made = observing.add(found.new)
        beside = observing.print_beside(found.beside)
        lines = observing.by_measure(found.new)
        return Done(lines, observing.effect(made, beside))

    def undo(self, effect: list[Any], by: Any) -> Sequence[audit.Line]:
        """Take out what an import brought and is still there; actions must be as they came."""
        lines: list[audit.Line] = []
        held = []
        for kind, what in effect:
            if kind == "actions":
                lines += registry.given["action_importer"]().undo(what, by)
            else:
                held.append([kind, what])
        count = observing.put_back(held) if held else 0
        return [*lines, audit.Line("observation.take_back", KIND, after={"values": count})]


def _named(told: Asked) -> list[Layout]:
    return [layouts.load(told.layout)] if told.layout else []


def _outcome(laid: Laid, told: Asked, by: Any, **more: Any) -> Outcome:
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
        return of_values.values(read.made, read.faults, told, wrong, said, shared)
    if layout.makes == layouts.DASHBOARD:
        return of_values.dashboard(laid, known, told, wrong, said, shared)
    if layout.makes == layouts.ACTIONS:
        return of_plan.actions(laid, by, wrong, said, shared)
    if layout.makes == layouts.STATEMENTS:
        return of_plan.statements(laid, plan, wrong, said, shared)
    kept = "Such a table is kept as printed and worked out again; nothing is taken in as data."
    return Outcome(wrong=wrong, told=(*said, kept), **shared)


def _reasons(laid: Laid) -> tuple[tuple[str, tuple[int, ...]], ...]:
    grouped: dict[str, list[int]] = {}
    for each in laid.left_out:
        grouped.setdefault(each.why, []).append(each.row)
    return tuple((why, tuple(rows)) for why, rows in grouped.items())
