"""Which further counts must be hidden, so that no small one can be worked out from all the sums.

A small count is safe when numbers could be moved among hidden counts, every sum kept, so that it
takes any value the rule hides. Such a *move* is a plus or minus one for some counts; the cheapest
is searched for, those that are hidden already costing nothing. It holds against all sums together
(Cox 1980 on cycles in tables; here any system of sums), not only against each by itself.

Plain Python on purpose: the office uses it, and loads no numpy.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from beatwise.publication.disclosure_rule import Rule


Place = TypeVar("Place", bound=Hashable)
MOST_STEPS = 20_000  # of one search; beyond it all that hangs together is hidden


class Sum(NamedTuple, Generic[Place]):
    """Places whose counts add up to that of another."""

    parts: tuple[Place, ...]
    total: Place


@dataclass(frozen=True, slots=True)
class Counts(Generic[Place]):
    """Counts by place, and every sum that a reader could subtract in."""

    by_place: Mapping[Place, int]
    sums: Sequence[Sum[Place]]

    def signs(self) -> dict[Place, list[tuple[int, int]]]:
        """Return for each place the sums it is in, 1 as a part and -1 as the total."""
        signs: dict[Place, list[tuple[int, int]]] = {}
        for number, each in enumerate(self.sums):
            for part in each.parts:
                signs.setdefault(part, []).append((number, 1))
            signs.setdefault(each.total, []).append((number, -1))
        return signs


def protect(counts: Counts[Place], hidden: set[Place], rule: Rule) -> None:
    """Hide further places, so that each hidden one could take any value the rule hides."""
    signs = counts.signs()
    own = [place for place in hidden if place in signs]
    for place in sorted(own, key=lambda each: (counts.by_place[each], str(each))):
        hidden.update(_cheapest_move(counts, signs, place, hidden, rule))


def _cheapest_move(
    counts: Counts[Place],
    signs: Mapping[Place, Sequence[tuple[int, int]]],
    place: Place,
    hidden: set[Place],
    rule: Rule,
) -> set[Place]:
    """Return the places of the cheapest move of one; all that hang together when none is found."""
    order, start = 0, {place: 1}
    waiting: list[tuple[int, int, int, dict[Place, int]]] = [(0, len(start), order, start)]
    for _ in range(MOST_STEPS):
        if not waiting:
            break
        cost, _, _, move = heapq.heappop(waiting)
        broken = _broken_sum(move, signs)
        if broken is None:
            return set(move)
        for other, way in _mending(counts, broken[0], broken[1], move):
            longer = {**move, other: way}
            if _has_room(counts, longer, place, rule):
                order += 1
                more = 0 if other in hidden else counts.by_place[other] + 1
                heapq.heappush(waiting, (cost + more, len(longer), order, longer))
    return _connected(counts, signs, place)


def _broken_sum(
    move: Mapping[Place, int], signs: Mapping[Place, Sequence[tuple[int, int]]]
) -> tuple[int, int] | None:
    """Return the first sum that a move does not keep, and by how much; ``None`` when all hold."""
    left: dict[int, int] = {}
    for place, way in move.items():
        for number, sign in signs.get(place, ()):
            left[number] = left.get(number, 0) + way * sign
    return min(((n, off) for n, off in left.items() if off), default=None)


def _mending(
    counts: Counts[Place], number: int, off: int, move: Mapping[Place, int]
) -> Iterator[tuple[Place, int]]:
    """Yield each further place of a sum, and the way it must move to bring the sum back."""
    way = -1 if off > 0 else 1
    broken = counts.sums[number]
    for part in broken.parts:
        if part not in move:
            yield part, way
    if broken.total not in move:
        yield broken.total, -way


def _has_room(counts: Counts[Place], move: Mapping[Place, int], place: Place, rule: Rule) -> bool:
    """Whether no count of a move falls below zero while the place takes all that is hidden."""
    count = counts.by_place[place]
    falling = (counts.by_place[other] for other, way in move.items() if way < 0)
    rising = (counts.by_place[other] for other, way in move.items() if way > 0)
    if count >= rule.threshold:  # hidden for another reason: enough when it could be more
        return min(falling, default=math.inf) >= rule.threshold - 1
    up, down = min(falling, default=math.inf), min(rising, default=math.inf)
    return up >= rule.threshold - 1 - count and down >= count - 1


def _connected(
    counts: Counts[Place], signs: Mapping[Place, Sequence[tuple[int, int]]], place: Place
) -> set[Place]:
    """Return every place that a chain of sums joins to this one."""
    reached, waiting = {place}, [place]
    while waiting:
        for number, _ in signs.get(waiting.pop(), ()):
            near = {*counts.sums[number].parts, counts.sums[number].total} - reached
            reached |= near
            waiting += near
    return reached
