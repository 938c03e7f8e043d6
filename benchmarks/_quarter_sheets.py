"""The quarter of ``office_journeys`` as rows of the sheets that an office keeps without Beatwise.

What somebody would type there at the least: each cell that is filled, once. Not counted, all in
the sheets' favour: what a formula gives, numbers of rows, the plan's measures, the values (here as
there a file that somebody else sends), and every copy of a figure or a sentence into a paper, an
e-mail or a list for publication. A day is as many characters as ``office_walker`` counts for one.
"""

from __future__ import annotations

import csv
import datetime as dt
import io

import httpx
from tests.journeys.office_quarter import EXPLANATION, MINUTES, Quarter
from tests.journeys.office_walker import DAY


REGISTERS = ("/registers/decisions/export/csv/", "/actions/export/csv/")
NOT_TYPED = {"Number", "Last changed", "id"}
MEETING = DAY + len("Performance board")


def characters(quarter: Quarter) -> tuple[int, int]:
    """Return how many cells the sheets of a quarter that was walked have, and their characters."""
    key = {"beatwise": quarter.keys["governance"]}
    cells = []
    with httpx.Client(base_url=quarter.served.base, cookies=key) as client:
        for path in REGISTERS:
            rows = csv.DictReader(io.StringIO(client.get(path).raise_for_status().text))
            cells += [cell for row in rows for name, cell in row.items() if name not in NOT_TYPED]
    typed = [_length(cell) for cell in cells if cell]
    typed += [MEETING, len(EXPLANATION), len(MINUTES)]
    return len(typed), sum(typed)


def _length(cell: str) -> int:
    try:
        dt.date.fromisoformat(cell)
    except ValueError:
        return len(cell.removesuffix(".0"))
    return DAY
