"""Drawings in the process' memory: each drawn once, the last ones kept, up to so many bytes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from beatwise.web.pages.chart_cache import Drawings, mark


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.integers(0, 12)), max_size=40))
def test_memory_is_bounded_and_keeps_what_was_used_last(visits: list[tuple[str, int]]) -> None:
    """As a plain list does: the newest stay, oldest use goes first, never more than the bytes."""
    drawings, plain = Drawings(20), []
    for name, size in visits:
        remembered = next((words for key, words in plain if key == name), None)
        words = remembered if remembered is not None else name * size
        assert drawings.get(name, lambda words=words: words) == words
        plain = [pair for pair in plain if pair[0] != name] + [(name, words)]
        while sum(len(words) for _, words in plain) > 20:
            plain.pop(0)
        assert list(drawings._drawings.items()) == plain
        assert drawings._bytes == sum(len(words) for _, words in plain)


def test_what_differs_in_anything_has_another_mark() -> None:
    """Figures, their order and their kind all count; the order of keys does not."""
    marks = [mark(each) for each in ([1, 2], [2, 1], ["1", 2], [1, 2, None], {"a": 1, "b": 2})]
    assert len(set(marks)) == 5
    assert mark({"b": 2, "a": 1}) == marks[-1]
