"""Changes in sentences: "5,050 reports, an increase of 838 or 16.6 %", "from 72 to 109 (+51 %)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from beatwise.accountability.reconcile.number import Number, exactly
from beatwise.accountability.reconcile.papers.figure_comparison import (
    Comparison,
    number_words,
    verdict_of,
)
from beatwise.accountability.reconcile.papers.paper_content import Paper, Paragraph
from beatwise.accountability.reconcile.papers.printed_figure import NUMBER, Figure, figure
from beatwise.accountability.reconcile.papers.prose.sentence_parts import comparison, sentences


_UP = r"(?:increas(?:e|ed|ing)|rise|risen|rose|growth|grew|grown|up)"
_DOWN = r"(?:decreas(?:e|ed|ing)|reduc(?:tion|ed)|fall|fallen|fell|drop|dropped|down)"
_WAY = rf"(?P<up>{_UP})|(?P<down>{_DOWN})"
_SHARE = r"[-+]?\d+(?:\.\d+)?\s*%"
_COUNT = rf"{NUMBER}(?![\d%]|\s*%|\s*/)"
_COUNT_THEN_SHARE = re.compile(
    rf"\b(?:{_WAY})\s+(?:of|by)\s+(?P<count>{_COUNT})(?:\s+[a-z-]+){{0,3}}\s*(?:\(|or|,)\s*"
    rf"(?:of\s+)?(?P<share>{_SHARE})",
    re.IGNORECASE,
)
_SHARE_THEN_COUNT = re.compile(
    rf"\b(?:{_WAY})\s+(?:of|by)\s+(?P<share>{_SHARE})\s*\((?P<count>{_COUNT})\b[^)%]*\)",
    re.IGNORECASE,
)
_FROM_TO = re.compile(
    rf"\b(?:from|received)\s+£?(?P<one>{_COUNT})\b(?:\s+[a-z/\d'’-]+){{0,4}}?,?\s+"
    rf"(?:(?:increasing|decreasing|rising|falling)\s+)?to\s+£?(?P<two>{_COUNT})\b"
    rf"[^.;]{{0,50}}?(?P<share>{_SHARE})",
    re.IGNORECASE,
)
_HIGHER = re.compile(
    rf"(?P<two>{_SHARE})[^.;%]{{0,40}}?\b(?P<share>{_SHARE})\s+(?:higher|lower|more|less)\s+than"
    rf"[^.;%]{{0,60}}?\(?(?P<one>{_SHARE})\)?",
    re.IGNORECASE,
)
_LEVEL = re.compile(rf"(?<![\d,.£/-])(?P<level>{NUMBER})(?![\d%/]|\s*%)")
_YEAR = re.compile(r"(?:19|20)\d\d")
NEAR = 10  # paragraphs before, in which a level of the same name is looked for


def changes(paper: Paper) -> Iterator[Comparison]:
    """Compare each change in per cent with the numbers of its sentence."""
    for at, paragraph in enumerate(paper.paragraphs):
        before = paper.paragraphs[max(0, at - NEAR) : at]
        for words in sentences(paragraph.text):
            yield from _changes(paragraph, words, before)
            yield from _from_to(paragraph, words)
            yield from _points(paragraph, words)


def _changes(paragraph: Paragraph, words: str, before: Sequence[Paragraph]) -> Iterator[Comparison]:
    for pattern in (_COUNT_THEN_SHARE, _SHARE_THEN_COUNT):
        for match in pattern.finditer(words):
            count, printed = figure(match["count"]), figure(match["share"])
            if count is None or printed is None:
                continue
            levels = _levels(words[: match.start()]) or _named_levels(words, match, before)
            levels = [each for each in levels if _before(match, count, each) > 0]
            if levels:
                yield _best(paragraph, words, match, count, printed, levels)


def _best(
    paragraph: Paragraph,
    words: str,
    match: re.Match[str],
    count: Figure,
    printed: Figure,
    levels: list[Figure],
) -> Comparison:
    """Return the comparison with the level that agrees, or else with the nearest one before."""
    compared = [_of_level(paragraph, words, match, count, printed, level) for level in levels]
    agreeing = [each for each in compared if each.verdict in ("agrees", "rounding")]
    return (agreeing or compared[-1:])[0]


def _of_level(
    paragraph: Paragraph,
    words: str,
    match: re.Match[str],
    count: Figure,
    printed: Figure,
    level: Figure,
) -> Comparison:
    earlier = _before(match, count, level)
    change = exactly(abs(count.value) * 100 / earlier)
    size = Figure(printed.text, abs(printed.value), printed.half, "%")
    verdict = verdict_of(size, change)
    text = number_words(change.exact, size)
    explanation = f"{count.text} on {number_words(earlier, count)} before is {text}."
    of_new = verdict_of(size, exactly(abs(count.value) * 100 / level.value))
    if verdict == "certain" and of_new == "agrees":
        explanation += f" {printed.text.strip()} is its share of the new figure, {level.text}."
    elif verdict == "certain":
        verdict = "possible"
    return comparison(
        paragraph, words, "change in per cent", (printed.text.strip(), text), verdict, explanation
    )


def _before(match: re.Match[str], count: Figure, level: Figure) -> Fraction:
    """Return the level before the change."""
    return level.value + count.value if match["down"] else level.value - count.value


def _levels(words: str) -> list[Figure]:
    """Return the plain numbers of a text that may be a level: no year, no percentage."""
    levels = []
    for match in _LEVEL.finditer(words):
        level = figure(match["level"])
        if level and not _YEAR.fullmatch(match["level"]) and level.value >= 10:
            levels.append(level)
    return levels


def _named_levels(words: str, match: re.Match[str], before: Sequence[Paragraph]) -> list[Figure]:
    """Return the number printed before the same name: "310 were self-referrals"."""
    name = re.search(r"([A-Za-z-]{6,})\s+(?:have|has)\s*$", words[: match.start()])
    if name is None:
        return []
    pattern = re.compile(rf"(?P<level>{NUMBER})\s+(?:were\s+|was\s+)?{re.escape(name[1])}\b", re.I)
    for paragraph in reversed(before):
        if level := pattern.search(paragraph.text):
            number = figure(level["level"])
            return [number] if number else []
    return []


def _from_to(paragraph: Paragraph, words: str) -> Iterator[Comparison]:
    for match in _FROM_TO.finditer(words):
        one, two, printed = (figure(match[name]) for name in ("one", "two", "share"))
        if not (one and two and printed and one.value) or _YEAR.fullmatch(match["one"]):
            continue
        change = exactly((two.value / one.value - 1) * 100)
        size = Figure(printed.text, abs(printed.value), printed.half, "%")
        text = number_words(change.exact, size)
        verdict = verdict_of(size, Number(*map(abs, (change.exact, change.low, change.high))))
        explanation = f"From {one.text} to {two.text} is {text}."
        yield comparison(
            paragraph,
            words,
            "change in per cent",
            (printed.text.strip(), text),
            "possible" if verdict == "certain" else verdict,
            explanation,
        )


def _points(paragraph: Paragraph, words: str) -> Iterator[Comparison]:
    """Yield differences of two percentages printed as per cent."""
    for match in _HIGHER.finditer(words):
        one, two, printed = (figure(match[name]) for name in ("one", "two", "share"))
        if not (one and two and printed and one.value):
            continue
        relative = exactly(abs(two.value / one.value - 1) * 100)
        verdict = verdict_of(printed, relative)
        text = number_words(relative.exact, printed)
        if verdict == "certain" and abs(two.value - one.value) == abs(printed.value):
            points = number_words(abs(printed.value), Figure("", Fraction(0), printed.half))
            explanation = f"The two differ by {points} percentage points; in per cent it is {text}."
            both = (printed.text.strip(), text)
            yield comparison(paragraph, words, "points as per cent", both, "certain", explanation)
