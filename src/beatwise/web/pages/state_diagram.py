"""A state table as a picture: drawn from the table, so that it cannot say something else."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import NamedTuple, Protocol


_WIDTH, _HEIGHT, _GAP, _MARGIN, _LANE = 140, 46, 54, 20, 26
_INK, _BLUE, _PAPER = "#0b0c0c", "#12436d", "#ffffff"


class State(Protocol):
    """A state: its name, what people call it, and whether it is the end."""

    @property
    def name(self) -> str:
        """Its name in the table."""

    @property
    def title(self) -> str:
        """What people call it."""

    @property
    def final(self) -> bool:
        """Whether no step leads on."""


class Transition(Protocol):
    """A step from any of some states to one."""

    @property
    def words(self) -> str:
        """What people do."""

    @property
    def sources(self) -> tuple[str, ...]:
        """The names of the states it leads from."""

    @property
    def target(self) -> str:
        """The name of the state it leads to."""


class Table(Protocol):
    """States, and the steps between them."""

    @property
    def states(self) -> Sequence[State]:
        """The states, in order."""

    @property
    def transitions(self) -> Sequence[Transition]:
        """The steps between them."""


def svg(table: Table, one: str) -> str:
    """Return the states of ``one`` thing in a row, steps forward above them and back below.

    The table of steps that stands beside it says the same in words; to a screen reader the picture
    is one sentence.
    """
    place = {state.name: i for i, state in enumerate(table.states)}
    steps = [
        _Step(place[source], place[t.target], t.words)
        for t in table.transitions
        for source in t.sources
    ]
    ahead, lanes_up = _lanes([s for s in steps if s.target > s.source])
    back, lanes_down = _lanes([s for s in steps if s.target < s.source])
    top = _MARGIN + lanes_up * _LANE + 10
    width = 2 * _MARGIN + len(place) * _WIDTH + (len(place) - 1) * _GAP
    height = top + _HEIGHT + lanes_down * _LANE + _MARGIN + 10
    parts = [_arc(step, lane, top, above=True) for step, lane in ahead]
    parts += [_arc(step, lane, top, above=False) for step, lane in back]
    parts += [
        _box(i, state.title, final=state.final, top=top) for i, state in enumerate(table.states)
    ]
    words = escape(f"States of {one}: {', '.join(s.title for s in table.states)}.")
    return (
        f'<svg role="img" aria-label="{words}" xmlns="http://www.w3.org/2000/svg" '
        f'width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        f'font-family="Arial, sans-serif" font-size="14">{_ARROW}{"".join(parts)}</svg>'
    )


_ARROW = (
    '<defs><marker id="end" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" '
    f'markerHeight="8" orient="auto"><path d="M0 0 10 5 0 10z" fill="{_INK}"/></marker></defs>'
)


class _Step(NamedTuple):
    """A step between two boxes, by their positions in the row, with its words."""

    source: int
    target: int
    words: str


def _lanes(steps: list[_Step]) -> tuple[list[tuple[_Step, int]], int]:
    """Give each step a lane in which it meets no other; short steps are nearest the boxes."""
    lanes: list[list[tuple[int, int]]] = []
    in_lanes = []
    for step in sorted(steps, key=lambda s: (abs(s.target - s.source), min(s.source, s.target))):
        low, high = sorted((step.source, step.target))
        free = (n for n, lane in enumerate(lanes) if all(high <= a or low >= b for a, b in lane))
        number = next(free, len(lanes))
        if number == len(lanes):
            lanes.append([])
        lanes[number].append((low, high))
        in_lanes.append((step, number))
    return in_lanes, len(lanes)


def _arc(step: _Step, lane: int, top: int, *, above: bool) -> str:
    source, target, words = step
    forward = 1 if target > source else -1
    start = _centre(source) + 30 * forward
    end = _centre(target) - 30 * forward
    edge = top if above else top + _HEIGHT
    level = edge - 14 - lane * _LANE if above else edge + 16 + lane * _LANE
    line = f"M{start} {edge}V{level}H{end}V{edge}"
    return (
        f'<path d="{line}" fill="none" stroke="{_INK}" marker-end="url(#end)"/>'
        f'<text x="{(start + end) // 2}" y="{level - 4}" text-anchor="middle" fill="{_INK}" '
        f'stroke="{_PAPER}" stroke-width="4" paint-order="stroke" font-size="12">'
        f"{escape(words)}</text>"
    )


def _box(index: int, title: str, *, final: bool, top: int) -> str:
    x = _MARGIN + index * (_WIDTH + _GAP)
    width = 3 if final else 1.5
    return (
        f'<rect x="{x}" y="{top}" width="{_WIDTH}" height="{_HEIGHT}" rx="4" fill="{_PAPER}" '
        f'stroke="{_BLUE}" stroke-width="{width}"/>'
        f'<text x="{x + _WIDTH // 2}" y="{top + _HEIGHT // 2 + 5}" text-anchor="middle" '
        f'fill="{_INK}">{escape(title)}</text>'
    )


def _centre(index: int) -> int:
    return _MARGIN + index * (_WIDTH + _GAP) + _WIDTH // 2
