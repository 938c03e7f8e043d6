"""The one writer of CSV (RFC 4180): every text that a spreadsheet would run is quoted.

``formula_quote.unquote`` undoes it, and every reader does so: what is written is read back.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

from beatwise.cell_text.formula_quote import quote


def csv_text(rows: Iterable[Sequence[object]], *, line_end: str = "\r\n") -> str:
    """Return rows as CSV; ``None`` is an empty cell, numbers stay as they are."""
    out = io.StringIO()
    csv.writer(out, lineterminator=line_end).writerows(
        [quote(cell) if isinstance(cell, str) else cell for cell in row] for row in rows
    )
    return out.getvalue()


def csv_of_fields(
    columns: Sequence[str], rows: Iterable[Mapping[str, object]], *, line_end: str = "\r\n"
) -> str:
    """Return rows by heading as CSV; a heading that a row lacks is an empty cell.

    Raises ``ValueError`` for a row with a heading that is no column.
    """
    lines: list[Sequence[object]] = [columns]
    for row in rows:
        if unknown := row.keys() - set(columns):
            raise ValueError(f"no such column: {sorted(unknown)}")
        lines.append([row.get(column, "") for column in columns])
    return csv_text(lines, line_end=line_end)
