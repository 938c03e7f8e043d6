"""Which further counts are hidden: small systems of sums that can be checked by hand."""

from __future__ import annotations

from beatwise.publication.disclosure_rule import Rule
from beatwise.publication.protection import Counts, Sum, protect


RULE = Rule(threshold=5, base=1)


def hidden(counts: dict[str, int], *sums: Sum[str], small: str) -> str:
    """Return the places that are hidden, in order, when some are small."""
    places = set(small)
    protect(Counts(counts, sums), places, RULE)
    return "".join(sorted(places))


def test_a_count_in_no_sum_needs_no_other() -> None:
    """Nothing can be subtracted where nothing adds up."""
    assert hidden({"a": 3, "b": 9}, small="a") == "a"


def test_the_cheapest_other_part_is_hidden() -> None:
    """Three among nine and twenty: the nine goes, the total stays."""
    counts = {"a": 3, "b": 9, "c": 20, "t": 32}
    assert hidden(counts, Sum(("a", "b", "c"), "t"), small="a") == "ab"


def test_a_part_without_room_protects_nothing() -> None:
    """Beside one and zero a four could be worked out, so a larger part is hidden."""
    counts = {"a": 1, "b": 0, "c": 20, "t": 21}
    assert hidden(counts, Sum(("a", "b", "c"), "t"), small="a") == "ac"


def test_two_small_parts_protect_each_other_only_when_both_have_room() -> None:
    """One and one add up to two: neither could be four, so a third is hidden."""
    counts = {"a": 1, "b": 1, "c": 20, "t": 22}
    assert hidden(counts, Sum(("a", "b", "c"), "t"), small="ab") == "abc"


def test_a_table_is_protected_round_a_rectangle() -> None:
    """In two rows and two columns with their totals the four corners go together."""
    counts = {"a": 3, "b": 9, "c": 8, "d": 30, "r": 12, "s": 38, "x": 11, "y": 39, "t": 50}
    sums = (
        Sum(("a", "b"), "r"), Sum(("c", "d"), "s"), Sum(("a", "c"), "x"), Sum(("b", "d"), "y"),
        Sum(("r", "s"), "t"), Sum(("x", "y"), "t"),
    )  # fmt: skip
    assert hidden(counts, *sums, small="a") == "abcd"


def test_the_totals_above_go_when_no_part_has_room() -> None:
    """Alone above zeros, a count is protected by all totals that hold it."""
    counts = {"a": 2, "b": 0, "t": 2, "u": 40, "v": 42}
    assert hidden(counts, Sum(("a", "b"), "t"), Sum(("t", "u"), "v"), small="at") == "atu"
