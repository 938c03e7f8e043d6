"""What is pointed out while a paper is written: typed figures, claims, short forms, jargon.

Warnings stop nothing: they say where, what, and what could be written instead. The words are in
``data/paper_words.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from beatwise import data
from beatwise.fields import REQUIRED, Fields, document
from beatwise.publication.papers.figure_book import Result
from beatwise.publication.papers.hand_typed import hand_typed
from beatwise.publication.papers.writing.measure_figures import FEWER, MORE
from beatwise.publication.papers.writing.paper_document import WrittenParagraph
from beatwise.publication.papers.writing.paper_text import REFERENCE


TYPED, CLAIM, DIRECTION, SHORT_FORM, JARGON = (
    "Typed figure", "Claim", "Direction", "Short form", "Plainer word",
)  # fmt: skip
_SHORT_FORM = re.compile(r"\b[A-Z]{2,6}s?\b")


@dataclass(frozen=True, slots=True)
class WordingWarning:
    """One thing to look at: its kind, the paragraph, and what it says."""

    kind: str
    paragraph: int
    words: str


@dataclass(frozen=True, slots=True)
class Claim:
    """Words that claim more than a figure shows, what they need, and what to write without it."""

    words: tuple[str, ...]
    needs: str
    instead: str


@dataclass(frozen=True, slots=True)
class PaperWords:
    """The list of words that are pointed out."""

    claims: tuple[Claim, ...]
    down: tuple[str, ...]
    up: tuple[str, ...]
    jargon: Mapping[str, str]
    short_forms: frozenset[str]


@cache
def paper_words() -> PaperWords:
    """Return the list that comes with Beatwise."""
    with document(data.text("paper_words.toml"), "paper_words.toml") as content:
        content.only("claim", "direction", "jargon", "known")
        direction, jargon = content.table("direction"), content.table("jargon")
        return PaperWords(
            content.each("claim", _claim),
            tuple(direction.texts("down", REQUIRED)),
            tuple(direction.texts("up", REQUIRED)),
            {words: jargon.text(words) for words in jargon.data},
            frozenset(content.table("known").texts("short_forms", REQUIRED)),
        )


def _claim(fields: Fields) -> Claim:
    fields.only("words", "needs", "instead")
    words = tuple(fields.texts("words", REQUIRED))
    return Claim(words, fields.text("needs"), fields.text("instead"))


def wording_warnings(
    paragraphs: Sequence[WrittenParagraph], known: Mapping[str, Result]
) -> tuple[WordingWarning, ...]:
    """Return what to look at, in the order of the text; ``known`` are the measures' values."""
    warnings: list[WordingWarning] = []
    explained: set[str] = set()
    for paragraph in paragraphs:
        words = REFERENCE.sub("", paragraph.text)
        warnings += [
            *(WordingWarning(TYPED, paragraph.number, each)
              for each in hand_typed([paragraph.text], known)),
            *_claims(paragraph.number, words),
            *_directions(paragraph, words),
            *_short_forms(paragraph.number, words, explained),
            *_jargon(paragraph.number, words),
        ]  # fmt: skip
    return tuple(warnings)


def _claims(number: int, words: str) -> Iterator[WordingWarning]:
    for claim in paper_words().claims:
        for each in claim.words:
            if _stands(each, words):
                yield WordingWarning(
                    CLAIM, number, f"“{each}” needs {claim.needs}; without it: {claim.instead}."
                )


def _directions(paragraph: WrittenParagraph, words: str) -> Iterator[WordingWarning]:
    """Yield words that say the other way than every change that the paragraph refers to."""
    changes = {figure.change for figure in paragraph.figures if figure.change}
    for way, against in ((paper_words().down, FEWER), (paper_words().up, MORE)):
        for each in way:
            if changes and against not in changes and _stands(each, words):
                went = " and ".join(f.words for f in paragraph.figures if f.change)
                yield WordingWarning(
                    DIRECTION, paragraph.number, f"“{each}”, but the figure is: {went}."
                )


def _short_forms(number: int, words: str, explained: set[str]) -> Iterator[WordingWarning]:
    """Yield short forms at their first use, unless it stands in brackets behind the long one."""
    for match in _SHORT_FORM.finditer(words):
        short = match[0].removesuffix("s")
        if short in explained or short in paper_words().short_forms:
            continue
        explained.add(short)
        if not re.search(rf"\(\s*{short}s?\s*\)", words):
            yield WordingWarning(
                SHORT_FORM, number, f"{short} is not explained: write the long form ({short}) once."
            )


def _jargon(number: int, words: str) -> Iterator[WordingWarning]:
    for each, plainer in paper_words().jargon.items():
        if _stands(each, words):
            yield WordingWarning(JARGON, number, f"“{each}”: {plainer}.")


def _stands(phrase: str, words: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", words, re.IGNORECASE) is not None
