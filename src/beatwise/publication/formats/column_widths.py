"""How wide the columns of a printed table are, and about how high the table is."""

from __future__ import annotations

import math

from beatwise.publication.formats.document import Table, cell_text


PAGE_MM = 210
_MM, _LETTER, _LINE, _PADDING = 0.353, 0.5, 1.25, 6  # a point, em a letter, em a line, points a row


def letters(table: Table, i: int) -> int:
    """Return how many letters wide a column would be: its longest cell, 30 at most."""
    word = max(len(word) for word in table.columns[i].heading.split())
    return max(word + 1, min(_longest(table, i), 30)) + 3


def widths(table: Table, margin_mm: float, table_pt: float) -> list[str]:
    """Return each column's width: as its words need, or shares of the page when they are many."""
    need = _needs(table, margin_mm, table_pt)
    if sum(need) > _room(margin_mm, table_pt):
        return [f"{letters}fr" for letters in need]
    return [f"{letters * _LETTER:.2f}em" for letters in need]


def height_mm(table: Table, margin_mm: float, table_pt: float) -> float:
    """Return about how high a table is on paper, in millimetres, its header left out."""
    need = _needs(table, margin_mm, table_pt)
    shrink = min(1, _room(margin_mm, table_pt) / sum(need))
    points = 0.0
    for row in table.printed:
        lines = (
            math.ceil((len(cell_text(value, column, table.empty)) + 1) / max(1, room * shrink - 1))
            for value, column, room in zip(row, table.columns, need, strict=True)
        )
        points += max(lines) * table_pt * _LINE + _PADDING
    return points * _MM


def _needs(table: Table, margin_mm: float, table_pt: float) -> list[int]:
    """Return the letters of each column; long texts share what the page has left, as they want."""
    need = [letters(table, i) for i in range(len(table.columns))]
    wants = [max(0, _longest(table, i) + 3 - each) for i, each in enumerate(need)]
    spare = min(int(_room(margin_mm, table_pt)) - sum(need), sum(wants))
    if spare <= 0:
        return need
    return [each + spare * want // sum(wants) for each, want in zip(need, wants, strict=True)]


def _longest(table: Table, i: int) -> int:
    column = table.columns[i]
    return max(len(cell_text(row[i], column, table.empty)) for row in table.printed)


def _room(margin_mm: float, table_pt: float) -> float:
    """Return how many letters a line of a table has room for."""
    return (PAGE_MM - 2 * margin_mm) / (table_pt * _MM * _LETTER)
