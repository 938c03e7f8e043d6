"""An attack on published measures: linear programming over all sums that a reader knows."""

from __future__ import annotations

import random
from decimal import Decimal

import numpy as np
import pytest
from scipy.optimize import linprog
from tests.unit.publication.test_published import measure

from beatwise.accountability.measures.observation import WHOLE_AREA, Observation
from beatwise.accountability.measures.period import Period
from beatwise.publication.disclosure_rule import Rule
from beatwise.publication.published import publish


QUARTERS = tuple(Period.parse(f"2025/26 Q{quarter}") for quarter in (1, 2, 3, 4))
YEAR = Period.parse("2025/26")
Cell = tuple[str, Period]


def table_of(draw: random.Random, areas: int, most: int) -> dict[Cell, int]:
    """Return counts of some areas by quarter, with the year and the whole area."""
    names = [f"Area {number}" for number in range(areas)]
    table = {(name, quarter): draw.randint(0, most) for name in names for quarter in QUARTERS}
    table |= {(name, YEAR): sum(table[name, q] for q in QUARTERS) for name in names}
    for period in (*QUARTERS, YEAR):
        table[WHOLE_AREA, period] = sum(table[name, period] for name in names)
    return table


def sums_of(table: dict[Cell, int]) -> np.ndarray:
    """Return every sum as a row: 1 for a part, -1 for the total, (sums, cells)."""
    place = {cell: number for number, cell in enumerate(table)}
    areas = sorted({area for area, _ in table} - {WHOLE_AREA})
    rows = []
    for period in (*QUARTERS, YEAR):
        rows.append(([(area, period) for area in areas], (WHOLE_AREA, period)))
    for area in (*areas, WHOLE_AREA):
        rows.append(([(area, quarter) for quarter in QUARTERS], (area, YEAR)))
    matrix = np.zeros((len(rows), len(table)))
    for number, (parts, total) in enumerate(rows):
        matrix[number, [place[part] for part in parts]] = 1
        matrix[number, place[total]] = -1
    return matrix


@pytest.mark.parametrize("most", [6, 12, 30])
def test_no_small_count_can_be_narrowed_by_all_sums_together(most: int) -> None:
    """Given all that is shown, every hidden count of 1 to 4 could still be any of 1 to 4."""
    draw, attacked = random.Random(most), 0
    for _ in range(12):
        table = table_of(draw, draw.randint(2, 6), most)
        values = [Observation(p, Decimal(count), area) for (area, p), count in table.items()]
        published = publish(measure(), values, Rule(threshold=5, base=1))
        hidden = [each.hidden for each in published]
        bounds = [(0, None) if h else (n, n) for h, n in zip(hidden, table.values(), strict=True)]
        sums = sums_of(table)
        for number, count in enumerate(table.values()):
            if not 0 < count < 5:
                continue
            assert hidden[number]
            goal = np.eye(len(table))[number]
            least = linprog(goal, A_eq=sums, b_eq=np.zeros(len(sums)), bounds=bounds)
            most_it = linprog(-goal, A_eq=sums, b_eq=np.zeros(len(sums)), bounds=bounds)
            assert least.fun <= 1 + 1e-6
            assert most_it.status == 3 or -most_it.fun >= 4 - 1e-6  # 3: without bound
            attacked += 1
    assert attacked > 20
