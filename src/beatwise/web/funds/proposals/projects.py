"""Projects of a fund's receivers: kept, changed, and agreed before they are submitted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation

from beatwise.accountability import roles
from beatwise.accountability.roles import Person
from beatwise.errors import BadInput, Refused
from beatwise.web.funds import selectors
from beatwise.web.funds.models import Project
from beatwise.web.history import audit
from beatwise.web.history.row_versions import change_of, next_number
from beatwise.web.pages import clean


FIELDS = ("name", "about", "agreed_on", "submitted_on", "source")
COSTS = ("people", "hours", "weeks")


def add(*, fund: int, line: int, values: Mapping[str, object], by: Person) -> Project:
    """Add a project to a line."""
    check_keeps(by)
    with audit.changing():
        of_line = selectors.line(by, fund, line)
        row = Project(
            fund=of_line.fund, line=of_line,
            number=next_number(Project.objects.filter(fund=of_line.fund)),
        )  # fmt: skip
        fill(row, {"name": "", **values})
        row.save(force_insert=True)
        audit.write("fund.project", row.thing, by=by, after={"project": row.number, **facts(row)})
    return row


def change(
    *, fund: int, number: int, version: int, values: Mapping[str, object], by: Person,
    why: str = "",
) -> Project:  # fmt: skip
    """Change a project."""
    check_keeps(by)
    with audit.changing():
        row = selectors.project(by, fund, number)
        which = {"project": row.number}
        with change_of(row, version, "fund.project", facts, by=by, why=why, beside=which):
            fill(row, values)
    return row


def check_keeps(by: Person) -> None:
    """Raise ``Refused`` unless this person's role keeps projects."""
    if not roles.may(by, "funds.propose"):
        raise Refused("your role keeps no projects.", next_step="Ask the commissioning officer.")


def fill(row: Project, values: Mapping[str, object]) -> None:
    """Take values over into a project; raise ``BadInput`` for what cannot be."""
    if "name" in values:
        row.name = clean.line(values["name"], "name", longest=160)
    if "about" in values:
        row.about = clean.text(values["about"], "about", longest=2000, needed=False)
    if "source" in values:
        row.source = clean.line(values["source"], "source", longest=200, needed=False)
    for name in ("agreed_on", "submitted_on"):
        if name in values:
            setattr(row, name, clean.day(values[name], name))
    if row.submitted_on and (row.agreed_on is None or row.agreed_on > row.submitted_on):
        raise BadInput(
            "it was submitted before its partnership agreed it.",
            place="agreed_on",
            next_step="Give the day on which the partnership agreed it, or leave the submission "
            "empty until then.",
        )


def cost_row(cells: Mapping[str, object]) -> dict[str, object]:
    """Return a cost line from words: item, people, hours, rate and cost in pounds, weeks."""
    numbers = {name: _number(cells.get(name), name) for name in COSTS}
    rate, cost = _money(cells.get("rate"), "rate"), _money(cells.get("cost"), "cost")
    item = clean.line(cells.get("item"), "item", longest=160)
    return {"item": item, "rate": rate, "cost": cost, **numbers}


def keep_costs(
    row: Project, costs: Sequence[Mapping[str, object]], stated_total: int | None
) -> None:
    """Put cost lines into a project, with the total that its receiver states."""
    row.costs, row.stated_total = [dict(each) for each in costs], stated_total


def facts(row: Project) -> dict[str, object]:
    """Return what the history keeps of a project."""
    more = {"line": row.line.number, "costs": len(row.costs), "stated_total": row.stated_total}
    return {**{name: getattr(row, name) for name in FIELDS}, **more}


def _money(entry: object, place: str) -> int | None:
    amount = clean.money(entry, place)
    if amount is not None and amount < 0:
        raise BadInput("an amount is below zero.", place=place, next_step="Give 0 or more.")
    return amount


def _number(entry: object, place: str) -> str:
    words = str("" if entry is None else entry).replace(",", "").strip()
    if not words:
        return ""
    try:
        number = Decimal(words)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or not 0 <= number < 10**6:
        raise BadInput(f"'{words}' is not a number.", place=place, next_step="Give a number.")
    return str(number)
