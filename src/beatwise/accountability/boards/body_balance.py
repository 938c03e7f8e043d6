"""A body's political balance: what its appointing councils' figures make due, and what is held.

A police and crime panel shares its councillor seats among parties in proportion to all councillors
of the councils that appoint to it, "as far as is reasonably practicable". This module sets out the
whole comparison, what does not fit together in it, and what could be done; it decides nothing.

Source: Police Reform and Social Responsibility Act 2011, Schedule 6.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from beatwise.accountability.boards import seats as rules
from beatwise.accountability.boards.seats import PartyBalance, Swap
from beatwise.errors import BadInput
from beatwise.plurals import counted


LEAST_COUNCILLORS, LEAST_INDEPENDENTS, MOST_MEMBERS = 10, 2, 20


@dataclass(frozen=True, slots=True)
class Council:
    """A council that appoints to a body.

    ``councillors`` counts its councillors by party, empty where nobody has entered them yet;
    ``members`` are the parties of those it appointed, a vacant seat being an empty text.
    """

    name: str
    councillors: Mapping[str, int]
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BodyBalance:
    """What a body's balance is: ``parties`` is empty where councillors are not known.

    ``seats`` are those of councillors, vacant ones too; ``members`` all members there are, those
    who are co-opted with them. ``co_options`` are the members whose addition would meet the balance
    of the larger body, ``None`` where none within the most members does. ``faults`` names what does
    not fit together, in words.
    """

    parties: tuple[PartyBalance, ...]
    seats: int
    members: int
    swaps: tuple[Swap, ...]
    co_options: Mapping[str, int] | None
    faults: tuple[str, ...]

    @property
    def met(self) -> bool:
        """Whether every party holds what it is due."""
        return bool(self.parties) and all(party.over == 0 for party in self.parties)


@dataclass(frozen=True, slots=True)
class PrintedShare:
    """An entitlement as a paper printed it, beside what the councillors' numbers give.

    ``computed`` is rounded half up to two places, as papers print it; ``None`` for a party that no
    council has.
    """

    party: str
    printed: Fraction
    computed: Fraction | None

    @property
    def agrees(self) -> bool | None:
        """Whether both are the same; ``None`` where nothing was computed."""
        return None if self.computed is None else self.printed == self.computed


def body_balance(councils: Sequence[Council], independents: int) -> BodyBalance:
    """Set out a body's political balance.

    Parameters
    ----------
    councils
        Those that appoint to it.
    independents
        How many co-opted members it has who belong to no council.
    """
    seats = sum(len(council.members) for council in councils)
    filled = [party for council in councils for party in council.members if party]
    members = len(filled) + independents
    faults = (*_limits(seats, independents), *_misfits(councils))
    if not seats or not all(council.councillors for council in councils):
        return BodyBalance((), seats, members, (), None, faults)
    parties = rules.balance(
        _sums(councils), {party: filled.count(party) for party in filled}, seats
    )
    swaps = rules.swaps(
        parties,
        {council.name: [party for party in council.members if party] for council in councils},
        {council.name: council.councillors for council in councils},
    )
    additions = rules.co_options(
        _sums(councils),
        {party: filled.count(party) for party in filled},
        seats,
        max(0, MOST_MEMBERS - seats - independents),
    )
    return BodyBalance(parties, seats, members, swaps, additions, faults)


def compare(
    parties: Sequence[PartyBalance], printed: Mapping[str, Fraction]
) -> tuple[PrintedShare, ...]:
    """Set entitlements that a paper prints beside those that follow, each to two places."""
    computed = {party.party: two_places(party.entitlement) for party in parties}
    return tuple(
        PrintedShare(party, share, computed.get(party)) for party, share in printed.items()
    )


def two_places(share: Fraction) -> Fraction:
    """Return a share rounded half up to two places."""
    return Fraction((share * 200 + 1) // 2, 100)


def councillors_of(text: str, place: str) -> dict[str, int]:
    """Read councillors by party, a line each: ``Green: 4``.

    Raises
    ------
    BadInput
        For a line without a party or a whole number, or a party that stands there twice.
    """
    return {party: _whole(number, line, place) for party, number, line in _lines(text, place)}


def shares_of(text: str, place: str) -> dict[str, Fraction]:
    """Read printed entitlements by party, a line each: ``Green: 0.61``; raise ``BadInput``."""
    return {party: _share(number, line, place) for party, number, line in _lines(text, place)}


def _lines(text: str, place: str) -> list[tuple[str, str, str]]:
    rows: list[tuple[str, str, str]] = []
    for line in filter(None, map(str.strip, text.splitlines())):
        party, colon, number = (part.strip() for part in line.rpartition(":"))
        if not (colon and party and number):
            raise BadInput(
                f"'{line}' does not give a party and a number.",
                place=place,
                next_step="Write one party a line, as in 'Green: 4'.",
            )
        if party.casefold() in {other.casefold() for other, _, _ in rows}:
            raise BadInput(
                f"'{party}' stands there twice.", place=place, next_step="Keep one of the lines."
            )
        rows.append((party, number, line))
    return rows


def _whole(number: str, line: str, place: str) -> int:
    if not (number.isascii() and number.isdecimal() and len(number) < 5):
        raise BadInput(
            f"'{line}' does not end with a whole number of councillors.",
            place=place,
            next_step="Write one party a line, as in 'Green: 4'.",
        )
    return int(number)


def _share(number: str, line: str, place: str) -> Fraction:
    whole, _, decimals = number.partition(".")
    if not all(part.isascii() and part.isdecimal() for part in (whole, decimals or "0")):
        raise BadInput(
            f"'{line}' does not end with an entitlement.",
            place=place,
            next_step="Write one party a line, as printed: 'Green: 0.61'.",
        )
    return Fraction(number.rstrip("."))


def _sums(councils: Sequence[Council]) -> dict[str, int]:
    sums: dict[str, int] = {}
    for council in councils:
        for party, number in council.councillors.items():
            sums[party] = sums.get(party, 0) + number
    return sums


def _limits(seats: int, independents: int) -> list[str]:
    faults = []
    if seats < LEAST_COUNCILLORS:
        faults.append(f"a panel has at least {LEAST_COUNCILLORS} councillors; seats for {seats}")
    if independents < LEAST_INDEPENDENTS:
        faults.append(
            f"a panel has at least {LEAST_INDEPENDENTS} co-opted members; here {independents}"
        )
    if seats + independents > MOST_MEMBERS:
        faults.append(f"a panel has at most {MOST_MEMBERS} members; here {seats + independents}")
    return faults


def _misfits(councils: Sequence[Council]) -> list[str]:
    faults = [
        f"{council.name} has no seat; each council appoints at least one member"
        for council in councils
        if not council.members
    ]
    for council in councils:
        if not council.councillors:
            faults.append(f"{council.name}: the number of its councillors is not entered")
            continue
        for party in dict.fromkeys(filter(None, council.members)):
            appointed = council.members.count(party)
            there = council.councillors.get(party, 0)
            if appointed > there:
                faults.append(
                    f"{council.name}: {counted(appointed, 'member')} of {party}, which has "
                    f"{counted(there, 'councillor')} there"
                )
    return faults
