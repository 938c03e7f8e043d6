"""A state table as a picture: drawn from the table, so that it cannot say something else."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any, Protocol


_WIDTH, _HEIGHT, _GAP, _MARGIN, _LANE = 140, 46, 54, 20, 26
_INK, _BLUE, _PAPER = "#0b0c0c", "#12436d", "#ffffff"


class Table(Protocol):
    """States (name, title, final) and transitions (words, sources, target)."""

    @property
    def states(self) -> Sequence[Any]:
        """The states, in order."""

    @property
    def transitions(self) -> Sequence[Any]:
        """The steps between them."""


def svg(made: Table, one: str) -> str:
    """Return the states of ``one`` thing in a row, steps forward above them and back below.

    The table of steps that stands beside it says the same in words; to a screen reader the picture
    is one sentence.
    """
    place = {state.name: i for i, state in enumerate(made.states)}
    steps = [
        (place[source], place[t.target], t.words) for t in made.transitions for source in t.sources
    ]
    ahead, lanes_up = _lanes([s for s in steps if s[1] > s[0]])
    back, lanes_down = _lanes([s for s in steps if s[1] < s[0]])
    top = _MARGIN + lanes_up * _LANE + 10
    width = 2 * _MARGIN + len(place) * _WIDTH + (len(place) - 1) * _GAP
    height = top + _HEIGHT + lanes_down * _LANE + _MARGIN + 10
    parts = [_arc(step, lane, top, above=True) for step, lane in ahead]
    parts += [_arc(step, lane, top, above=False) for step, lane in back]
    parts += [
        _box(i, state.title, final=state.final, top=top) for i, state in enumerate(made.states)
    ]
    words = escape(f"States of {one}: {', '.join(s.title for s in made.states)}.")
    return (
        f'<svg role="img" aria-label="{words}" xmlns="http://www.w3.org/2000/svg" '
        f'width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        f'font-family="Arial, sans-serif" font-size="14">{_ARROW}{"".join(parts)}</svg>'
    )


_ARROW = (
    '<defs><marker id="end" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" '
    f'markerHeight="8" orient="auto"><path d="M0 0 10 5 0 10z" fill="{_INK}"/></marker></defs>'
)


def _lanes(
    steps: list[tuple[int, int, str]],
) -> tuple[list[tuple[tuple[int, int, str], int]], int]:
    """Give each step a lane in which it meets no other; short steps are nearest the boxes."""
    lanes: list[list[tuple[int, int]]] = []
    placed = []
    for step in sorted(steps, key=lambda s: (abs(s[1] - s[0]), min(s[:2]))):
        low, high = min(step[:2]), max(step[:2])
        free = (n for n, lane in enumerate(lanes) if all(high <= a or low >= b for a, b in lane))
        number = next(free, len(lanes))
        if number == len(lanes):
            lanes.append([])
        lanes[number].append((low, high))
        placed.append((step, number))
    return placed, len(lanes)


def _arc(step: tuple[int, int, str], lane: int, top: int, *, above: bool) -> str:
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
