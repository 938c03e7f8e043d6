"""A paragraph's sentences, cut where they end and not at "No. 4", "£6.0m" or an item's number."""

from __future__ import annotations

import re

from beatwise.accountability.reconcile.papers.figure_comparison import Comparison, Verdict
from beatwise.accountability.reconcile.papers.paper_content import Paragraph


# A number of one or two digits before a point is an item's, or a suite's.
_END = re.compile(r"(?<=[a-z)%\d][.!?])(?<!\b\d\.)(?<!\b\d\d\.)\s+(?=[A-Z\"“(])")
LONGEST = 110  # characters of a sentence that stand for it in a list


def sentences(text: str) -> list[str]:
    """Return the sentences of a text."""
    return [part for part in _END.split(text) if part.strip()]


def comparison(
    paragraph: Paragraph,
    words: str,
    rule: str,
    both: tuple[str, str],
    verdict: Verdict,
    explanation: str,
) -> Comparison:
    """Return the comparison of a figure in a sentence; ``both``: as printed, and recomputed."""
    short = words if len(words) <= LONGEST else f"{words[: LONGEST - 1].rstrip()}…"
    return Comparison(paragraph.line, "", short, rule, *both, verdict, explanation)
