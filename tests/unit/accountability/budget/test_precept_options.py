"""A precept's options as the papers print them: what they make, and what does not follow."""

from __future__ import annotations

from collections import Counter

import pytest

from beatwise.accountability.budget.precept_options import option_table, read_options


SHARES = {"No increase": "31", "Maximum permitted rise": "38",
          "Matching the increase from 2025/26": "18",
          "Pay more to contribute to the costs of the pay award": "4",
          "Pay more to contribute to the costs of inflation": "9"}  # fmt: skip
REST = {"Combined options higher than the proposal": "69", "Support for 14 pounds or more": "56",
        "Weighted average response uplift": "9.90"}  # fmt: skip


def _rows(values: dict[str, str], **more: str) -> list[tuple[int, dict[str, str]]]:
    return [
        (at, {"record": record, "value": value, "unit": "pct", "source": "minute 70", **more})
        for at, (record, value) in enumerate(values.items(), 2)
    ]


def test_the_papers_answers_follow_and_nothing_is_named():
    """31, 38, 18, 4 and 9 are 100; 69 and 56 are their sums; 9.90 can be their average."""
    options = read_options(_rows({**SHARES, **REST}))
    assert options.faults == ()
    assert options.differences == ()
    assert Counter(row.makes for row in options.rows) == {"answers": 5, "year": 1}
    assert [why for _, why in options.left_out] == ["worked out again from the answers"] * 2


@pytest.mark.parametrize(("record", "value", "words"), [
    ("Combined options higher than the proposal", "70", "its parts come to 69, printed 70"),
    ("Support for 14 pounds or more", "57", "its parts come to 56, printed 57"),
    ("Weighted average response uplift", "10.50", "between 9.65 and 10.04, printed 10.50"),
    ("No increase", "32", "the shares of the answers come to 101 %"),
])  # fmt: skip
def test_what_does_not_follow_is_named_and_nothing_else(record, value, words):
    """One figure changed: that one difference."""
    [difference] = read_options(_rows({**SHARES, **REST, record: value})).differences
    assert words in difference


@pytest.mark.parametrize(("value", "words"), [
    ("101", "more than everybody"), ("-1", "below zero"), ("", "empty"), ("many", ""),
])  # fmt: skip
def test_a_value_that_cannot_be_is_named_with_its_row_and_column(value, words):
    """A share above 100 %, below zero, missing or no number."""
    [fault] = read_options(_rows({"No increase": value})).faults
    assert (fault.row, fault.column) == (2, "value")
    assert words in fault.words
    assert fault.next_step


def test_a_record_twice_is_refused_and_an_unknown_one_left_out():
    """Neither is dropped without a word."""
    rows = [*_rows({"No increase": "31"}), *_rows({"No increase": "32", "Other": "1"})]
    options = read_options(rows)
    assert "stands above already" in options.faults[0].words
    assert options.left_out == ((3, "the table's document does not say what it is"),)


def test_every_record_of_the_document_has_one_place():
    """A rule or a reason to leave it out, never both; a qualifier is kept beside the source."""
    table = option_table()
    assert not set(table.rules) & set(table.left_out)
    assert all(record in {*table.rules, *table.left_out} for record, _ in table.sums)
    [row] = read_options(_rows({"Previously forecast gap": "5"}, qualifier="about")).rows
    assert row.values == {"deficit": "5", "name": "Previously forecast gap",
                          "source": "about; minute 70"}  # fmt: skip
