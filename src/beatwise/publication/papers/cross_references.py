"""Cross-references of a paper: to paragraphs, tables and appendices, right when words move.

``{paragraphs: NAME}`` becomes the numbers of the part of that name, or that answers the request of
that letter; ``{table: NAME}``, ``{chart: NAME}`` and ``{appendix: NAME}`` the number or the letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from beatwise.errors import BadInput
from beatwise.publication.formats.document import Block, Bullets, Inset, Paragraph
from beatwise.publication.papers.row_tables import letter


CROSS_REFERENCE = re.compile(
    r"\{(?P<kind>paragraphs|table|chart|appendix):\s*(?P<name>[^{}]+?)\s*\}"
)
NO_TABLE = "a table of which there is no record"
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Places:
    """Where the parts, tables, charts and appendices of a paper stand, by name.

    ``recipe_tables`` are those that the recipe has, whether there is a record of them or not.
    """

    paragraphs: Mapping[str, Place]
    tables: Mapping[str, int]
    appendices: Mapping[str, str]
    recipe_tables: frozenset[str] = frozenset()
    charts: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def by_name(
        cls,
        paragraphs: Mapping[str, Place],
        tables: Mapping[str, int],
        appendices: Mapping[str, str],
        recipe_tables: Iterable[str] = (),
    ) -> Places:
        """Return places by the names that references have: see ``place_name``."""
        return cls(
            {place_name(name): place for name, place in paragraphs.items()},
            {place_name(name): number for name, number in tables.items()},
            {place_name(name): letter for name, letter in appendices.items()},
            frozenset(map(place_name, recipe_tables)),
        )

    def words(self, kind: str, name: str) -> str:
        """Return what a reference prints; raise ``BadInput`` when there is nothing of the name."""
        if kind == "paragraphs" and name in self.paragraphs:
            return numbers(self.paragraphs[name])
        if kind == "table" and name in self.tables:
            return f"table {self.tables[name]}"
        if kind == "chart" and name in self.charts:
            return f"figure {self.charts[name]}"
        if kind == "table" and name in self.recipe_tables:
            return NO_TABLE
        if kind == "appendix" and name in self.appendices:
            return f"appendix {self.appendices[name]}"
        known: Mapping[str, object] = {
            "paragraphs": self.paragraphs, "table": self.tables, "chart": self.charts,
            "appendix": self.appendices,
        }[kind]  # fmt: skip
        raise BadInput(
            f"{{{kind}: {name}}} refers to nothing in this paper.",
            next_step=f"It has: {', '.join(known) or 'none'}.",
        )


def numbers(place: Place) -> str:
    """Return the numbers of a run of paragraphs in words."""
    first, last = place
    if last < first:  # a part of which there is no record
        return "no paragraph"
    return f"paragraph {first}" if first == last else f"paragraphs {first} to {last}"


def appendix_letter(at: int) -> str:
    """Return the letters of an appendix counted from 0: A to Z, then AA, AB and so on."""
    return letter(at).upper()


def place_name(words: str) -> str:
    """Return what a reference calls a heading or a table: its words, joined by hyphens."""
    return "-".join("".join(c if c.isalnum() or c == "_" else " " for c in words.lower()).split())


class OwnNames:
    """What references call the sections of a paper, each name once, in the order they come."""

    def __init__(self) -> None:
        self._names: set[str] = set()
        self._counts: dict[str, int] = {}

    def add(self, name: str) -> str:
        """Return what one more section is called: its name, counted where it stands again."""
        own, number = name, self._counts.get(name, 1)
        while own in self._names:
            number += 1
            own = f"{name}-{number}"
        self._names.add(own)
        self._counts[name] = number
        return own


def with_references(block: Block, places: Places) -> Block:
    """Return a block with its cross-references printed."""

    def printed(text: str) -> str:
        return CROSS_REFERENCE.sub(lambda match: _words(match, places), text)

    match block:
        case Paragraph(text):
            return replace(block, text=printed(text))
        case Inset(text):
            return Inset(printed(text))
        case Bullets(items, numbered):
            return Bullets(tuple(map(printed, items)), numbered)
        case _:
            return block


def _words(match: re.Match[str], places: Places) -> str:
    """Return what a reference prints."""
    words = places.words(match["kind"], place_name(match["name"]))
    return in_sentence(words, match)


def in_sentence(words: str, match: re.Match[str]) -> str:
    """Return what stands in the place of a match, with a capital where it begins a sentence."""
    before = match.string[: match.start()].rstrip()
    return words[0].upper() + words[1:] if not before or before[-1] in ".?!" else words
