"""A cell of any file as text, as it is printed, and a row of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from beatwise.cell_text.number_text import as_text


def printed_text(cell: object) -> str:
    """Return a cell as it is printed: whole numbers without a point, days as 2026-01-21."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return as_text(cell)
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat()
    return str(cell).strip()


def printed_row(cells: Mapping[str, object], no_value: str = "") -> dict[str, str]:
    """Return a row's cells as text; what an export writes for no value is an empty cell again."""
    texts = {heading: printed_text(cell) for heading, cell in cells.items()}
    return {heading: "" if text == no_value else text for heading, text in texts.items()}
