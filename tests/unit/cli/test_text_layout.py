"""Words laid out for the width at hand."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from beatwise.cli.text_layout import fits, head, listed, long_table, table


def console_of(width: int) -> Console:
    return Console(file=io.StringIO(), width=width, highlight=False)


def lines_of(console: Console) -> list[str]:
    return [line.rstrip() for line in console.file.getvalue().splitlines()]  # type: ignore[attr-defined]


@pytest.mark.parametrize(("width", "whole"), [(12, True), (11, False)])
def test_a_table_fits_to_the_last_column(width: int, whole: bool) -> None:
    """Six and five wide with a space between: twelve columns and not eleven."""
    rows = [["Ashby", "1,234"], ["Quorn!", "5"]]
    assert fits(["Town", "Count"], rows, console_of(width)) is whole


def test_a_heading_of_two_lines_is_as_wide_as_its_longer_one() -> None:
    """Eight columns do not hold the nine letters of "incidents"."""
    assert fits(["incidents\na month"], [["5"]], console_of(9))
    assert not fits(["incidents\na month"], [["5"]], console_of(8))


@pytest.mark.parametrize("width", [12, 40])
def test_a_table_that_fits_cuts_nothing(width: int) -> None:
    """At the least width and with room to spare, each cell stands in full."""
    console = console_of(width)
    console.print(table(["Town", "Count"], [["Ashby", "1,234"], ["Quorn!", "5"]], console))
    lines = lines_of(console)
    assert lines[0].split() == ["Town", "Count"]
    assert [line.split() for line in lines[2:]] == [["Ashby", "1,234"], ["Quorn!", "5"]]
    assert lines[3].index("5") == lines[2].index("4")  # figures are right-aligned


def test_what_does_not_fit_hangs_under_its_own_words() -> None:
    """The second line of an item begins where its first word does, not under the mark."""
    console = console_of(12)
    head(console, "Notes")
    listed(console, ["one two three", "four"])
    assert lines_of(console) == ["", "Notes", "- one two", "  three", "- four"]


@pytest.mark.parametrize("width", [20, 40])
def test_a_long_table_prints_what_a_table_prints(width: int) -> None:
    """Every line is the same, at the least width and with room, with an empty and a wide cell."""
    heads, rows = ["Town", "Count", "Of"], [["Ashby", "1,234", ""], ["Quorn 町", "5", "1,000"]]
    assert fits(heads, rows, console_of(width))
    one, other = console_of(width), console_of(width)
    one.print(table(heads, rows, one))
    other.print(long_table(heads, rows, other), soft_wrap=True)
    assert lines_of(other) == lines_of(one)
