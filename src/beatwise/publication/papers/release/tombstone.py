"""What stands at the address of a withdrawn paper: that it was there, and why it is not."""

from __future__ import annotations

import datetime as dt

from beatwise.clock import day_words
from beatwise.publication.formats import html
from beatwise.publication.formats.document import Document, Paragraph


def tombstone_page(title: str, body: str, released: dt.date, on: dt.date, why: str) -> bytes:
    """Return the page in the place of a withdrawn paper; the same bytes each time."""
    words = (
        f"This paper was released on {day_words(released)} and withdrawn on {day_words(on)}.",
        f"Why: {why}",
        "The office keeps what was released; ask its contact for it.",
    )
    blocks = tuple(map(Paragraph, words))
    document = Document(f"Withdrawn: {title}", body, (), blocks, ("End of notice",), on)
    return html.page(document, contents=False).encode()
