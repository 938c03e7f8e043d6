"""Shares in sentences: "220 of 9,876 … are repeat victims, 2.23 %"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from beatwise.accountability.reconcile.number import exactly
from beatwise.accountability.reconcile.papers.figure_comparison import (
    Comparison,
    number_words,
    verdict_of,
)
from beatwise.accountability.reconcile.papers.paper_content import Paper, Paragraph
from beatwise.accountability.reconcile.papers.printed_figure import NUMBER, figure
from beatwise.accountability.reconcile.papers.prose.sentence_parts import comparison, sentences


_SHARE = r"(?P<share>\d+(?:\.\d+)?\s*%)"
_PART_OF_WHOLE = (
    rf"(?<![\d,.])(?P<part>{NUMBER})\s+(?:out\s+)?of\s+(?:the\s+|all\s+)?(?P<whole>{NUMBER})\b"
)
_FORMS = (
    re.compile(
        rf"{_PART_OF_WHOLE}(?:\s+[a-z-]+){{0,8}}\s*[,(]\s*(?:or\s+|which is\s+)?{_SHARE}", re.I
    ),
    re.compile(rf"{_SHARE}\s*\(\s*{_PART_OF_WHOLE}", re.I),
    re.compile(
        rf"(?<![\d,.])(?P<part>{NUMBER})\s*\({_SHARE}\)\s+(?:out\s+)?of\s+(?:the\s+|all\s+)?(?P<whole>{NUMBER})\b",
        re.I,
    ),
)


def shares(paper: Paper) -> Iterator[Comparison]:
    """Compare each share with its part and whole, where a sentence prints all three."""
    for paragraph in paper.paragraphs:
        for words in sentences(paragraph.text):
            for form in _FORMS:
                for match in form.finditer(words):
                    if each := _share(paragraph, words, match):
                        yield each


def _share(paragraph: Paragraph, words: str, match: re.Match[str]) -> Comparison | None:
    part, whole, printed = (figure(match[name]) for name in ("part", "whole", "share"))
    if not (part and whole and printed and whole.value) or part.value > whole.value:
        return None
    share = exactly(part.value * 100 / whole.value)
    text = number_words(share.exact, printed)
    return comparison(
        paragraph,
        words,
        "share",
        (printed.text.strip(), text),
        verdict_of(printed, share),
        f"{part.text} of {whole.text} is {text}.",
    )
