"""A draft of the plan: its steps up to a new version, and what may be done to its rows.

A draft row is a plain row (``plain_rows``) with a ``key`` that never changes and a ``version`` that
counts its changes, both whole numbers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypedDict

from beatwise.accountability import roles
from beatwise.accountability.plan.plain_rows import row_name
from beatwise.accountability.plan.plan_table import check_parts, in_outline
from beatwise.accountability.plan.row_kinds import KINDS, NAMED, RESULTS
from beatwise.accountability.registers.workflow import State, StateTable, Transition
from beatwise.accountability.row_reader import Row
from beatwise.errors import Conflict, MissingData


WRITING = "draft"  # it is being written
PUT_FORWARD = "put forward"  # it waits for whoever issues the plan
APPROVED = "approved"  # it became a version of the plan
WITHDRAWN = "withdrawn"  # it was given up, for a reason

_WRITERS, _ISSUERS = roles.holders("plan.write"), roles.holders("plan.approve")

DRAFT = StateTable(
    "a draft of the plan",
    (
        State(WRITING, "Being written"),
        State(PUT_FORWARD, "Put forward"),
        State(APPROVED, "Approved", final=True, done=True),
        State(WITHDRAWN, "Withdrawn", final=True),
    ),
    (
        Transition("put forward", "Put forward for approval", (WRITING,), PUT_FORWARD, _WRITERS),
        Transition("take back", "Take back", (PUT_FORWARD,), WRITING, _WRITERS),
        Transition(
            "approve", "Approve the plan", (PUT_FORWARD,), APPROVED, _ISSUERS, task="approve"
        ),
        Transition("send back", "Send back", (PUT_FORWARD,), WRITING, _ISSUERS, why=True),
        Transition("withdraw", "Withdraw the draft", (WRITING,), WITHDRAWN, _WRITERS, why=True),
    ),
)


class DraftRow(TypedDict):
    """One row of a draft: its key, the number of its version, and its cells as a plain row."""

    key: int
    version: int
    cells: dict[str, str]


DraftRows = Sequence[DraftRow]


def draft_rows(rows: Sequence[Row]) -> list[DraftRow]:
    """Return plain rows as the rows of a new draft, in the order of the plan."""
    return [
        DraftRow(key=key, version=1, cells=dict(row))
        for key, row in enumerate(in_outline(rows), start=1)
    ]


def cells_of(rows: DraftRows) -> list[dict[str, str]]:
    """Return the plain rows of a draft."""
    return [row["cells"] for row in rows]


def row_of(rows: DraftRows, key: int) -> DraftRow:
    """Return the row of a key; raise ``MissingData`` when it is not there (any more)."""
    for row in rows:
        if row["key"] == key:
            return row
    raise MissingData(
        "this is no longer in the draft: somebody has taken it out.",
        next_step="Open the draft of the plan.",
    )


def with_row(
    rows: DraftRows, cells: Mapping[str, str], other_ids: Mapping[str, Sequence[str]], newest: int
) -> list[DraftRow]:
    """Return the rows with one more, after the others of its kind that hang on the same.

    ``other_ids`` are those, by kind, that the office uses elsewhere; ``newest`` is the last key
    that was given.
    """
    kind = cells["kind"]
    plain = dict(cells)
    if kind in NAMED and kind != "action" and not plain["id"]:
        ids = [row["cells"]["id"] for row in rows if row["cells"]["kind"] == kind]
        plain["id"] = row_name(plain["title"], {*ids, *other_ids.get(kind, ())})
    return _ordered([*rows, DraftRow(key=newest + 1, version=1, cells=plain)])


def with_change(
    rows: DraftRows, key: int, version: int, cells: Mapping[str, str]
) -> list[DraftRow]:
    """Return the rows with one of them changed; its kind and its id stay.

    Raises ``Conflict`` when somebody changed it since ``version``.
    """
    row = row_of(rows, key)
    if row["version"] != version:
        raise Conflict(
            "this was changed by someone else while you were working on it.",
            next_step="Go back, reload the page, and make your change again.",
        )
    fixed = {"kind": row["cells"]["kind"], "id": row["cells"]["id"]}
    changed = DraftRow(key=key, version=version + 1, cells={**cells, **fixed})
    return _ordered([changed if each["key"] == key else each for each in rows])


def without_row(rows: DraftRows, key: int) -> list[DraftRow]:
    """Return the rows without one of them and all that is part of it."""
    gone = {key, *(row["key"] for row in parts_of(rows, key))}
    return [row for row in rows if row["key"] not in gone]


def parts_of(rows: DraftRows, key: int) -> list[DraftRow]:
    """Return the rows that are part of one, directly or by way of another."""
    row = row_of(rows, key)["cells"]
    parts = []
    for each in rows:
        cells = each["cells"]
        if KINDS[cells["kind"]].hangs_on == row["kind"] and cells["part_of"] == row["id"]:
            parts += [each, *parts_of(rows, each["key"])]
    return parts


def moved(rows: DraftRows, key: int, up: bool) -> list[DraftRow]:
    """Return the rows with one of them before (``up``) or after its neighbour.

    The first cannot go up nor the last down: the rows stay as they are.
    """
    sort = _sort(row_of(rows, key))
    # A change of places with a row that is part of something else is undone by the plan's order.
    siblings = [row["key"] for row in rows if _sort(row) == sort]
    at = siblings.index(key)
    to = at - 1 if up else at + 1
    if not 0 <= to < len(siblings):
        return list(rows)
    places = {each["key"]: place for place, each in enumerate(rows)}
    changed = list(rows)
    one, two = places[key], places[siblings[to]]
    changed[one], changed[two] = changed[two], changed[one]
    return _ordered(changed)


def _sort(row: DraftRow) -> str:
    """Return the sort of a row; outputs and outcomes are of one."""
    kind = row["cells"]["kind"]
    return RESULTS[0] if kind in RESULTS else kind


def _ordered(rows: DraftRows) -> list[DraftRow]:
    """Return the rows in the order of the plan; raise ``BadInput`` where one hangs on nothing."""
    check_parts(cells_of(rows))
    by_cells = {id(row["cells"]): row for row in rows}
    return [by_cells[id(cells)] for cells in in_outline(cells_of(rows))]
