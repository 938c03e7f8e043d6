"""Shares of a whole stated elsewhere: "29 % of the plan has been completed", 33 of 127 actions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from beatwise.accountability.reconcile.number import exactly
from beatwise.accountability.reconcile.papers.figure_comparison import (
    Comparison,
    number_words,
    verdict_of,
)
from beatwise.accountability.reconcile.papers.paper_content import Paper, Paragraph
from beatwise.accountability.reconcile.papers.printed_figure import NUMBER, Figure, figure
from beatwise.accountability.reconcile.papers.prose.sentence_parts import comparison, sentences


_STEP = r"completed|delivered|achieved|implemented|closed|resolved"
_SHARE = re.compile(
    rf"(?P<share>\d+(?:\.\d+)?\s*%) of (?:the|all|our|its) [\w' -]{{3,40}}?"
    rf" (?:has|have|had|was|were) (?:now )?(?:been )?(?P<step>{_STEP})\b",
    re.IGNORECASE,
)
_TOTAL = re.compile(
    rf"\btotal (?:number )?of (?P<count>{NUMBER}) (?P<name>[a-z]+)\b(?P<rest>[^.;]*)", re.IGNORECASE
)
_PART_OF_TIME = re.compile(r"\b(?:quarter|month|week)\b", re.IGNORECASE)
NEAR = 30  # paragraphs on either side of the share


class StatedTotal(NamedTuple):
    """A total of something, the rest of its sentence, and whether it is of a part of the time."""

    total: Figure
    name: str
    rest: str
    of_a_part: bool


def stated_wholes(paper: Paper) -> Iterator[Comparison]:
    """Compare a share of what was done with the totals that the paragraphs around it state."""
    for at, paragraph in enumerate(paper.paragraphs):
        for words in sentences(paragraph.text):
            for match in _SHARE.finditer(words):
                near = paper.paragraphs[max(0, at - NEAR) : at + NEAR]
                if each := _share(paragraph, words, match, near):
                    yield each


def _share(
    paragraph: Paragraph, words: str, match: re.Match[str], near: Sequence[Paragraph]
) -> Comparison | None:
    printed = figure(match["share"])
    totals = list(_totals(near))
    steps = re.compile(_STEP, re.IGNORECASE)
    step = match["step"].lower()
    parts = [t for t in totals if step in t.rest.lower() and not t.of_a_part]
    names = {part.name for part in parts}
    wholes = [t for t in totals if t.name in names and not steps.search(t.rest)]
    if printed is None or len(parts) != 1 or len(wholes) != 1 or not wholes[0].total.value:
        return None
    part, whole = parts[0], wholes[0]
    share = exactly(part.total.value * 100 / whole.total.value)
    text = number_words(share.exact, printed)
    verdict = verdict_of(printed, share)
    return comparison(
        paragraph,
        words,
        "share of a stated whole",
        (printed.text.strip(), text),
        "possible" if verdict == "certain" else verdict,
        f"{part.total.text} of {whole.total.text} {whole.name} is {text}.",
    )


def _totals(paragraphs: Sequence[Paragraph]) -> Iterator[StatedTotal]:
    for paragraph in paragraphs:
        for words in sentences(paragraph.text):
            for match in _TOTAL.finditer(words):
                count = figure(match["count"])
                if count:
                    of_a_part = bool(_PART_OF_TIME.search(words))
                    yield StatedTotal(count, match["name"].lower(), match["rest"], of_a_part)
