"""Figures that were typed into a paper although the disclosure gate hides or rounds them.

References pass the gate by themselves. What is typed is looked at where a paragraph speaks of a
measure about people, by its title or a reference: any exact figure of it that the gate does not
let out stands in the way of the paper, down to two digits (a smaller one may be anything).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator

from beatwise.accountability.measures.measure import Measure
from beatwise.publication.papers.writing.paper_document import WrittenParagraph
from beatwise.publication.papers.writing.paper_text import REFERENCE
from beatwise.publication.published import UNCONTROLLED
from beatwise.web.performance import selectors as performance
from beatwise.web.performance.gated_measures import NUMBERS, publication_of


LEAST = 10
_NUMBER = re.compile(r"(?<![\w.,])\d[\d,]*(?:\.\d+)?(?![\w%])")


def typed_secrets(paragraphs: Iterable[WrittenParagraph], day: dt.date) -> Iterator[str]:
    """Yield a sentence for each typed figure that the gate does not let out."""
    controlled = [
        measure
        for measure in performance.measures(day).values()
        if measure.disclosure != UNCONTROLLED
    ]
    for paragraph in paragraphs:
        typed = _NUMBER.findall(REFERENCE.sub("", paragraph.text))
        if not typed:
            continue
        for measure in controlled:
            if _speaks_of(paragraph, measure):
                exact_figures = _secrets(measure, day)
                for number in dict.fromkeys(typed):
                    if number.replace(",", "") in exact_figures:
                        yield (
                            f"Paragraph {paragraph.number} types {number}, which the disclosure "
                            f"rule hides or rounds: {measure.title}. Refer to the measure."
                        )


def _speaks_of(paragraph: WrittenParagraph, measure: Measure) -> bool:
    words = paragraph.text.lower()
    return measure.title.lower() in words or f"{{{measure.id}." in words.replace(" ", "")


def _secrets(measure: Measure, day: dt.date) -> frozenset[str]:
    """Return the exact figures of a measure that nobody outside may see, as they are typed."""
    exact_figures: set[str] = set()
    for exact, published in publication_of(measure.id, day).values.items():
        for name in NUMBERS:
            number, outside = getattr(exact, name), getattr(published.observation, name)
            if number is not None and number != outside and abs(number) >= LEAST:
                exact_figures.add(f"{number:f}")
    return frozenset(exact_figures)
