"""Divide text into rows of cells: find the delimiter, refuse what is not whole."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Iterator

from beatwise.cell_text.formula_quote import unquote
from beatwise.errors import BadInput


Row = tuple[str, ...]
DELIMITERS = (",", ";", "\t", "|")


def divided(lines: Iterable[str], delimiter: str, *, place: str) -> Iterator[Row]:
    """Yield each record's cells, blank ones too, without the quote our files put before a formula.

    Raises ``BadInput`` naming the line of ``place`` where a quotation mark is not closed.
    """
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    try:
        # Tuples of text cost the collector nothing; few lines have a quoted formula in them.
        for row in reader:
            yield tuple(map(unquote, row)) if any(cell[:1] == "'" for cell in row) else tuple(row)
    except csv.Error as error:
        raise BadInput(
            f"the file is not whole CSV: {error}.",
            place=f"{place}, line {reader.line_num}",
            next_step="Look for a quotation mark that is never closed, or save it again as CSV.",
        ) from None


def delimiter_of(lines: list[str]) -> str:
    """Return the delimiter that cuts most of the first lines into the most equal rows."""
    return max(DELIMITERS, key=lambda delimiter: _score(lines, delimiter))


def _score(lines: list[str], delimiter: str) -> tuple[int, int]:
    try:
        widths = Counter(len(row) for row in csv.reader(lines, delimiter=delimiter) if row)
    except csv.Error:
        return 0, 0
    cut = {width: count for width, count in widths.items() if width > 1}
    if not cut:
        return 0, 0
    width, count = max(cut.items(), key=lambda item: (item[1], item[0]))
    return count, width
