"""Lay words out for the width at hand: tables that cut nothing, lines that hang under their own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text


def head(console: Console, words: str) -> None:
    """Print a heading after an empty line."""
    console.print(Text(f"\n{words}", style="bold"))


def listed(console: Console, items: Iterable[str | Text], mark: str = "-") -> None:
    """Print items under each other; what does not fit on a line hangs under its own words."""
    for item in items:
        hung(console, mark, item)


def hung(console: Console, mark: str, words: str | Text, *, width: int | None = None) -> None:
    """Print a mark and words beside it, right-aligned to ``width`` where it is given."""
    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=width, justify="right" if width else "left", no_wrap=True)
    grid.add_row(mark, Text(words) if isinstance(words, str) else words)
    console.print(grid)


def fits(heads: Sequence[str], rows: Sequence[Sequence[str]], console: Console) -> bool:
    """Say whether a table can be printed without cutting or wrapping a cell."""
    return _width(heads, rows) <= console.width


def table(
    heads: Sequence[str], rows: Sequence[Sequence[str]], console: Console, left: Sequence[int] = ()
) -> Table:
    """Return a table; the first column and those in ``left`` are left-aligned, others right."""
    roomy = _width(heads, rows) + len(heads) <= console.width
    layout = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, int(roomy), 0, 0))
    for at, name in enumerate(heads):
        layout.add_column(name, justify="left" if at == 0 or at in left else "right", no_wrap=True)
    for row in rows:
        layout.add_row(*map(Text, row))
    return layout


def long_table(heads: Sequence[str], rows: Sequence[Sequence[str]], console: Console) -> Text:
    """Return what ``table`` prints, as one text: many times quicker where there are many rows.

    Heads have one line, and the table fits.
    """
    widest = [max(map(cell_len, column)) for column in zip(heads, *rows, strict=True)]
    roomy = _width(heads, rows) + len(heads) <= console.width
    gap = "  " if roomy else " "
    lines = [_aligned(row, widest, gap) for row in (heads, *rows)]
    rule = "─" * (sum(widest) + len(gap) * (len(widest) - 1))
    return Text.assemble((lines[0], "bold"), "\n", "\n".join([rule, *lines[1:]]))


def _aligned(row: Sequence[str], widest: Sequence[int], gap: str) -> str:
    """Return a row as a line: the first cell to the left, the others to the right."""
    first, *others = zip(row, widest, strict=True)
    spaces = [" " * (width - cell_len(cell)) + cell for cell, width in others]
    return gap.join([first[0] + " " * (first[1] - cell_len(first[0])), *spaces])


def _width(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> int:
    """Return how wide a table is with one space between its columns."""
    widest = [max(cell_len(line) for line in head.split("\n")) for head in heads]
    for row in rows:
        widest = [max(w, cell_len(cell)) for w, cell in zip(widest, row, strict=True)]
    return sum(widest) + len(widest) - 1
