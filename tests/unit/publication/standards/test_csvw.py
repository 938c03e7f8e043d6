"""The metadata of a CSV file name each column as readers of them want it."""

from __future__ import annotations

import re

import pytest

from beatwise.publication.standards.csvw import column_name


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("Hot spot", "hot_spot"),
        ("week 2026-06-01", "week_2026_06_01"),
        ("Café (£)", "cafe"),
        ("2025/26", "column_2025_26"),
        ("£", "column"),
        ("_state", "state"),
    ],
)
def test_a_column_is_named_by_letters_digits_and_underscores(heading: str, name: str) -> None:
    """Names are those of URI templates (RFC 6570), and none begins with an underscore."""
    assert column_name(heading) == name
    assert re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_]*", name)
