"""Figures of a register as a page shows them: a chart with words for it, its table, its clocks."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import QuerySet

from beatwise.accountability.registers.register_definition import Definition
from beatwise.accountability.roles import Person
from beatwise.publication.charts.bars import Bar, bars
from beatwise.publication.formats.document import Cell, Column
from beatwise.publication.formats.listing import Listing
from beatwise.web.pages import chart_cache
from beatwise.web.registers.models import Record
from beatwise.web.registers.shapes import figure_groups
from beatwise.web.registers.shapes.figure_groups import Figure, FigureTable


AT_ONCE = 5_000  # records; above that a list shows its figures only when they are asked for


def pages(register: Definition, rows: QuerySet[Record], person: Person) -> list[dict[str, object]]:
    """Return each group that this person sees, ready for the template."""
    return [
        _page(register, figure_groups.table(register, group, rows, person))
        for group in figure_groups.visible_groups(register, person)
    ]


def listing(register: Definition, rows: QuerySet[Record], person: Person) -> Listing:
    """Return the figures as a file: a line for each figure, money in pounds."""
    columns = (
        Column("Figures"),
        Column("Group"),
        Column("Column"),
        Column("Value", number=True, decimals=2),
        Column("Records that it lacks", number=True),
        Column("Clock"),
    )
    return Listing(
        f"{register.slug}-figures", f"{register.title}: figures", columns,
        list(_lines(register, rows, person)),
    )  # fmt: skip


def as_values(table: FigureTable) -> dict[str, object]:
    """Return a group for the API: money in whole pence, ``null`` for what is not known."""
    return {
        "name": table.group.name,
        "title": table.group.title,
        "by": table.group.by,
        "clocks": list(table.clocks),
        "rows": [
            {
                "key": row.key,
                "name": row.name,
                "figures": {
                    column.name: {"value": figure.value, "lacking": figure.lacking}
                    for column, figure in zip(table.columns, row.figures, strict=True)
                },
            }
            for row in (*table.rows, table.total)
        ],
    }


def _lines(
    register: Definition, rows: QuerySet[Record], person: Person
) -> Iterator[tuple[Cell, ...]]:
    for group in figure_groups.visible_groups(register, person):
        table = figure_groups.table(register, group, rows, person)
        for row in (*table.rows, table.total):
            for column, figure in zip(table.columns, row.figures, strict=True):
                value = figure.value
                if value is not None and column.kind == "money":
                    value = value / 100
                clocks = "; ".join(table.clocks)
                yield (group.title, row.name, column.label, value, figure.lacking, clocks)


def _page(register: Definition, table: FigureTable) -> dict[str, object]:
    return {
        "title": table.group.title,
        "by": table.by,
        "columns": [column.label for column in table.columns],
        "rows": [
            {
                "name": row.name,
                "cells": [
                    figure_groups.words(column, figure)
                    for column, figure in zip(table.columns, row.figures, strict=True)
                ],
            }
            for row in (*table.rows, table.total)
        ],
        "left": table.left,
        "clocks": table.clocks,
        "chart": _chart(table),
    }


def _chart(table: FigureTable) -> dict[str, str] | None:
    """Return the bars of the column that the definition draws; none where there is no bar."""
    at = next((i for i, c in enumerate(table.columns) if c.name == table.group.chart), None)
    if at is None or not table.rows:
        return None
    column = table.columns[at]
    entries = [(row.name, row.figures[at], figure_groups.words(column, row.figures[at]))
               for row in table.rows]  # fmt: skip
    scale = 100 if column.kind == "money" else 1

    def draw(width: int) -> str:
        rows = [(name, [Bar("", _length(figure, scale), words)]) for name, figure, words in entries]
        return bars(rows, width=width)

    drawn_from = [table.group.title, [[name, words] for name, _, words in entries]]
    alt = "; ".join(f"{name}: {words}" for name, _, words in entries)
    title = f"{table.group.title}, {column.label.lower()}. {alt}."
    return chart_cache.both_widths("figures", drawn_from, title, draw)


def _length(figure: Figure, scale: int) -> float | None:
    return None if figure.value is None else figure.value / scale
