"""Rules for cells: where a layout finds one cell of a row, and what its words mean."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from beatwise.accountability.row_reader import Row, text
from beatwise.errors import BadInput
from beatwise.fields import Fields


JOINED = " / "
QUESTIONS = ("period", "counted_on", "vintage")
_NAMED = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class CellRule:
    """How one cell is made of a row.

    Parameters
    ----------
    columns
        The columns it is read from; several are joined by `` / ``.
    fixed
        The same words in every row, when there are no columns.
    template
        Words with columns in braces; nothing when one of those is empty.
    question
        What the person who imports is asked for, when there is nothing else.
    words
        What a printed word means. One that is not among them is a fault, unless
        ``otherwise`` replaces all others or ``keep`` keeps them as they are.
    minus
        Columns and words by which a number is printed without its sign.
    short
        Whether to make a short name of it: lower-case words joined by hyphens.
    """

    columns: tuple[str, ...] = ()
    fixed: str = ""
    template: str = ""
    question: str = ""
    words: Mapping[str, str] = field(default_factory=dict)
    otherwise: str | None = None
    keep: bool = False
    minus: Mapping[str, str] = field(default_factory=dict)
    short: bool = False

    @property
    def place(self) -> str:
        """The column that a fault names; empty when it is read from none."""
        return self.columns[0] if self.columns else ""

    @property
    def reads(self) -> set[str]:
        """Every column that it looks at."""
        return {*self.columns, *_NAMED.findall(self.template), *self.minus}

    def of(self, row: Row, answers: Mapping[str, str]) -> str:
        """Return the cell of a row; raise ``BadInput`` for a word that is not known."""
        cell = self._printed(row, answers)
        if self.words or self.otherwise is not None:
            cell = self._meant(cell)
        if cell and self.minus and all(text(row, c) == w for c, w in self.minus.items()):
            cell = f"-{cell}"
        return _short(cell) if self.short else cell

    def _printed(self, row: Row, answers: Mapping[str, str]) -> str:
        if self.template:
            cells = {name: text(row, name) for name in _NAMED.findall(self.template)}
            text_with_cells = _NAMED.sub(lambda match: cells[match[1]], self.template)
            return text_with_cells if all(cells.values()) else ""
        if self.columns:
            return JOINED.join(text(row, column) for column in self.columns)
        return self.fixed or answers.get(self.question, "")

    def _meant(self, printed: str) -> str:
        if printed in self.words:
            return self.words[printed]
        if self.otherwise is not None:
            return self.otherwise
        if self.keep:
            return printed
        raise BadInput(
            f"the layout does not know '{printed}'.",
            place=self.place,
            next_step="Correct the word, or give it a meaning in a layout of your own.",
        )


def read_cell_rules(fields: Fields, cell_names: tuple[str, ...]) -> dict[str, CellRule]:
    """Read the rules of a layout's cells; a plain text is the name of a column."""
    rules = {}
    for name in cell_names:
        if isinstance(fields.data.get(name), str):
            rules[name] = CellRule(columns=(fields.text(name),))
        elif fields.has(name):
            table = fields.table(name)
            with table.noting():
                rules[name] = _cell_rule(table)
    fields.done()
    return rules


def _cell_rule(fields: Fields) -> CellRule:
    columns = fields.texts("columns")
    if one := fields.optional_text("column"):
        columns = (one,)
    rule = CellRule(
        columns=columns,
        fixed=fields.optional_text("fixed"),
        template=fields.optional_text("template"),
        question=fields.optional_text("asked"),
        words=mapping(fields, "words"),
        otherwise=fields.optional_text("otherwise") if "otherwise" in fields.data else None,
        keep=fields.flag("keep", False),
        minus=mapping(fields, "minus"),
        short=fields.flag("short", False),
    )
    fields.done()
    if rule.question and rule.question not in QUESTIONS:
        raise BadInput(
            f"'{rule.question}' cannot be asked for.",
            place=fields.place,
            next_step=f"Ask for one of: {', '.join(QUESTIONS)}.",
        )
    if sum(map(bool, (rule.columns, rule.fixed, rule.template, rule.question))) != 1:
        raise BadInput(
            "a cell is read from column, columns, template, fixed or asked: one of them.",
            place=fields.place,
        )
    return rule


def mapping(fields: Fields, key: str) -> dict[str, str]:
    """Read a table of texts; empty when absent."""
    if key not in fields.data:
        return {}
    table = fields.table(key)
    return {name: table.optional_text(name) for name in table.data}


def _short(words: str) -> str:
    return "-".join(re.findall(r"[a-z0-9]+", words.lower()))
