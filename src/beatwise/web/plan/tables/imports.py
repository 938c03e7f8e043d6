"""Import of the plan as a table: into the draft, and as changes asked of a board.

Missions, strategies and results become the draft's, a first one when none is open; so do measures
and actions that the office does not have yet. A measure or an action that it has changes only at a
board: each row that differs is a change asked for, with one reason for all.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypedDict

from beatwise.accountability.plan.plan_draft import DraftRow
from beatwise.accountability.plan.plan_table import in_outline, read_plan_table
from beatwise.accountability.plan.row_kinds import KINDS, NEEDED
from beatwise.accountability.plan.table_changes import with_keys
from beatwise.accountability.roles import Person
from beatwise.accountability.row_reader import Row, RowFault
from beatwise.cell_text.day_order import DayOrder
from beatwise.cell_text.printed_text import printed_row
from beatwise.errors import Conflict, UserError
from beatwise.web.actions import changes
from beatwise.web.actions.models import Request
from beatwise.web.history import audit
from beatwise.web.imports import batches, read_file
from beatwise.web.imports.batches import Done, Preview, RowQuestion
from beatwise.web.performance.exports import MISSING
from beatwise.web.plan.drafts import draft_actions, draft_steps, selectors
from beatwise.web.plan.models import PlanDraft
from beatwise.web.plan.tables import row_changes
from beatwise.web.plan.tables.row_changes import RowChange


@dataclass(frozen=True, slots=True)
class PlanPreview(Preview):
    """What importing a table would do, and the plain rows that the draft would have."""

    rows: tuple[Row, ...] = ()


class Effect(TypedDict):
    """What an import did, as JSON: the draft's rows before (none: it was begun), and changes."""

    draft: int
    version: int
    before: list[DraftRow] | None
    newest_key: int
    changes: list[int]


class PlanTable:
    """The importer of the plan's table."""

    kind = "plan"

    def check(self, by: Person) -> None:
        """Raise ``Refused`` unless this person writes the plan."""
        draft_actions.check_writes(by)

    def preview(
        self, name: str, content: bytes, by: Person, dates: DayOrder = DayOrder.UNKNOWN
    ) -> Preview:
        """Return what importing a file would do; nothing is changed."""
        lines = read_file.read(name, content, NEEDED, dates)
        return replace(self._preview(lines, by), doubts=lines.doubts)

    def _preview(self, lines: read_file.Lines, by: Person) -> Preview:
        if errors := read_file.broken(lines):
            return Preview(wrong=batches.faults(errors))
        known = selectors.defined()
        numbers = [line.row for line in lines] or None
        reading = read_plan_table(
            [printed_row(line.cells, MISSING) for line in lines], known, numbers
        )
        if not reading.sound:
            return Preview(wrong=batches.faults(reading.faults))
        if unknown := _unknown_measures(reading.entries):
            return Preview(wrong=batches.faults(unknown))
        requests: list[tuple[int, RowChange]] = []
        wrong: list[batches.Wrong] = []
        rows: list[Row] = []
        same = 0
        for number, row in reading.entries:
            existing = known.of(row["kind"]).get(row["id"])
            if existing is None:
                rows.append(row)
                continue
            try:
                change = row_changes.board_change(row, existing, by)
            except UserError as error:
                wrong.append(batches.wrong(number, error))
                continue
            same += change is None
            requests += [(number, change)] if change else []
        if wrong:
            return Preview(wrong=tuple(wrong))
        rows = in_outline(rows)
        new, changed, alike = row_changes.of_draft(selectors.current_rows(), rows)
        return PlanPreview(
            new=new,
            changed=[*changed, *(change for _, change in requests)],
            same=same + alike,
            notes=(*lines.notes, *_notes(rows, bool(requests))),
            questions=tuple(
                RowQuestion(n, "", row_changes.question(n, each)) for n, each in requests
            ),
            rows=tuple(rows),
        )

    def commit(self, preview: Preview, by: Person) -> Done:
        """Put the rows into the draft, and ask for the changes."""
        assert isinstance(preview, PlanPreview)
        row = selectors.open_draft()
        begun = row is None
        drafted = any(not each.new_values for each in (*preview.new, *preview.changed))
        if row is None and drafted:
            row = draft_actions.start(by=by)
        effect = Effect(draft=0, version=0, before=None, newest_key=0, changes=[])
        if row is not None and drafted:
            row = draft_actions.open_for_writing()
            effect |= {
                "draft": row.number,
                "before": None if begun else row.rows,
                "newest_key": row.newest_key,
            }
            rows = with_keys(preview.rows, row.rows, row.newest_key)
            row.newest_key = max([row.newest_key, *(each["key"] for each in rows)])
            draft_actions.save(row, rows)
            effect["version"] = row.version
        for each in preview.changed:
            if each.new_values:
                request = changes.ask(
                    kind=each.kind,
                    about=each.name,
                    new_values=dict(each.new_values),
                    why=preview.reason,
                    by=by,
                )
                effect["changes"].append(request.number)
        return Done(list(_lines(row, preview)) if row else [], [effect])

    def undo(self, effect: list[Effect], by: Person) -> Sequence[audit.Line]:
        """Put the draft back and take the changes back; ``Conflict`` when either moved since."""
        (done,) = effect
        lines = []
        if done["draft"]:
            row = selectors.numbered(done["draft"])
            if row.version != done["version"]:
                raise Conflict(
                    "the draft was changed since, or put forward.",
                    place=str(row),
                    next_step="Change it back by hand.",
                )
            if done["before"] is None:
                draft_steps.discard(row)
            else:
                row.newest_key = done["newest_key"]
                draft_actions.save(row, done["before"])
            lines.append(audit.Line("plan.draft_restore", row.thing, "import undone"))
        for number in done["changes"]:
            request = Request.objects.get(number=number)
            changes.take_back(number=number, version=request.version, by=by)
        return lines


def _unknown_measures(entries: Iterable[tuple[int, Row]]) -> list[RowFault]:
    """Return a fault for each result that names a measure which is nowhere to be found."""
    rows = list(entries)
    titles = selectors.measure_titles()
    titles |= {row["id"]: row["title"] for _, row in rows if row["kind"] == "measure"}
    return [
        RowFault(
            number,
            "measure",
            f"there is no measure '{row['measure']}'.",
            "Give the id of a measure, or add a row for it.",
        )
        for number, row in rows
        if row["kind"] in ("output", "outcome") and row["measure"]
        and row["measure"] not in titles
    ]  # fmt: skip


def _lines(row: PlanDraft, preview: Preview) -> Iterable[audit.Line]:
    after = {
        f"{KINDS[each.kind].title}: {each.title}": each.what
        for each in (*preview.new, *preview.changed)
        if not each.new_values
    }
    if after:
        yield audit.Line("plan.draft_import", row.thing, "imported", after=after)


def _notes(rows: Sequence[Row], asks_a_board: bool) -> tuple[str, ...]:
    words = [
        "The rows go into the draft of the plan. Nothing of it holds until it is approved.",
        "What the file leaves out of the missions, strategies, outputs and outcomes is withdrawn "
        "from the draft; measures and actions that the office has stay.",
    ]
    if asks_a_board:
        words.append("What only a board changes is asked for as changes.")
    if lacks := selectors.faults_of(rows):
        words.append(f"Before the draft can be put forward: {'; '.join(lacks)}.")
    return tuple(words)
