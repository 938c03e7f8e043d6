"""The plan as a table in a file: what an import takes, in the same columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from beatwise.accountability import roles
from beatwise.accountability.plan.plain_rows import write_plan
from beatwise.accountability.plan.plan_draft import cells_of
from beatwise.accountability.plan.plan_table import file_rows, in_outline
from beatwise.accountability.plan.row_kinds import COLUMNS
from beatwise.accountability.roles import Person
from beatwise.accountability.row_reader import Row
from beatwise.errors import MissingData, Refused
from beatwise.publication.formats.document import Column
from beatwise.publication.formats.listing import Listing
from beatwise.publication.published import CONFIDENTIAL, HOW_TO_READ
from beatwise.web.actions import selectors as actions
from beatwise.web.performance import from_rows
from beatwise.web.performance import selectors as performance
from beatwise.web.plan.drafts import selectors


DRAFT = "draft"
FORMS = ("csv", "ods", "xlsx")  # those that an import reads


def of_plan(person: Person, filters: dict[str, str]) -> Listing:
    """Return the plan as a table: the one in force, a version by number, or the draft (``of``).

    The office's measures and actions that belong to its strategies are in it. A baseline of a
    measure about people is hidden from those who do not see exact figures.
    """
    which = filters.get("of", "")
    rows = _draft(person) if which == DRAFT else _version(which)
    strategies = {row["id"] for row in rows if row["kind"] == "strategy"}
    there = {(row["kind"], row["id"]) for row in rows}
    own = [row for row in _defined(person, strategies) if (row["kind"], row["id"]) not in there]
    table = file_rows(in_outline([*rows, *own]))
    exact = roles.may(person, "performance.exact")
    if not exact:
        table = [_gated(row) for row in table]
    return Listing(
        "plan",
        "The plan",
        tuple(Column(column) for column in COLUMNS),
        ([row[column] for column in COLUMNS] for row in table),
        missing="",
        notes=() if exact else (HOW_TO_READ,),
        count=len(table),
    )


def _draft(person: Person) -> list[dict[str, str]]:
    if not roles.may(person, "plan.draft"):
        raise Refused("your role does not see drafts.", next_step="Open the plan in force.")
    return cells_of(selectors.draft().rows)


def _version(which: str) -> list[dict[str, str]]:
    if which and not (which.isascii() and which.isdecimal() and len(which) < 9):
        raise MissingData(f"the plan has no version '{which}'.", next_step="Open the plan.")
    row = performance.plan_version(int(which) if which else None)
    if row is None and which:
        raise MissingData(f"the plan has no version {which}.", next_step="Open the plan.")
    return write_plan(from_rows.plan(row.text)) if row else []


def _defined(person: Person, strategies: Iterable[str]) -> Iterator[Row]:
    known = selectors.defined()
    visible = set(actions.actions(person).values_list("name", flat=True))
    for row in (*known.measures.values(), *known.actions.values()):
        if row["part_of"] in strategies and (row["kind"] == "measure" or row["id"] in visible):
            yield row


def _gated(row: Mapping[str, str]) -> dict[str, str]:
    hidden = row["kind"] == "measure" and row["disclosure"] != "none" and row["baseline"]
    return {**row, "baseline": CONFIDENTIAL} if hidden else dict(row)
