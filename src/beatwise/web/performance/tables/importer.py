"""The import of a table in a layout of its own (a ``shared.batches.Importer``).

What comes in are observations, the values and arrows of a printed dashboard, or actions. The
statements of a plan are held against the plan that the office has. Whatever is left out is said,
with its rows.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from beatwise.accountability import layout_rows, layouts, measure_document
from beatwise.accountability.action_rows import COLUMNS as ACTION_COLUMNS
from beatwise.accountability.layout_rows import Laid
from beatwise.accountability.layouts import Layout
from beatwise.accountability.measures import Measure, load_set
from beatwise.accountability.observation_rows import Told
from beatwise.accountability.observations import WHOLE_AREA
from beatwise.accountability.plan_document import load_plan
from beatwise.accountability.rows_in import FIRST_ROW, RowFault, day
from beatwise.errors import MissingData
from beatwise.web.performance import defining, observing, selectors
from beatwise.web.performance.models import PlanVersion
from beatwise.web.performance.observing import Beside
from beatwise.web.performance.tables import asked, cells
from beatwise.web.performance.tables.asked import Asked
from beatwise.web.shared import audit, batches, roles
from beatwise.web.shared.batches import Done, Preview, Wrong
from beatwise.web.shared.registry import registry


KIND = "tables"
MOST_NAMED = 12


@dataclass(frozen=True, slots=True)
class Outcome(Preview):
    """A preview, and what it was worked out from.

    ``layout`` is the one that was used, ``others`` those that would read the table too, ``table``
    its name in findings, ``rows`` its cells. ``left_out`` says why rows are not taken in, and
    which. ``define`` are the sets whose measures are not all there; ``beside`` printed arrows.
    """

    layout: Layout | None = None
    others: tuple[Layout, ...] = ()
    table: str = ""
    rows: cells.Numbered = ()
    left_out: tuple[tuple[str, tuple[int, ...]], ...] = ()
    define: tuple[Measure, ...] = ()
    plan: str = ""
    beside: tuple[Beside, ...] = ()
    inner: Preview | None = None


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
        return _outcome(laid, told, by, others=fitting[1:], table=table, rows=rows)

    def commit(self, found: Preview, by: Any) -> Done:
        """Take in what a preview without faults says, inside the caller's transaction."""
        assert isinstance(found, Outcome)
        assert found.layout is not None
        if found.plan:
            defining.load_plan(text=found.plan, by=by)
        if found.define:
            defining.define(texts=[measure_document.write(m) for m in found.define], by=by)
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
        """Take out what an import brought; ``Conflict`` when something changed since."""
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
    missing, plan = _missing(layout)
    may = roles.may(by, "performance.define") if by is not None else True
    wrong: tuple[Wrong, ...] = ()
    said: list[str] = [layout.note] if layout.note else []
    if (missing or plan) and not may:
        sets = ", ".join(layout.sets)
        words = f"the office does not have all measures of {sets} yet."
        wrong = (Wrong(0, "", f"{words} Ask the performance officer to load them."),)
    elif missing or plan:
        what = [f"{len(missing)} measures"] if missing else []
        what += ["the plan"] if plan else []
        sets = ", ".join(layout.sets)
        said.append(f"{' and '.join(what)} of the set {sets} would be loaded first.".capitalize())
    shared = {
        "layout": layout, "left_out": _reasons(laid), "define": missing, "plan": plan, **more,
    }  # fmt: skip
    known = selectors.measures() | {m.id: m for m in missing}
    if layout.makes == layouts.OBSERVATIONS:
        read = layout_rows.observations(laid, known)
        return _values(read.made, read.faults, told, wrong, said, shared)
    if layout.makes == layouts.DASHBOARD:
        return _dashboard(laid, known, told, wrong, said, shared)
    if layout.makes == layouts.ACTIONS:
        return _actions(laid, by, wrong, said, shared)
    if layout.makes == layouts.STATEMENTS:
        return _statements(laid, plan, wrong, said, shared)
    kept = "The table would be kept as printed and worked out again; nothing is taken in as data."
    return Outcome(wrong=wrong, told=(*said, kept), **shared)


def _missing(layout: Layout) -> tuple[tuple[Measure, ...], str]:
    """Return the measures of a layout's sets that the office does not have, and a first plan."""
    known = selectors.measures()
    missing = [m for name in layout.sets for m in load_set(name).measures if m.id not in known]
    plan = ""
    if layout.makes in (layouts.STATEMENTS, layouts.DASHBOARD) and not PlanVersion.objects.exists():
        plan = next((text for name in layout.sets if (text := _plan_text(name))), "")
    return tuple(missing), plan


def _plan_text(name: str) -> str:
    from importlib import resources

    file = resources.files("beatwise") / "measures" / name / "_plan.toml"
    return file.read_text(encoding="utf-8") if file.is_file() else ""


def _values(
    numbered: Sequence[tuple[int, Told]],
    faults: Iterable[RowFault],
    answers: Asked,
    wrong: tuple[Wrong, ...],
    said: Sequence[str],
    shared: dict[str, Any],
) -> Outcome:
    vintage = day(answers.answers or {}, "vintage")
    too_long = observing.limits(numbered)
    outside = {fault.row for fault in too_long}
    told = [(m, _dated(seen, vintage)) for row, (m, seen) in numbered if row not in outside]
    new = observing.new_among(told)
    words = list(said)
    if again := observing.restating(new):
        names = sorted({name for name, _ in again})
        words.append(
            f"{len(again)} values speak of a measure, area and period that have one already; the "
            f"newest vintage stands: {_some(names)}."
        )
    if unstated := sum(not seen.period.stated for _, seen in new):
        words.append(f"{unstated} values state no period, so they are compared with nothing.")
    return Outcome(
        new=new,
        same=len(told) - len(new),
        wrong=(*wrong, *batches.faults([*faults, *too_long])),
        told=tuple(words),
        **shared,
    )


def _dated(seen: Any, vintage: dt.date | None) -> Any:
    from dataclasses import replace

    return replace(seen, vintage=vintage) if vintage and seen.vintage is None else seen


def _dashboard(
    laid: Laid,
    known: Mapping[str, Measure],
    told: Asked,
    wrong: tuple[Wrong, ...],
    said: Sequence[str],
    shared: dict[str, Any],
) -> Outcome:
    read = layout_rows.dashboard(laid, known, told.answers or {})
    listed = [each for _, each in read.made]
    valued = [
        (row, (each.measure, each.latest))
        for row, each in read.made
        if each.latest.value is not None
    ]
    empty = [row for row, each in read.made if each.latest.value is None]
    if empty:
        shared["left_out"] += (("no latest value is printed", tuple(empty)),)
    beside = tuple(
        Beside(
            each.measure,
            WHOLE_AREA,
            str(each.latest.period),
            direction=each.arrow.word if each.arrow else "",
            ruled=each.ruled.word if each.ruled else "",
            source=each.latest.source,
        )
        for each in listed
        if each.arrow is not None
    )
    differing = [known[each.measure] for each in listed if each.differs]
    words = list(said)
    if differing:
        names = _some([f"{m.serial}. {m.title}" for m in differing], 20)
        words.append(
            f"{len(differing)} printed directions are not the rule's: {names}. They are kept as "
            "printed and shown beside the rule's."
        )
    if not (told.answers or {}).get("period"):
        words.append("No period is given for the latest values, so nothing can be rated by them.")
    return _values(valued, read.faults, told, wrong, words, {**shared, "beside": beside})


def _actions(
    laid: Laid, by: Any, wrong: tuple[Wrong, ...], said: Sequence[str], shared: dict[str, Any]
) -> Outcome:
    """Hand the rows on to the importer of actions, in its own columns."""
    importer = registry.given.get("action_importer")
    if importer is None:
        words = "the office has no register of actions."
        return Outcome(wrong=(*wrong, Wrong(0, "", words)), told=tuple(said), **shared)
    if laid.faults or not laid.rows:
        return Outcome(wrong=(*wrong, *batches.faults(laid.faults)), told=tuple(said), **shared)
    importer().check(by)
    found = importer().preview("actions.csv", _as_csv(laid), by)
    rows = {FIRST_ROW + at: each.row for at, each in enumerate(laid.rows)}
    faults = tuple(Wrong(rows.get(w.row, w.row), w.column, w.words) for w in found.wrong)
    return Outcome(
        new=found.new,
        changed=found.changed,
        same=found.same,
        wrong=(*wrong, *faults),
        told=(*said, *found.told),
        inner=found,
        **shared,
    )


def _as_csv(laid: Laid) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, ACTION_COLUMNS, restval="")
    writer.writeheader()
    writer.writerows(dict(each.cells) for each in laid.rows)
    return out.getvalue().encode()


def _statements(
    laid: Laid,
    plan_text: str,
    wrong: tuple[Wrong, ...],
    said: Sequence[str],
    shared: dict[str, Any],
) -> Outcome:
    """Hold the statements against the plan: what differs is for its next version to vary."""
    plan = selectors.plan()
    if plan is None and plan_text:
        plan = next(load_plan(name) for name in laid.layout.sets if _plan_text(name) == plan_text)
    by_name = {strategy.id: strategy for strategy in plan.strategies} if plan else {}
    read = layout_rows.statements(laid, list(by_name))
    faults = [*wrong, *batches.faults(read.faults)]
    same = 0
    for row, each in read.made:
        held = getattr(by_name[each.strategy], each.kind)
        if held.rstrip(".") == each.words.rstrip("."):
            same += 1
        else:
            words = f"the plan says: {held} Vary the plan by its next version, or mend the row."
            faults.append(Wrong(row, each.kind, words))
    return Outcome(same=same, wrong=tuple(faults), told=tuple(said), **shared)


def _reasons(laid: Laid) -> tuple[tuple[str, tuple[int, ...]], ...]:
    grouped: dict[str, list[int]] = {}
    for each in laid.left_out:
        grouped.setdefault(each.why, []).append(each.row)
    return tuple((why, tuple(rows)) for why, rows in grouped.items())


def _some(names: Sequence[str], most: int = MOST_NAMED) -> str:
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more
