"""Rows of a table made as wide as its widest, up to a size that no paper has.

A file of a few kilobytes can ask for thousands of millions of cells: one wide row above many
narrow ones, or cells that say they span thousands of others.
"""

from __future__ import annotations

from collections.abc import Sequence

from beatwise.errors import BadInput


MOST_CELLS = 200_000


def even_rows(place: str, rows: Sequence[Sequence[str]]) -> list[tuple[str, ...]]:
    """Return rows of one width, with empty cells where they were shorter.

    ``place`` is the name of the file or page. Raises ``BadInput`` for more than ``MOST_CELLS``.
    """
    width = max(map(len, rows), default=0)
    check_size(place, width * len(rows))
    return [(*row, *("",) * (width - len(row))) for row in rows]


def check_size(place: str, cells: int) -> None:
    """Raise ``BadInput`` for more cells than a table of a paper has."""
    if cells > MOST_CELLS:
        raise BadInput(
            f"a table of more than {MOST_CELLS:,} cells is no table of a paper.",
            place=place,
            next_step="Give the pages or sheets of one report.",
        )
