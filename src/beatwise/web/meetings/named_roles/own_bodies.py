"""The bodies in which a person may do something: all of them, or those that name the role."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Q

from beatwise.accountability import roles
from beatwise.accountability.boards import body_rights
from beatwise.accountability.boards.body_rights import may_in as may_in
from beatwise.web.meetings.models import Board


READ, WRITE, STEP = "meetings.read", "meetings.write", "meetings.step"


def condition(person: object, field: str = "pk", permission: str = READ) -> Q:
    """Return the condition of what belongs to bodies in which a person may do something.

    ``field`` leads from the rows that are asked for to the key of their body. Bodies are few, and
    SQLite cannot look into their lists: each is asked.
    """
    if roles.may(person, permission):
        return Q()
    if not roles.may(person, body_rights.NAMED):
        return Q(pk__in=())
    return Q(**{f"{field}__in": [board.pk for board in named(person, permission)]})


def board_filter(person: object, filters: Mapping[str, str], field: str) -> Q:
    """Return the condition of what belongs to bodies that a person reads, and an address asks for.

    ``field`` leads to the body; the address names one by its number under ``board``.
    """
    number = filters.get("board", "")
    of_body = Q(**{f"{field}__number": int(number[:9])}) if number.isdecimal() else Q()
    return condition(person, field) & of_body


def named(person: object, permission: str = READ) -> list[Board]:
    """Return the bodies in which a person may do something because they name the role."""
    if not roles.may(person, body_rights.NAMED):
        return []
    rows = Board.objects.exclude(keepers=[], readers=[])
    return [board for board in rows if may_in(person, permission, board)]


def any_reads(person: object) -> bool:
    """Whether some body lets a person read its papers because it names the role."""
    return bool(named(person))


def some_of(person: object, permission: str = READ) -> bool:
    """Whether a person may do something in all bodies, or in some."""
    return roles.may(person, permission) or bool(named(person, permission))
