"""What may be done with paper: a sheet typed in, lines imported, and taken out again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from beatwise.accountability import roles
from beatwise.accountability.roles import Person
from beatwise.errors import BadInput, Refused
from beatwise.web.history import audit
from beatwise.web.patrols import selectors
from beatwise.web.patrols.models import PaperRow, PlanShift, Programme
from beatwise.web.patrols.paper import sheet_lines
from beatwise.web.patrols.paper.sheet_lines import Ground


PAPER = "patrols.paper"


def may_type(by: Person) -> None:
    """Raise ``Refused`` unless this person types paper in."""
    if not roles.may(by, PAPER):
        raise Refused(
            "your role does not type paper sheets in.", next_step="Ask a patrol supervisor."
        )


def ground(person: Person, programme: Programme) -> Ground:
    """Return what lines of this person are checked against."""
    spots = {spot.name: spot for spot in selectors.visible_spots(person, programme)}
    shifts = {shift.name: shift for shift in selectors.shifts(person, programme)}
    return Ground(spots, shifts, frozenset(shift.partner for shift in shifts.values()))


def type_sheet(*, shift: PlanShift, lines: Sequence[PaperRow], by: Person) -> int:
    """Put the lines of a shift's sheet in place of those typed in before; return how many."""
    may_type(by)
    if not selectors.shifts(by, shift.programme).filter(pk=shift.pk).exists():
        raise Refused("you do not see this shift.", next_step="Open Paper.")
    for at, line in enumerate(lines):
        sheet_lines.check(line)
        for other in lines[:at]:
            is_apart = line.ends <= other.begins or other.ends <= line.begins
            if len(shift.routes) == 1 and not is_apart:
                raise BadInput(
                    f"two visits of the sheet overlap: {line.spot} and {other.spot}.",
                    next_step="Correct one of their times.",
                )
    with audit.changing():
        before = shift.paper.count()
        shift.paper.all().delete()
        save(lines, by)
        facts = {"visits": len(lines)}
        audit.write("paper.sheet", f"programme/{shift.programme_id}", by=by, why=shift.name,
                    before={"visits": before}, after=facts)  # fmt: skip
    return len(lines)


def save(lines: Iterable[PaperRow], by: Person) -> list[PaperRow]:
    """Save lines, inside the caller's action."""
    may_type(by)
    rows = list(lines)
    for row in rows:
        row.by = by
        row.save()
    return rows
