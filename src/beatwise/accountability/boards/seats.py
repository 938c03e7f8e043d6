"""Political balance: seats in proportion to members, by largest remainder, one for each authority.

A party's entitlement is its share of all councillors of the appointing councils, times the seats.
Whole seats come first, then the largest remainders. Each authority appoints at least one member,
so actual seats can differ from entitlement; the swaps or co-options that would meet it are listed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from beatwise.accountability.boards.seat_exchanges import exchanges
from beatwise.errors import BadInput
from beatwise.largest_remainder import largest_remainder


@dataclass(frozen=True, slots=True)
class PartyBalance:
    """One party: exact entitlement, seats by largest remainder, seats held, and the difference."""

    party: str
    entitlement: Fraction
    seats: int
    seats_held: int

    @property
    def over(self) -> int:
        """Seats held beyond those due; negative when some are missing."""
        return self.seats_held - self.seats


@dataclass(frozen=True, slots=True)
class Swap:
    """A seat that an authority could give to a councillor of another party.

    ``authority`` is the one whose seat it is; it has councillors of the party ``to``.
    """

    authority: str
    giving: str
    to: str


def balance(
    councillors: Mapping[str, int], seats_held: Mapping[str, int], seats: int
) -> tuple[PartyBalance, ...]:
    """Set each party's seats against its entitlement.

    Parameters
    ----------
    councillors
        Councillors of each party over all appointing councils.
    seats_held
        Seats each party holds.
    seats
        Seats for councillors in all.
    """
    parties = list(dict.fromkeys([*councillors, *seats_held]))
    members = [councillors.get(party, 0) for party in parties]
    if not sum(members):
        raise BadInput("there are no councillors to be balanced.")
    due = largest_remainder(members, seats)
    return tuple(
        PartyBalance(party, Fraction(count * seats, sum(members)), fair, seats_held.get(party, 0))
        for party, count, fair in zip(parties, members, due, strict=True)
    )


def swaps(
    parties: Sequence[PartyBalance],
    seats: Mapping[str, Sequence[str]],
    councillors: Mapping[str, Mapping[str, int]],
) -> tuple[Swap, ...]:
    """Return seats that could change party so that more parties hold what they are due.

    Parameters
    ----------
    parties
        From :func:`balance`.
    seats
        The parties of each authority's present members.
    councillors
        How many councillors of each party each authority has.
    """
    over = {p.party: p.over for p in sorted(parties, key=lambda p: (p.over, p.party))}
    by_members = _by_members(seats)
    passing = exchanges(by_members, over, councillors)
    return tuple(Swap(*by_members[place], to) for place, to in passing)


def _by_members(seats: Mapping[str, Sequence[str]]) -> list[tuple[str, str]]:
    """Return each seat as authority and party, authorities with most seats first."""
    order = sorted(seats, key=lambda name: -len(seats[name]))
    return [(name, party) for name in order for party in seats[name]]


def co_options(
    councillors: Mapping[str, int], seats_held: Mapping[str, int], seats: int, room: int
) -> dict[str, int] | None:
    """Return the fewest members to add so that every party holds what a body of that size is due.

    Entitlements grow with the body, so each size is worked out anew. Nobody gives a seat up; a
    vacant seat that is filled counts among those added.

    Parameters
    ----------
    councillors, seats_held, seats
        As :func:`balance` takes them.
    room
        How many members may be added at most; ``None`` is returned where no number of them does.
    """
    for size in range(seats, seats + room + 1):
        rows = balance(councillors, seats_held, size)
        if all(row.over <= 0 for row in rows):
            return {row.party: -row.over for row in rows if row.over}
    return None
