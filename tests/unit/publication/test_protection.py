"""Which further counts are hidden: small systems of sums that can be checked by hand."""

from __future__ import annotations

import pytest

from beatwise.publication import protection
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


def table(rows: list[list[int]], also: str = "") -> str:
    """What is shown of a table with totals at the right and below; ``also`` are hidden cells."""
    wide = [[*row, sum(row)] for row in rows]
    full = [*wide, [sum(column) for column in zip(*wide, strict=True)]] if len(rows) > 1 else wide
    counts = {f"{i}{j}": n for i, row in enumerate(full) for j, n in enumerate(row)}
    across = [[f"{i}{j}" for j in range(len(full[0]))] for i in range(len(full))]
    lines = [*across, *([list(line) for line in zip(*across, strict=True)] * (len(rows) > 1))]
    sums = tuple(Sum(tuple(line[:-1]), line[-1]) for line in lines)
    places = {place for place, n in counts.items() if 0 < n < 5} | set(also.split())
    protect(Counts(counts, sums), places, RULE)
    shown = [" ".join("x" if p in places else str(counts[p]) for p in line) for line in across]
    return " / ".join(shown)


@pytest.mark.parametrize(("rows", "also", "shown"), [
    ([[3, 5]], "01", "x x x"),
    ([[3, 12, 20]], "01", "x x x 35"),  # beside three alone the twelve could rise by three only
    ([[5, 0], [2, 6]], "01", "x x 5 / x x 8 / x x 13"),
    ([[1, 6], [3, 3]], "01", "x x x / x x 6 / x x x"),
    ([[6, 1], [1, 4]], "00", "x x x / x x x / x x 12"),
    ([[3, 1], [0, 1]], "", "x x x / 0 x x / x x 5"),
    ([[1, 3], [2, 2]], "", "x x x / x x x / x x x"),
])  # fmt: skip
def test_small_tables_by_hand(rows: list[list[int]], also: str, shown: str) -> None:
    """What is hidden, marked x, is the cheapest move that leaves room in every direction."""
    assert table(rows, also) == shown


def test_a_hidden_place_that_has_no_count_stays_hidden() -> None:
    """A place of another table is in no sum here and is left as it is."""
    assert hidden({"a": 3, "b": 9}, small="az") == "az"


def test_a_search_that_is_too_long_hides_all_that_hangs_together(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """After 20,000 steps nothing more is looked for; what no sum joins to the place is shown."""
    assert protection.MOST_STEPS == 20_000
    counts = {"a": 3, "b": 9, "c": 20, "t": 32, "u": 8, "v": 40, "p": 6, "q": 7, "r": 13}
    sums = (Sum(("a", "b", "c"), "t"), Sum(("t", "u"), "v"), Sum(("p", "q"), "r"))
    assert hidden(counts, *sums, small="a") == "ab"
    monkeypatch.setattr(protection, "MOST_STEPS", 1)
    assert hidden(counts, *sums, small="a") == "abctuv"
