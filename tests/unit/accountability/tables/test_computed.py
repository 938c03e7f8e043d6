"""Queries as documents: what is counted from a workspace."""

from __future__ import annotations

import pytest

from beatwise.accountability.measures.measure_set import load_set, sets
from beatwise.accountability.tables.computed import OFFENCES, VISITS, Query, parse, shipped
from beatwise.errors import BadInput


WORDS = """
format = 1
[[query]]
measure = "crime"
counts = "offences"
types = ["burglary"]
layer = "towns"
[[query]]
measure = "hours"
counts = "visits"
"""


def test_queries_are_read_in_order() -> None:
    """Offences have types and a layer, visits neither."""
    assert parse(WORDS, place="q.toml") == (
        Query("crime", OFFENCES, ("burglary",), "towns"), Query("hours", VISITS),
    )  # fmt: skip


@pytest.mark.parametrize(("old", "new", "message"), [
    ('types = ["burglary"]', "", "offences, and only offences"),
    ('layer = "towns"', "", "offences, and only offences"),
    ('counts = "visits"', 'counts = "visits"\ntypes = ["x"]\nlayer = "y"', "only offences"),
    ('counts = "visits"', 'counts = "walks"', "'counts' must be one of"),
    ("format = 1", "format = 2", "'format' must be 1"),
    ('layer = "towns"', 'layer = "towns"\ncolour = "red"', "'colour' is not a field"),
])  # fmt: skip
def test_a_query_at_fault_is_refused(old: str, new: str, message: str) -> None:
    """Half a query of offences, and what is not known."""
    assert old in WORDS
    with pytest.raises(BadInput, match=message):
        parse(WORDS.replace(old, new), place="q.toml")


def test_each_shipped_query_is_of_a_measure_that_there_is() -> None:
    """And no measure has two."""
    known = {measure.id for name in sets() for measure in load_set(name).measures}
    names = [query.measure for query in shipped()]
    assert names
    assert set(names) <= known
    assert len(set(names)) == len(names)
