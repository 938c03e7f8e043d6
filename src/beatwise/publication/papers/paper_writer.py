"""Writes a paper's blocks: numbers the paragraphs and puts figures in the place of references."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from beatwise.publication.formats.document import Block, Heading, Inset, Paragraph, Table
from beatwise.publication.papers import row_tables
from beatwise.publication.papers.figure_book import FigureBook, Missing
from beatwise.publication.papers.filled_words import filled
from beatwise.publication.papers.recipe_blocks import RecipeBlock, Rows, Subheading, Words


NO_RECORD = "No record."


@dataclass(slots=True)
class PaperWriter:
    """The blocks of a paper so far, the number of its last paragraph, and what it could not say."""

    book: FigureBook
    number: int = 0
    letter: str = ""
    blocks: list[Block] = field(default_factory=list)
    gaps: list[str] = field(default_factory=list)

    def heading(self, words: str, level: int = 2) -> None:
        """Add a heading."""
        self.blocks.append(Heading(words, level))

    def paragraph(self, words: str) -> None:
        """Add a numbered paragraph."""
        self.blocks.append(Paragraph(f"{self._next()} {words}"))

    def words(self, words: Words, *, answered: bool = False) -> None:
        """Add a paragraph of the recipe, or say that there is no record of its figures.

        Nothing is said to be missing where the office's own words have ``answered``.
        """
        try:
            self.paragraph(filled(words.text, self.book))
        except Missing:
            if not (answered and words.unless_answered):
                self.gap(words.otherwise)

    def rows(self, rows: Rows) -> None:
        """Add a table or list of the recipe, or say that there is no record of it."""
        try:
            block: Block = (
                row_tables.lines(rows, self.book)
                if rows.item
                else row_tables.table(rows, self.book)
            )
        except Missing:
            self.gap(rows.otherwise)
            return
        self.blocks.append(self._once(block) if isinstance(block, Table) else block)

    def gap(self, words: str) -> None:
        """Say what has no record, and who provides it; without words nothing is said."""
        if words:
            self.gaps.append(words)
            self.blocks.append(Inset(f"{self._next()} {NO_RECORD} {words}"))

    def part(self, blocks: Sequence[RecipeBlock], own: Sequence[str]) -> None:
        """Add the office's own paragraphs of a part, then its blocks."""
        for text in own:
            self.paragraph(filled(text, self.book))
        for block in blocks:
            if isinstance(block, Rows):
                self.rows(block)
            elif isinstance(block, Subheading):
                self.heading(filled(block.text, self.book), 3)
            else:
                self.words(block, answered=bool(own))

    def begin_appendix(self, letter: str) -> None:
        """Number from 1 again, behind the letter of an appendix."""
        self.letter, self.number = letter, 0

    def table_numbers(self) -> dict[str, int]:
        """Return the number of each table by name."""
        tables = [block.name for block in self.blocks if isinstance(block, Table)]
        return {name: at for at, name in enumerate(tables, start=1)}

    def _next(self) -> str:
        self.number += 1
        return f"{self.letter}{self.number}."

    def _once(self, table: Table) -> Table:
        """Return a table with a name of its own, where a part is made several times."""
        names = {block.name for block in self.blocks if isinstance(block, Table)}
        name, count = table.name, 1
        while name in names:
            count += 1
            name = f"{table.name}-{count}"
        return replace(table, name=name)
