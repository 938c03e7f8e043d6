"""What the rows of a table would do, in the words of the preview: to the draft, or at a board."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from beatwise.accountability.plan.row_kinds import KINDS
from beatwise.accountability.plan.table_changes import changed_cells, table_changes
from beatwise.accountability.questions import Question
from beatwise.accountability.roles import Person
from beatwise.accountability.row_reader import Row
from beatwise.errors import BadInput
from beatwise.web.actions import changes
from beatwise.web.plan.drafts import draft_outline, selectors


# A column of the table and the field of an action or a measure that a board changes.
_FIELD = {"part_of": "strategy"}
_COLUMN = {field: column for column, field in _FIELD.items()}
Differences = tuple[tuple[str, str, str], ...]  # label, before and after


@dataclass(frozen=True, slots=True)
class RowChange:
    """What one row of a file does: its kind and title, what happens to it, and the differences.

    ``new_values`` are asked of a board, by field; empty for a row of the draft.
    """

    kind: str
    name: str
    title: str
    what: str
    differences: Differences = ()
    new_values: tuple[tuple[str, str], ...] = ()

    @property
    def words(self) -> str:
        """What happens to it, with every difference."""
        lines = (f"{label} from {before} to {after}" for label, before, after in self.differences)
        return ": ".join(filter(None, (self.what, "; ".join(lines))))


def of_draft(
    before: Sequence[Row], after: Sequence[Row]
) -> tuple[list[RowChange], list[RowChange], int]:
    """Return what rows are beside those of the draft: new, changed or gone, and how many alike."""
    titles = selectors.measure_titles()
    there = table_changes(before, after)
    new = [_change(row, "new in the draft") for row in there.new]
    changed = [
        _change(now, "changed in the draft", _differences(was, now, titles))
        for was, now in there.changed
    ]
    changed += [_change(row, "withdrawn: it is not in the file") for row in there.gone]
    if there.reordered:
        changed.append(RowChange("plan", "", "The plan", "in another order"))
    return new, changed, there.same


def board_change(row: Row, existing: Row, by: Person) -> RowChange | None:
    """Return what a row asks of a measure or an action that is there; ``None`` if nothing.

    Raises ``BadInput``, naming the column, for what a board does not change or cannot be read.
    """
    differing = changed_cells(existing, row)
    if not differing:
        return None
    kind, name = row["kind"], row["id"]
    new_values = {_FIELD.get(column, column): words for column, words in differing.items()}
    changeable = changes.of_kind(kind)
    try:
        changes.asked_fields(changeable, changeable.now(by, name), name, new_values)
    except BadInput as error:
        column = _COLUMN.get(error.place or "", error.place)
        raise BadInput(error.message, place=column, next_step=error.next_step) from error
    differences = _differences(existing, row, selectors.measure_titles())
    what = "a change asked of a board"
    return RowChange(kind, name, row["title"], what, differences, tuple(new_values.items()))


def question(number: int, change: RowChange) -> Question:
    """Return what is asked about a row that a board would have to decide."""
    lines = "; ".join(f"{label} from {a} to {b}" for label, a, b in change.differences)
    words = f"{change.title}: {lines}. A board decides it; why is it asked for?"
    return Question(f"plan-{number}", "", words)


def _change(row: Row, what: str, differences: Differences = ()) -> RowChange:
    return RowChange(row["kind"], row["id"], row["title"], what, differences)


def _differences(before: Row, after: Row, titles: Mapping[str, str]) -> Differences:
    kind = after["kind"]
    labels = {"part_of": "Part of", **KINDS[kind].labels}
    return tuple(
        (labels[column], *(
            draft_outline.cell_words(kind, column, row.get(column, ""), titles) or "none"
            for row in (before, after)
        ))
        for column in changed_cells(before, after)
    )  # fmt: skip
