"""Words as numbers."""

from __future__ import annotations

import numpy as np

from beatwise.records.coded_column import CodedColumn


def test_words_alike_become_one_and_empty_ones_none():
    """Two areas merged have one number; no word and an empty word have none."""
    column = CodedColumn.of(np.array([0, 1, 2, 3, -1]), ["E1", "E9", "", "E9"])
    assert column.words == ["E1", "E9"]
    assert column.codes.tolist() == [0, 1, -1, 1, -1]
