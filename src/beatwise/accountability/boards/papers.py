"""The parts of a board paper as values: words, tables and pictures, as they are frozen.

A table for readers has its values in words; one for a spreadsheet has numbers as numbers. Both are
frozen, so a page, a print and a spreadsheet of one pack never differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any


Value = str | int | float | None
PAGE, SHEET, BOTH = "page", "sheet", "both"


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph; with a ``level`` of 3 or 4, a heading."""

    text: str
    level: int = 0


@dataclass(frozen=True, slots=True)
class Grid:
    """A table.

    Parameters
    ----------
    name, caption
        A short name, one of its kind in a pack, and what stands above the table.
    heads, numbers
        The column headings, and which of the columns (from 0) hold numbers.
    rows
        The cells; ``None`` is *no data*.
    things
        What each row is about, as the history names it, or empty.
    shown
        ``page``, ``sheet`` or ``both``: where it stands.
    """

    name: str
    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    numbers: tuple[int, ...] = ()
    things: tuple[str, ...] = ()
    shown: str = BOTH


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing as SVG for wide and narrow pages, the words for it, and the table of its points."""

    name: str
    caption: str
    alt: str
    wide: str
    narrow: str
    points: Grid
    note: str = ""


Part = Words | Grid | Picture
_KINDS: dict[str, type] = {"words": Words, "grid": Grid, "picture": Picture}


def written(parts: Iterable[Part]) -> list[dict[str, Any]]:
    """Return parts as plain JSON."""
    names = {kind: name for name, kind in _KINDS.items()}
    return [{"is": names[type(part)], **asdict(part)} for part in parts]


def read(held: Iterable[Mapping[str, Any]]) -> tuple[Part, ...]:
    """Return the parts that ``written`` gave; raise ``KeyError`` or ``TypeError`` for others."""
    return tuple(_part(dict(each)) for each in held)


def _part(held: dict[str, Any]) -> Part:
    kind = held.pop("is")
    if kind == "picture":
        return Picture(**{**held, "points": _grid(held["points"])})
    return _grid(held) if kind == "grid" else Words(**held)


def _grid(held: Mapping[str, Any]) -> Grid:
    lists = {name: tuple(held[name]) for name in ("heads", "numbers", "things")}
    return Grid(**{**held, **lists, "rows": tuple(tuple(row) for row in held["rows"])})
