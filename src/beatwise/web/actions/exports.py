"""Actions and changes as files: the columns that an import takes, in every form."""

from __future__ import annotations

from beatwise.accountability import roles
from beatwise.accountability.plan import action_rows
from beatwise.accountability.plan.change_control import CHANGE_REQUEST
from beatwise.accountability.roles import Person
from beatwise.publication.formats.document import Column
from beatwise.publication.formats.listing import Listing
from beatwise.publication.state_looks import tint_where
from beatwise.web.actions import selectors


AREA = "area"
COLUMNS = (*action_rows.COLUMNS, AREA)


def of_actions(person: Person, filters: dict[str, str]) -> Listing:
    """Return the actions that an address asks for, in the columns of an import.

    They are the columns of ``accountability.plan.action_rows``, and the area of the partner.
    """
    rows = selectors.matches(person, filters, selectors.today())
    areas = dict(rows.values_list("name", "area"))
    file_rows = action_rows.write_actions(selectors.values(rows))
    table = ([*row.values(), areas[row["id"]]] for row in file_rows)
    cells = ([cell or None for cell in row] for row in table)
    columns = tuple(Column(name, tint=tint_where(name == "state")) for name in COLUMNS)
    return Listing("actions", "The plan's actions", columns, cells, count=len(areas))


def of_changes(person: Person, filters: dict[str, str]) -> Listing:
    """Return changes asked for: each field that was asked for is a row."""
    rows = selectors.requests(person, filters.get("state", ""))
    heads = ("change", "of", "field", "before", "after", "why", "asked by", "asked on", "state",
             "board", "decided on")  # fmt: skip
    cells = (
        [
            row.number, row.about, field["label"], field["before"], field["words"], row.why,
            roles.role(row.role).title, row.asked_on.isoformat(),
            CHANGE_REQUEST.state(row.state).title, row.board or None,
            row.decided_on.isoformat() if row.decided_on else None,
        ]
        for row in rows for field in row.fields
    )  # fmt: skip
    columns = (
        Column(heads[0], number=True),
        *(Column(head, tint=tint_where(head == "state")) for head in heads[1:]),
    )
    return Listing("changes", "Changes asked for", columns, cells)
