"""Two versions of a paper beside each other, as text and as figures."""

from __future__ import annotations

from beatwise.publication.papers.writing.version_comparison import (
    ADDED,
    REMOVED,
    SAME,
    compared_figures,
    compared_lines,
)


def test_lines_that_differ_are_marked():
    """What is in one version alone stands beside what is in both."""
    lines = compared_lines("one\ntwo", "one\nthree")
    assert sorted((line.mark, line.words) for line in lines) == [
        (ADDED, "three"), (REMOVED, "two"), (SAME, "one"),
    ]  # fmt: skip


def test_figures_that_print_something_else_are_listed():
    """The same reference with another value, a new one, and one that went."""
    before = [{"reference": "{a}", "words": "1"}, {"reference": "{b}", "words": "2"}]
    after = [{"reference": "{a}", "words": "3"}, {"reference": "{c}", "words": "4"}]
    assert [tuple(each) for each in compared_figures(before, after)] == [
        ("{a}", "1", "3"), ("{c}", "", "4"), ("{b}", "2", ""),
    ]  # fmt: skip
    assert compared_figures(before, before) == ()
