"""The tables of money that come along, and documents of an office's own."""

from __future__ import annotations

import pytest

from beatwise.accountability.spending.money_table import MAKES, read, shipped, table_of
from beatwise.errors import BadInput, MissingData


def test_every_table_that_comes_along_is_known_by_its_own_columns():
    """Each document is whole, and its columns lead to it and to no other."""
    for table in shipped().values():
        assert table.makes in MAKES
        assert table_of(frozenset(table.headings)) is table


def test_unknown_columns_are_answered_with_the_known_ones():
    """The next step lists what could be imported."""
    with pytest.raises(MissingData) as caught:
        table_of(frozenset({"csp_area"}))
    assert "allocation_2025_26_gbp" in (caught.value.next_step or "")


def test_a_document_with_faults_names_all_of_them():
    """Without a title, of a kind that there is not: both are named."""
    with pytest.raises(BadInput) as caught:
        read('makes = "money"\ncolumns = ["a"]\n', "own")
    assert "title" in str(caught.value)
    assert "makes" in str(caught.value)
