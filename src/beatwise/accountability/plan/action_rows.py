"""Actions as rows of a file: the same columns in and out, so that a file comes round."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from beatwise.accountability.plan.actions import ACTION, Action, faults_by_id
from beatwise.accountability.roles import owner_titles
from beatwise.accountability.row_reader import Row, RowFault, RowsRead, day, read_rows, text
from beatwise.errors import BadInput


COLUMNS = (
    "id", "title", "strategy", "owner", "due", "state", "created", "completed", "depends_on",
    "evidence", "original_due",
)  # fmt: skip
NEEDED = ("id", "title", "owner", "state")
BETWEEN = ";"


def read_actions(
    rows: Iterable[Row],
    strategies: Collection[str],
    known: Sequence[Action] = (),
    *,
    numbers: Sequence[int] | None = None,
) -> RowsRead[Action]:
    """Read actions; lists within a cell are parted by semicolons.

    Faults between rows (an id twice, an unknown or circular dependency) are reported at the row of
    an action that has them; at row 1 where the file has none. ``known`` are actions that are there
    already and that rows may wait for; a row with the id of one replaces it. ``numbers`` are the
    rows' numbers in their file, where they do not simply follow the headings.
    """
    file_actions = read_rows(rows, COLUMNS, NEEDED, lambda row: _action(row, strategies), numbers)
    actions = [action for _, action in file_actions.entries]
    new_ids = {action.id for action in actions}
    all_actions = [*(action for action in known if action.id not in new_ids), *actions]
    at = {action.id: row for row, action in file_actions.entries}
    between = tuple(
        RowFault(at.get(i, 1), "", f"{words}.") for i, words in faults_by_id(all_actions)
    )
    return RowsRead(
        file_actions.entries, (*file_actions.faults, *(between if file_actions.sound else ()))
    )


def write_actions(actions: Iterable[Action]) -> list[dict[str, str]]:
    """Write actions as rows that read back as the same actions."""
    return [
        {
            "id": action.id,
            "title": action.title,
            "strategy": action.strategy,
            "owner": owner_titles()[action.owner],
            "due": action.due.isoformat() if action.due else "",
            "state": ACTION.state(action.state).title,
            "created": action.created.isoformat() if action.created else "",
            "completed": action.completed.isoformat() if action.completed else "",
            "depends_on": BETWEEN.join(action.depends_on),
            "evidence": BETWEEN.join(action.evidence),
            "original_due": action.original_due.isoformat() if action.original_due else "",
        }
        for action in actions
    ]


def _action(row: Row, strategies: Collection[str]) -> Action:
    for column in ("id", "title"):
        if not text(row, column):
            raise BadInput(f"'{column}' is empty.", place=column)
    if text(row, "strategy") and text(row, "strategy") not in strategies:
        raise BadInput(
            f"there is no strategy '{text(row, 'strategy')}'.",
            place="strategy",
            next_step=f"Use one of: {', '.join(sorted(strategies))}.",
        )
    return Action(
        id=text(row, "id"),
        title=text(row, "title"),
        strategy=text(row, "strategy"),
        owner=_name(row, "owner", owner_titles()),
        due=day(row, "due"),
        state=_name(row, "state", {state.name: state.title for state in ACTION.states}),
        created=day(row, "created"),
        completed=day(row, "completed"),
        depends_on=_list(row, "depends_on"),
        evidence=_list(row, "evidence"),
        original_due=day(row, "original_due"),
    )


def _name(row: Row, column: str, titles: dict[str, str]) -> str:
    """Return a name, given the name itself or its title in any case."""
    name_or_title = text(row, column).lower()
    for name, title in titles.items():
        if name_or_title in (name.lower(), title.lower()):
            return name
    raise BadInput(
        f"'{text(row, column)}' is not known.",
        place=column,
        next_step=f"Use one of: {', '.join(titles.values())}.",
    )


def _list(row: Row, column: str) -> tuple[str, ...]:
    parts = (part.strip() for part in text(row, column).split(BETWEEN))
    return tuple(part for part in parts if part)
