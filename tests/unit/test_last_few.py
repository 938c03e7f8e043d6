"""Answers are made once while they are remembered, and no more is remembered than may be."""

from __future__ import annotations

from beatwise.last_few import LastFew


def test_the_oldest_is_forgotten_first() -> None:
    """Two are kept: the third makes room for itself."""
    few: LastFew[str, str] = LastFew(2)
    calls: list[str] = []

    def ask(key: str) -> str:
        return few.get(key, lambda: (calls.append(key), key.upper())[1])

    assert [ask(key) for key in "aabacab"] == list("AABACAB")
    assert calls == ["a", "b", "c", "a", "b"]


def test_sizes_are_bounded_and_the_newest_is_kept() -> None:
    """One that is larger than the bound stands alone until another comes."""
    few: LastFew[int, str] = LastFew(5, len)
    for number in (2, 3, 9):
        few.get(number, lambda number=number: "x" * number)  # type: ignore[misc]
    assert few.get(9, lambda: "made again") == "x" * 9
    assert few.get(2, lambda: "yy") == "yy"
    assert few.get(3, lambda: "zzz") == "zzz"
    few.clear()
    assert few.get(2, lambda: "anew") == "anew"
