"""Words with figures in the place of references."""

from __future__ import annotations

import re

from beatwise.publication.papers.figure_book import FigureBook, as_printed, within


REFERENCE = re.compile(r"\{\s*(?P<path>[\w.#-]+)\s*(?:\|\s*(?P<form>\w*)\s*)?\}")


def filled(words: str, book: FigureBook) -> str:
    """Return words with each ``{path | form}`` printed; raise ``Missing`` for what is not there."""
    return REFERENCE.sub(lambda match: book.words(match["path"], match["form"] or ""), words)


def filled_from(words: str, row: object) -> str:
    """Return words filled from the fields of one row; raise ``Missing`` like ``filled``."""

    def printed(match: re.Match[str]) -> str:
        path = match["path"]
        return as_printed(within(row, path.split("."), path), match["form"] or "", path)

    return REFERENCE.sub(printed, words)
