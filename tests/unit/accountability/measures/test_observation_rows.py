"""Rows of observations: a cell that would only cost time is a fault of its row."""

from __future__ import annotations

import pytest

from beatwise.accountability.measures.measure_set import load_set
from beatwise.accountability.measures.observation_rows import read_observations


@pytest.mark.parametrize("cell", ["1e999999999", "1e-999999999", "nan", "9" * 40])
def test_a_cell_beyond_all_counting_is_a_fault_of_its_row(cell):
    """No sum is begun with it."""
    measures = {m.id: m for m in load_set("plan-2025-29").measures}
    row = {"measure": "confidence-in-police", "period": "2025/26", "value": cell,
           "numerator": "1", "denominator": "2"}  # fmt: skip
    assert [fault.column for fault in read_observations([row], measures).faults] == ["value"]
