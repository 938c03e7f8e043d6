"""The parts of a board paper as values: words, tables, pictures, entries, as they are frozen.

A table for readers has its values in words; one for a spreadsheet has numbers as numbers. Both are
frozen, so a page, a print and a spreadsheet of one pack never differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import cast


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
        A short name, one of its kind in a pack, and the caption above the table.
    heads, numbers
        The column headings, and which of the columns (from 0) hold numbers.
    rows
        The cells; ``None`` is *no data*.
    things
        What each row is about, as the history names it, or empty.
    medium
        ``page``, ``sheet`` or ``both``: where it appears (``shown`` in a frozen pack).
    """

    name: str
    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    numbers: tuple[int, ...] = ()
    things: tuple[str, ...] = ()
    medium: str = BOTH


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


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a paper, and beneath it what a reader opens.

    Parameters
    ----------
    title
        What the line is about.
    summary
        What stands beneath the title in words, or empty.
    figures
        Its few figures in words, each with its label: latest, target, variation.
    thing
        What it is about, as the history names it, or empty.
    parts
        Its detail.
    """

    title: str
    summary: str = ""
    figures: tuple[tuple[str, str], ...] = ()
    thing: str = ""
    parts: tuple[Part, ...] = ()


Part = Words | Grid | Picture | Entry
_KINDS: dict[str, type] = {"words": Words, "grid": Grid, "picture": Picture, "entry": Entry}


def flat(parts: Iterable[Part]) -> Iterator[Part]:
    """Yield every part in reading order, each entry before its detail."""
    for part in parts:
        yield part
        if isinstance(part, Entry):
            yield from flat(part.parts)


def as_json(parts: Iterable[Part]) -> list[dict[str, object]]:
    """Return parts as plain JSON."""
    names = {kind: name for name, kind in _KINDS.items()}
    return [{"is": names[type(part)], **_fields(part)} for part in parts]


def _fields(part: Part) -> dict[str, object]:
    if isinstance(part, Entry):
        figures = [list(pair) for pair in part.figures]
        return {"title": part.title, "summary": part.summary, "figures": figures,
                "thing": part.thing, "parts": as_json(part.parts)}  # fmt: skip
    fields = asdict(part)
    if isinstance(part, Picture):
        fields["points"] = _fields(part.points)
    if isinstance(part, Grid):
        fields["shown"] = fields.pop("medium")
    return fields


def from_json(values: Iterable[Mapping[str, object]]) -> tuple[Part, ...]:
    """Return the parts that ``as_json`` gave; raise ``KeyError`` or ``TypeError`` for others."""
    return tuple(_part(dict(each)) for each in values)


def _part(fields: dict[str, object]) -> Part:
    kind = fields.pop("is")
    if kind == "grid":
        return _grid(fields)
    if kind == "entry":
        return _entry(fields)
    if kind == "picture":
        fields["points"] = _grid(cast("dict[str, object]", fields["points"]))
    part: Part = _KINDS["picture" if kind == "picture" else "words"](**fields)
    return part


def _entry(fields: dict[str, object]) -> Entry:
    figures = cast("list[list[str]]", fields["figures"])
    pairs = tuple((label, words) for label, words in figures)
    parts = from_json(cast("list[dict[str, object]]", fields["parts"]))
    title, summary, thing = (str(fields[name]) for name in ("title", "summary", "thing"))
    return Entry(title, summary, pairs, thing, parts)


def _grid(fields: dict[str, object]) -> Grid:
    arguments = {"medium" if name == "shown" else name: each for name, each in fields.items()}
    for name in ("heads", "numbers", "things"):
        arguments[name] = tuple(cast("list[object]", fields[name]))
    arguments["rows"] = tuple(tuple(row) for row in cast("list[list[Value]]", fields["rows"]))
    grid: Grid = _KINDS["grid"](**arguments)
    return grid
