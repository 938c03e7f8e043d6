"""A table of two towns, small enough to be added up in the head."""

from __future__ import annotations

from beatwise.accountability.reconcile.printed_table import PrintedTable, from_rows


def towns(**changes: str) -> PrintedTable:
    """Return budget, spent and left of two towns and their total; ``north_left="5"`` changes one.

    North 10 − 4 = 6, South 20 − 5 = 15, Total 30 − 9 = 21.
    """
    cells = {
        "North": {"budget": "10", "spent": "4", "left": "6"},
        "South": {"budget": "20", "spent": "5", "left": "15"},
        "Total": {"budget": "30", "spent": "9", "left": "21"},
    }
    for name, text in changes.items():
        town, _, column = name.partition("_")
        cells[town.capitalize()][column] = text
    return from_rows("towns", [{"town": town, **row} for town, row in cells.items()])
