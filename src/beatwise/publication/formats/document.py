"""A document as values: what it says, before it becomes a page, a PDF or a workbook."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal


Cell = str | int | float | None


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a printed table.

    Parameters
    ----------
    heading
        What stands above it, with the unit.
    number
        Whether its cells are numbers: right-aligned, and numbers in a spreadsheet.
    decimals
        Decimal places printed.
    as_given
        Whether each number keeps the decimal places it has, for columns of several units.
    tint
        Gives the light colour that a workbook puts behind a cell's words, or nothing.
    """

    heading: str
    number: bool = False
    decimals: int = 0
    as_given: bool = False
    tint: Callable[[str], str] | None = None

    def places(self, value: float) -> int:
        """Return how many decimal places a number is printed with."""
        return _places(value) if self.as_given else self.decimals


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one row of column headings; the first cell of a row is the row's heading.

    ``None`` in a cell is *no data*, and is printed so; it is never a zero. ``folded`` are the rows
    as a page prints them, where that is shorter; a spreadsheet always has every row. ``icons`` are
    drawings (SVG, square) that a page puts before a cell of these very words.
    """

    name: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""
    empty: str = "no data"
    folded: tuple[tuple[Cell, ...], ...] = ()
    icons: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def printed(self) -> tuple[tuple[Cell, ...], ...]:
        """The rows that a page prints."""
        return self.folded or self.rows


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture, the words that stand for it, and the table that holds its numbers.

    ``wide`` is drawn for a page or screen of about 640 pixels, ``narrow`` for about 300.
    """

    name: str
    caption: str
    alt: str
    wide: str
    narrow: str
    table: Table | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: level 2 opens a section, level 3 a part of one."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; the lead of a section is printed larger, a sticky one with what follows it."""

    text: str
    lead: bool = False
    sticky: bool = False


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of sentences, numbered where the order matters."""

    items: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Inset:
    """Words set apart, for what a reader must not miss."""

    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to an address."""

    words: str
    address: str


@dataclass(frozen=True, slots=True)
class Links:
    """A line of links after a few words; nothing of them is loaded."""

    opening: str
    items: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """Parts that stand side by side where there is room, and below each other where not."""

    parts: tuple[tuple[Block, ...], ...]


Block = Heading | Paragraph | Bullets | Inset | Links | Figure | Table | Columns


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document.

    Parameters
    ----------
    title, subtitle
        What it is, and about what.
    facts
        Terms and values for the title block: period, area, source.
    blocks
        What it says, in order.
    footer
        Attribution and licence sentences.
    date
        The date of the *data*; a document carries no clock time, so that it can be rebuilt.
    marks
        Words that must stand on every page, such as *exploratory*.
    """

    title: str
    subtitle: str
    facts: tuple[tuple[str, str], ...]
    blocks: tuple[Block, ...]
    footer: tuple[str, ...]
    date: dt.date
    marks: tuple[str, ...] = ()

    def tables(self) -> Iterator[Table]:
        """Every table, those beside figures included, in order of appearance."""
        for block in flat(self.blocks):
            if isinstance(block, Table):
                yield block
            elif isinstance(block, Figure) and block.table is not None:
                yield block.table


def flat(blocks: Iterable[Block]) -> Iterator[Block]:
    """Every block in reading order, those in columns included."""
    for block in blocks:
        if isinstance(block, Columns):
            for part in block.parts:
                yield from flat(part)
        else:
            yield block


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers that figures and tables carry, by name, in order of appearance."""

    figures: dict[str, int]
    tables: dict[str, int]

    @classmethod
    def of(cls, document: Document) -> Numbers:
        """Number a document's figures and tables from 1."""
        figures = [b.name for b in flat(document.blocks) if isinstance(b, Figure)]
        tables = [table.name for table in document.tables()]
        return cls(
            {name: i for i, name in enumerate(figures, start=1)},
            {name: i for i, name in enumerate(tables, start=1)},
        )

    def figure(self, figure: Figure) -> str:
        """Return a figure's caption with its number."""
        return f"Figure {self.figures[figure.name]}: {figure.caption}"

    def table(self, table: Table) -> str:
        """Return a table's caption with its number."""
        return f"Table {self.tables[table.name]}: {table.caption}"


def cell_text(value: Cell, column: Column, empty: str = "no data") -> str:
    """Return a cell as it is printed: thousands separated, decimals as declared."""
    if value is None:
        return empty
    if isinstance(value, str):
        return value
    return f"{value:,.{column.places(value)}f}" if column.number else str(value)


def _places(value: float) -> int:
    """Return how many decimal places write a number in full."""
    exponent = Decimal(str(value)).normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
