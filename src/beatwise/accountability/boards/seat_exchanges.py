"""The most seats that could pass from parties with too many to parties with too few.

A seat passes where its authority has a councillor of the other party. Which seats pass is a flow
from parties with too many through seats to parties with too few, each with its limit; a path is
looked for until there is none, so no other choice of seats would bring more parties to their due.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence


Node = Hashable
_SOURCE = "source"


def exchanges(
    seats: Sequence[tuple[str, str]],
    over: Mapping[str, int],
    councillors: Mapping[str, Mapping[str, int]],
) -> list[tuple[int, str]]:
    """Return which seats pass to which party, as places in ``seats``, in the order of ``over``.

    Parameters
    ----------
    seats
        Authority and party of each seat; earlier ones pass first where several could.
    over
        How many seats each party has too many; below zero, too few, the earlier ones served first.
    councillors
        How many councillors of each party each authority has.
    """
    room: dict[tuple[Node, Node], int] = {}
    for party, number in over.items():
        room[_SOURCE, ("from", party)] = number
    for place, (authority, giving) in enumerate(seats):
        room[("from", giving), place] = 1
        for party in over:
            if councillors.get(authority, {}).get(party, 0):
                room[place, ("to", party)] = 1
    for party, number in over.items():
        for _ in range(-number):
            _pass_one(room, ("to", party))
    return [
        (place, party)
        for party in over
        for place in range(len(seats))
        if room.get((("to", party), place), 0)
    ]


def _pass_one(room: dict[tuple[Node, Node], int], end: Node) -> None:
    """Let one more seat reach a party, moving others where that makes way."""
    path = _way_back(room, end, {end})
    for one, other in path:
        room[one, other] -= 1
        room[other, one] = room.get((other, one), 0) + 1


def _way_back(
    room: Mapping[tuple[Node, Node], int], end: Node, visited: set[Node]
) -> list[tuple[Node, Node]]:
    """Return the steps of a way with room from the source to a node; none where there is none."""
    for (one, other), left in list(room.items()):
        if other != end or left <= 0 or one in visited:
            continue
        if one == _SOURCE:
            return [(one, other)]
        visited.add(one)
        before = _way_back(room, one, visited)
        if before:
            return [*before, (one, other)]
    return []
