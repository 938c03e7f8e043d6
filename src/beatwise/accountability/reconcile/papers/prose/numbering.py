"""Numbered paragraphs: one number twice, one left out, and references to none that there is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from beatwise.accountability.reconcile.papers.figure_comparison import Comparison, Verdict
from beatwise.accountability.reconcile.papers.paper_content import Paper, Paragraph
from beatwise.accountability.reconcile.papers.prose.sentence_parts import comparison


_NUMBER = re.compile(r"\s*(?P<number>\d{1,3})\.\s+(?=\S)")
_REFERENCE = re.compile(
    r"\bparagraphs?\s+(?P<one>\d{1,3})(?:\s*(?:to|and|-|–)\s*(?P<two>\d{1,3}))?", re.IGNORECASE
)
STEADY = 2  # numbers in order on either side, for a break between them to be one


class Numbered(NamedTuple):
    """A paragraph with the number that it bears."""

    number: int
    paragraph: Paragraph


def numbering(paper: Paper) -> Iterator[Comparison]:
    """Compare the numbers of each report's paragraphs with their order, and its references."""
    for report in _reports(paper.paragraphs):
        yield from _order(report)
        yield from _references(report)


def _reports(paragraphs: Sequence[Paragraph]) -> list[list[Numbered]]:
    """Return the numbered paragraphs of each report; a report begins where they begin at 1."""
    reports: list[list[Numbered]] = [[]]
    for paragraph in paragraphs:
        match = _NUMBER.match(paragraph.text)
        if match is None:
            continue
        number = int(match["number"])
        if number == 1:
            reports.append([])
        reports[-1].append(Numbered(number, paragraph))
    return [report for report in reports if len(report) > 2 * STEADY]


def _order(report: list[Numbered]) -> Iterator[Comparison]:
    for at in range(1, len(report)):
        before, here = report[at - 1], report[at]
        step = here.number - before.number
        if step == 1:
            yield _numbered(here, str(here.number), "agrees", "It follows the one before.")
        elif step in (0, 2) and _is_steady(report, at):
            # A number that is missing may stand in a heading that the reader did not see.
            words = (
                f"Paragraph {here.number} stands twice."
                if step == 0
                else f"There is no paragraph {here.number - 1}."
            )
            verdict: Verdict = "certain" if step == 0 else "possible"
            yield _numbered(here, str(before.number + 1), verdict, words)


def _is_steady(report: list[Numbered], at: int) -> bool:
    """Whether the numbers before and after a break run on by one."""
    before = [each.number for each in report[max(0, at - STEADY) : at]]
    after = [each.number for each in report[at : at + STEADY]]
    runs = (before, after)
    return all(len(run) == STEADY and all(b - a == 1 for a, b in pairwise(run)) for run in runs)


def _references(report: list[Numbered]) -> Iterator[Comparison]:
    last = max(each.number for each in report)
    for here in report:
        for match in _REFERENCE.finditer(here.paragraph.text):
            if _is_elsewhere(here.paragraph.text, match):
                continue
            numbers = [int(number) for number in (match["one"], match["two"]) if number]
            verdict, words = _reference(here.number, numbers, last)
            both = (match[0], f"1 to {last}")
            yield comparison(here.paragraph, here.paragraph.text, "reference", both, verdict, words)


def _reference(here: int, numbers: list[int], last: int) -> tuple[Verdict, str]:
    if max(numbers) > last:
        return "certain", f"The last paragraph of this report is {last}."
    if here in numbers:
        return "certain", "It is the paragraph itself."
    return "agrees", "There is such a paragraph."


def _is_elsewhere(text: str, match: re.Match[str]) -> bool:
    """Whether a reference is to another document: "paragraph 12 of the Code"."""
    return bool(re.match(r"\s*(?:of|in|\()\s*(?!this)", text[match.end() :], re.IGNORECASE))


def _numbered(here: Numbered, recomputed: str, verdict: Verdict, words: str) -> Comparison:
    both = (str(here.number), recomputed)
    return comparison(here.paragraph, here.paragraph.text, "numbering", both, verdict, words)
