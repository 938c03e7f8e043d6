"""Import of actions in the export's own columns, under the rules of their pages.

A row whose id is in the plan changes that action: its title, strategy, area and what it waits for;
it adds evidence and takes one step of the status table. Any other row adds an action, in any state
that does not need a board.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, TypedDict

from beatwise.accountability.plan.action_rows import NEEDED, read_actions, write_actions
from beatwise.accountability.plan.actions import Action, out_of_order
from beatwise.accountability.plan.change_control import UNDECIDED
from beatwise.accountability.roles import Person
from beatwise.accountability.row_reader import FIRST_ROW, Row
from beatwise.cell_text.day_order import DayOrder
from beatwise.cell_text.printed_text import printed_row
from beatwise.errors import Conflict, UserError
from beatwise.publication.formats.listing import NO_RECORD
from beatwise.web.actions import action_fields, actions, selectors
from beatwise.web.actions.exports import AREA, COLUMNS
from beatwise.web.actions.imports import action_rules
from beatwise.web.actions.imports.action_rules import RowOutcome
from beatwise.web.actions.models import Evidence, PlanAction, Request, Wait
from beatwise.web.history import audit
from beatwise.web.imports import batches, read_file
from beatwise.web.imports.batches import Done, Preview
from beatwise.web.imports.previews.absent_columns import absent_notes
from beatwise.web.imports.runs.run_progress import each_row
from beatwise.web.pages import clean


_FIELDS = ("title", "strategy", "area", "due", "original_due", "state", "completed", "created")


class Effect(TypedDict):
    """What an import did to one action, as JSON: ``before`` is ``None`` of an action it added."""

    name: str
    number: int
    version: int
    before: dict[str, Any] | None


class Actions:
    """The importer of actions."""

    kind = "actions"

    def check(self, by: Person) -> None:
        """Raise ``Refused`` unless this person adds and edits actions."""
        actions.check_manages(by)

    def preview(
        self, name: str, content: bytes, by: Person, dates: DayOrder = DayOrder.UNKNOWN
    ) -> Preview:
        """Return what importing a file would do; nothing is changed."""
        lines = read_file.read(name, content, NEEDED, dates)
        preview = self.preview_of(lines, by)
        notes = (*preview.notes, *absent_notes(lines.columns, COLUMNS, self.kind))
        return replace(preview, doubts=lines.doubts, notes=notes)

    def preview_of(self, lines: read_file.Lines, by: Person) -> Preview:
        """Return what importing rows that were read already would do."""
        if errors := read_file.broken(lines):
            return Preview(wrong=batches.faults(errors))
        known = {action.id: action for action in selectors.values()}
        areas = dict(PlanAction.objects.filter(removed=False).values_list("name", "area"))
        titles = {title.casefold(): key for key, title in selectors.strategies().items()}
        rows = [_filled(_texts(line, titles), known, areas) for line in each_row(lines)]
        bare_rows = [{k: v for k, v in row.items() if k != AREA} for row in rows]
        reading = read_actions(bare_rows, action_fields.known_strategies(), tuple(known.values()))
        place = {FIRST_ROW + i: i for i in range(len(lines))}
        wrong = [
            replace(w, row=lines[place[w.row]].row if w.row in place else w.row)
            for w in batches.faults(reading.faults)
        ]
        outcomes: list[RowOutcome] = []
        for number, action in reading.entries:
            i = place[number]
            try:
                area = clean.line(rows[i].get(AREA), AREA, longest=80, needed=False)
                before = known.get(action.id)
                outcomes.append(
                    action_rules.row_outcome(action, area, before, areas.get(action.id, ""), by)
                )
            except UserError as error:
                wrong.append(batches.wrong(lines[i].row, error))
        changed = [t for t in outcomes if t.before and t.differs]
        return Preview(
            new=[t for t in outcomes if t.before is None],
            changed=changed,
            same=sum(t.before is not None for t in outcomes) - len(changed),
            wrong=tuple(sorted(wrong, key=lambda w: w.row)),
            notes=(
                *lines.notes,
                *out_of_order(
                    (known | {t.action.id: t.action for t in outcomes}).values(),
                    {t.action.id for t in outcomes if t.differs},
                ),
            ),
        )

    def commit(self, preview: Preview, by: Person) -> Done:
        """Do what a preview without faults says."""
        first = actions.next_number()
        new_rows = [_row(outcome, first + i) for i, outcome in enumerate(preview.new)]
        PlanAction.objects.bulk_create(new_rows, batch_size=500)
        numbers = {t.action.id for t in preview.changed}
        rows = {r.name: r for r in PlanAction.objects.filter(removed=False, name__in=numbers)}
        effect: list[Effect] = [
            {"name": r.name, "number": r.number, "version": 1, "before": None} for r in new_rows
        ]
        old = {t.action.id: t.before.depends_on for t in preview.changed if t.before}
        was = {name: action_fields.facts(row, old[name]) for name, row in rows.items()}
        effect += [_change(rows[t.action.id], t) for t in preview.changed]
        _wait([*preview.new, *preview.changed])
        _add_evidence([*preview.new, *preview.changed], by)
        lines = []
        for row, each in zip(new_rows, preview.new, strict=True):
            after = _facts(row, each)
            lines.append(audit.Line("action.make", row.thing, "imported", after=after))
        for each in preview.changed:
            row = rows[each.action.id]
            before = {**was[row.name], **_evidence_facts(each.before)}
            then, now = audit.differences(before, _facts(row, each))
            lines.append(audit.Line("action.import", row.thing, "imported", then, now))
        return Done(lines, effect)

    def undo(self, effect: list[Effect], by: Person) -> Sequence[audit.Line]:
        """Put every action back as it was; ``Conflict`` when one has changed since."""
        rows = {r.number: r for r in PlanAction.objects.filter(removed=False)}
        moved = [e["name"] for e in effect if _version(rows, e["number"]) != e["version"]]
        new_numbers = {e["number"] for e in effect if e["before"] is None}
        open_changes = Request.objects.filter(
            kind=Request.OF_ACTION, state=UNDECIDED, about__in=_names(effect)
        )
        moved += list(open_changes.values_list("about", flat=True))
        waiting = Wait.objects.filter(on__number__in=new_numbers).exclude(
            action__number__in=new_numbers
        )
        leaned_on = sorted(set(waiting.values_list("on__name", flat=True)))
        if moved or leaned_on:
            names = ", ".join([*moved, *leaned_on][:10])
            raise Conflict(
                f"some of its actions were changed, asked about or waited for since: {names}.",
                place="actions",
                next_step="Change those back by hand, on their own pages.",
            )
        Wait.objects.filter(action__number__in=new_numbers).delete()
        return [_put_back(rows[e["number"]], e) for e in effect]


def _row(outcome: RowOutcome, number: int) -> PlanAction:
    """Return a new action, not yet saved."""
    action = outcome.action
    row = PlanAction(
        number=number,
        name=action.id,
        title=action.title,
        strategy=action.strategy,
        owner=action.owner,
        area=outcome.area,
        due=action.due,
        original_due=action.original_due,
        state=action.state,
        created=action.created,
        completed=action.completed,
    )
    action_fields.derive(row)
    return row


def _change(row: PlanAction, outcome: RowOutcome) -> Effect:
    before = _snapshot(row, outcome.before)
    action = outcome.action
    row.title, row.strategy, row.area = action.title, action.strategy, outcome.area
    row.due, row.state, row.completed = action.due, action.state, action.completed
    actions.save(row)
    return {"name": row.name, "number": row.number, "version": row.version, "before": before}


def _snapshot(row: PlanAction, action: Action | None) -> dict[str, object]:
    fields = {name: getattr(row, name) for name in _FIELDS}
    plain = {n: v.isoformat() if isinstance(v, dt.date) else v for n, v in fields.items()}
    evidence = list(action.evidence) if action else []
    return {**plain, "depends_on": list(action.depends_on) if action else [], "evidence": evidence}


def _wait(outcomes: Iterable[RowOutcome]) -> None:
    """Let each action wait for what its row says."""
    keys = dict(PlanAction.objects.filter(removed=False).values_list("name", "pk"))
    waits = []
    for each in outcomes:
        was = each.before.depends_on if each.before else ()
        gone = [keys[n] for n in was if n not in each.action.depends_on]
        if gone:
            Wait.objects.filter(action=keys[each.action.id], on__in=gone).delete()
        new = [n for n in each.action.depends_on if n not in was]
        waits += [Wait(action_id=keys[each.action.id], on_id=keys[n]) for n in new]
    Wait.objects.bulk_create(waits, batch_size=500)


def _add_evidence(outcomes: Iterable[RowOutcome], by: Person) -> None:
    """Add the evidence that the rows bring."""
    keys = dict(PlanAction.objects.filter(removed=False).values_list("name", "pk"))
    Evidence.objects.bulk_create(
        [
            Evidence(action_id=keys[each.action.id], words=words, role=by.role)
            for each in outcomes
            for words in each.action.evidence
            if each.before is None or words not in each.before.evidence
        ],
        batch_size=500,
    )


def _facts(row: PlanAction, outcome: RowOutcome) -> dict[str, object]:
    return {
        **action_fields.facts(row, outcome.action.depends_on),
        **_evidence_facts(outcome.action),
    }


def _evidence_facts(action: Action | None) -> dict[str, str]:
    return {"evidence": "; ".join(action.evidence)} if action and action.evidence else {}


def _names(effect: list[Effect]) -> list[str]:
    return [e["name"] for e in effect if e["before"] is None]


def _version(rows: dict[int, PlanAction], number: int) -> int:
    return rows[number].version if number in rows else -1


def _put_back(row: PlanAction, effect: Effect) -> audit.Line:
    was, before = action_fields.facts(row), effect["before"]
    if before is None:
        row.removed = True
        actions.save(row)
        return audit.Line("action.remove", row.thing, "import undone", was)
    for name in _FIELDS:
        value = before[name]
        dated = name in ("due", "original_due", "completed", "created") and value
        setattr(row, name, dt.date.fromisoformat(str(value)) if dated else value)
    action_fields.set_waits(row, before["depends_on"])
    for piece in row.evidence.filter(removed=False):
        if piece.line not in before["evidence"]:
            piece.removed = True
            piece.save()
    actions.save(row)
    then, now = audit.differences(was, action_fields.facts(row))
    return audit.Line("action.restore", row.thing, "import undone", then, now)


def _filled(row: Row, known: dict[str, Action], areas: dict[str, str]) -> dict[str, str]:
    """Return a row with what the file has no column for left as it is."""
    name = row.get("id", "").strip()
    if name not in known:
        return dict(row)
    return {**write_actions([known[name]])[0], AREA: areas[name], **row}


def _texts(line: read_file.Read, titles: dict[str, str]) -> Row:
    """Return a row of a file with its cells as text, as CSV has them."""
    cells = printed_row(line.cells, NO_RECORD)
    if (strategy := cells.get("strategy")) is None:
        return cells
    return {**cells, "strategy": titles.get(strategy.casefold(), strategy)}
