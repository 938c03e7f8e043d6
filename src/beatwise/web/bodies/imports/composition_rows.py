"""Rows of a body's councils and seats, and of entitlements as a paper prints them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from beatwise.accountability.roles import Person
from beatwise.errors import BadInput, Conflict
from beatwise.web.bodies import membership, selectors
from beatwise.web.bodies.models import Council, PrintedBalance, Seat
from beatwise.web.meetings.models import Board


CO_OPTED = "co-opted"
NOT_A_COUNCIL = ("statutory", "panel size")  # rows about the law and the size, not about who sits
UNDONE = "import undone"


@dataclass(frozen=True, slots=True)
class SeatRow:
    """A council with the parties of its members; without a name, members who are co-opted."""

    council: str
    parties: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class ShareRow:
    """A party's entitlement as printed."""

    party: str
    share: str
    source: str


def read_seats(cells: dict[str, str]) -> SeatRow | None:
    """Read a council's row: its seats, and whose they are (``2 Conservative, 2 Labour``)."""
    name, number = cells["appointing_body"], cells["seats"]
    if name.casefold().startswith(NOT_A_COUNCIL):
        return None
    if not (number.isdecimal() and 0 < int(number[:3]) < 100):
        raise BadInput(f"'{number}' is no number of seats.", place="seats", next_step="Correct it.")
    if CO_OPTED in name.casefold():
        return SeatRow("", ("",) * int(number), cells.get("source", ""))
    parties = _parties(cells["party_of_current_member"], int(number))
    if len(parties) != int(number):
        raise BadInput(
            f"{name} has {number} seats, and {len(parties)} parties are named.",
            place="party_of_current_member",
            next_step="Name the party of each, as in '2 Conservative, 2 Labour'.",
        )
    return SeatRow(name, parties, cells.get("source", ""))


def make_seats(board: Board, rows: Sequence[SeatRow], by: Person) -> list[Any]:
    """Add the councils and their seats."""
    effect: list[Any] = []
    for row in rows:
        council = None
        if row.council:
            values = {"name": row.council, "source": row.source[:300]}
            council = membership.add_council(board=board.number, values=values, by=by)
            effect.append(["council", council.pk])
        for party in row.parties:
            values = {"council": str(council.pk) if council else "", "party": party}
            seat = membership.add_seat(board=board.number, values=values, by=by)
            effect.append(["seat", seat.pk])
    return effect


def take_back_seats(board: Board, effect: list[Any], by: Person) -> None:
    """Remove the seats and then the councils, unless one was changed since."""
    seats = [Seat.objects.get(pk=key) for kind, key in effect if kind == "seat"]
    councils = [Council.objects.get(pk=key) for kind, key in effect if kind == "council"]
    if any(row.version > 1 or row.removed for row in (*seats, *councils)):
        raise Conflict(
            "a seat or council of it was changed since.", place=board.name,
            next_step="Change them by hand.",
        )  # fmt: skip
    for seat in seats:
        membership.remove_seat(board=board.number, number=seat.number, version=1, why=UNDONE, by=by)
    for council in councils:
        membership.remove_council(key=council.pk, version=1, why=UNDONE, by=by)


def seat_words(row: SeatRow) -> tuple[str, str]:
    """Return a row of the preview."""
    return row.council or "Co-opted members", ", ".join(filter(None, row.parties)) or str(
        len(row.parties)
    )


def read_share(cells: dict[str, str]) -> ShareRow | None:
    """Read a party's printed entitlement."""
    if not cells["party"] or not re.fullmatch(r"\d{1,3}(\.\d{1,4})?", cells["entitlement"]):
        raise BadInput(
            f"'{cells['entitlement']}' is no entitlement.", place="entitlement",
            next_step="Give party and entitlement as printed.",
        )  # fmt: skip
    return ShareRow(cells["party"], cells["entitlement"], cells["source"])


def make_balance(board: Board, rows: Sequence[ShareRow], by: Person) -> list[Any]:
    """Keep the printed entitlements, to be compared with what follows."""
    lines = "\n".join(f"{row.party}: {row.share}" for row in rows)
    source = rows[0].source or "An imported table"
    row = membership.keep_printed(board=board.number, shares=lines, source=source[:300], by=by)
    return [row.pk]


def take_back_balance(board: Board, effect: list[Any], by: Person) -> None:
    """Take the printed entitlements back; those that were compared before count again."""
    newest = selectors.printed(board)
    if newest is None or newest.pk != effect[0]:
        raise Conflict(
            "other printed figures came in since.", place=board.name, next_step="Leave these."
        )
    PrintedBalance.objects.filter(pk=effect[0]).delete()


def share_words(row: ShareRow) -> tuple[str, str]:
    """Return a row of the preview."""
    return row.party, row.share


def _parties(text: str, seats: int) -> tuple[str, ...]:
    parties: list[str] = []
    for part in filter(None, map(str.strip, text.split(","))):
        match = re.fullmatch(r"(\d{1,2}) +(.+)", part)
        parties += (
            [match[2]] * int(match[1]) if match else [part] * (seats if "," not in text else 1)
        )
    return tuple(parties)
