"""Counts by month and place: none that is small can be worked out from all that is shown."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beatwise.publication.aggregate_counts import Row, Table, controlled
from beatwise.publication.disclosure_rule import Rule


RULE = Rule(5, 5)
SUM = (("all", ("men", "women")),)


def _rows(*triples: tuple[str, str, int | None, int | None]) -> dict[object, Row]:
    rows = {}
    for at, (period, place, men, women) in enumerate(triples):
        total = None if men is None or women is None else men + women
        rows[at] = Row(period, place, {"men": men, "women": women, "all": total})
    return rows


def test_a_small_count_is_hidden_and_one_that_would_show_it():
    """3 of 23: with the total and the other part both shown, it could be subtracted."""
    table = controlled(Table(_rows(("May", "A", 3, 20)), SUM), RULE)[0]
    assert table["men"] == "[c]"
    assert "[c]" in (table["women"], table["all"])


def test_a_whole_area_does_not_show_its_one_small_place():
    """Of two places and their whole one is small: another of that month is hidden as well."""
    rows = _rows(("May", "A", 3, 0), ("May", "B", 20, 0), ("May", "All", 23, 0))
    shown = controlled(Table(rows, (), "All"), RULE)
    assert shown[0]["men"] == "[c]"
    assert "[c]" in (shown[1]["men"], shown[2]["men"])


def test_nought_large_counts_and_no_record_are_shown():
    """A nought is about nobody, a large count is rounded, and what is not known stays so."""
    shown = controlled(Table(_rows(("May", "A", 0, 22), ("June", "A", None, 8)), SUM), RULE)
    assert shown[0] == {"men": 0, "women": 20, "all": 20}
    assert shown[1] == {"men": None, "women": 10, "all": None}


def test_another_month_or_kind_is_no_part_of_the_whole():
    """Places are added up within the month, and within whatever else tells rows apart."""
    rows = {
        1: Row("May", "A", {"n": 3}, ("x",)), 2: Row("May", "All", {"n": 3}, ("y",)),
        3: Row("May", "B", {"n": 40}, ("x",)),
    }  # fmt: skip
    shown = controlled(Table(rows, (), "All"), RULE)
    assert [shown[key]["n"] for key in (1, 2, 3)] == ["[c]", "[c]", 40]


COUNTS = st.integers(0, 9)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(COUNTS, COUNTS), min_size=2, max_size=2))
def test_every_hidden_small_count_could_be_any_that_is_hidden(pairs):
    """By trying all numbers in each place: the sums still hold with each of 1 to 4 in a hidden one.

    An attacker is given more than is shown: every count that is not hidden, exactly.
    """
    triples = [("May", place, *pair) for place, pair in zip("AB", pairs, strict=True)]
    rows = _rows(*triples, ("May", "All", sum(p[0] for p in pairs), sum(p[1] for p in pairs)))
    shown = controlled(Table(rows, SUM, "All"), RULE)
    exact = {(key, name): row.counts[name] for key, row in rows.items() for name in row.counts}
    hidden = [cell for cell in exact if shown[cell[0]][cell[1]] == "[c]"]
    small = [cell for cell in hidden if 0 < (exact[cell] or 0) < 5]
    assert all(cell in hidden for cell, count in exact.items() if 0 < (count or 0) < 5)
    free = [(0, "men"), (0, "women"), (1, "men"), (1, "women")]
    possible = {cell: set() for cell in small}
    for numbers in product(range(15), repeat=4) if small else ():
        world = _world(dict(zip(free, numbers, strict=True)))
        if all(world[cell] == exact[cell] for cell in exact if cell not in hidden):
            for cell in small:
                possible[cell].add(world[cell])
    assert all(set(range(1, 5)) <= values for values in possible.values())


def _world(parts: dict[tuple[object, str], int]) -> dict[tuple[object, str], int]:
    """Return every cell of two places and their whole from the four free ones."""
    world = dict(parts)
    for name in ("men", "women"):
        world[2, name] = parts[0, name] + parts[1, name]
    for row in (0, 1, 2):
        world[row, "all"] = world[row, "men"] + world[row, "women"]
    return world


@pytest.mark.parametrize(("count", "words"), [(5, 5), (7, 5), (8, 10), (12, 10), (13, 15)])
def test_what_is_left_is_rounded_to_the_base(count, words):
    """To the nearest multiple of five."""
    assert controlled(Table({1: Row("May", "A", {"n": count})}), RULE)[1]["n"] == words
