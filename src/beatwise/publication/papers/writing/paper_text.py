"""The plain text of a paper in pieces: headings, paragraphs, lists, and where tables stand.

A line that begins with ``#`` is a heading, lines that begin with ``-`` are a list, a line
``{table: actions}``, ``{chart: robbery}`` or ``{list: RECIPE NAME}`` alone places what it names;
everything else is a paragraph, and an empty line ends one. A heading that begins with *Appendix*
opens one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from beatwise.publication.formats.document import Bullets, Heading, Paragraph


REFERENCE = re.compile(
    r"\{\s*(?!(?:table|chart|paragraphs|appendix)\s*:)(?P<path>[^{}|]+?)\s*(?:\|\s*(?P<form>[^{}|]*?)\s*)?\}"
)
_PLACE = re.compile(r"\{\s*(?P<kind>table|chart|list)\s*:\s*(?P<name>[^{}]+?)\s*\}")


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a ``table``, a ``chart`` or a ``list`` stands, by its name."""

    kind: str
    name: str

    @property
    def reference(self) -> str:
        """How the text names it."""
        return f"{{{self.kind}: {self.name}}}"


Piece = Heading | Paragraph | Bullets | Placed


def pieces(text: str) -> tuple[Piece, ...]:
    """Return the pieces of a text in order; references in words are left as they are."""
    return tuple(_pieces(text.replace("\r\n", "\n").split("\n")))


def words_of(piece: Piece) -> tuple[str, ...]:
    """Return the sentences of a piece as they were typed."""
    match piece:
        case Heading(words) | Paragraph(words):
            return (words,)
        case Bullets(items):
            return items
        case Placed():
            return ()


def _pieces(lines: list[str]) -> Iterator[Piece]:
    paragraph: list[str] = []
    items: list[str] = []
    for line in [*(line.strip() for line in lines), ""]:
        is_item = line.startswith("- ")
        if items and not is_item:
            yield Bullets(tuple(items))
            items = []
        place = _PLACE.fullmatch(line)
        if paragraph and (not line or is_item or place or line.startswith("#")):
            yield Paragraph(" ".join(paragraph))
            paragraph = []
        if is_item:
            items.append(line[2:].strip())
        elif place:
            yield Placed(place["kind"], place["name"])
        elif line.startswith("#"):
            yield Heading(line.lstrip("#").strip(), 3 if line.startswith("###") else 2)
        elif line:
            paragraph.append(line)
