"""The metadata of a CSV file name each column as readers of them want it."""

from __future__ import annotations

import json
import re

import pytest

from beatwise.publication.standards.csvw import MetadataColumn, column_name, metadata


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


@pytest.mark.parametrize(
    ("headings", "names"),
    [
        (("Cafe", "Café", "Town"), ["cafe", "cafe_2", "town"]),
        (("£", "€", "%"), ["column", "column_2", "column_3"]),
        (("Rate", "Rate (%)", "Rate 2"), ["rate", "rate_3", "rate_2"]),
    ],
)
def test_two_headings_of_one_name_are_told_apart(
    headings: tuple[str, ...], names: list[str]
) -> None:
    """A reader by name finds every column (CSVW: names of a table are unique)."""
    columns = [MetadataColumn(column_name(head), head, "string") for head in headings]
    words = metadata(file="t.csv", title="T", publisher="P", columns=columns)
    written = json.loads(words)["tableSchema"]["columns"]

    assert [column["name"] for column in written] == names
    assert [column["titles"] for column in written] == list(headings)
