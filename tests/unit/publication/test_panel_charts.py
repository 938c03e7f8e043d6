"""Bars and lines: drawn from zero, gaps where nothing is known, and words that need no colour."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest

from beatwise.publication.charts.bars import Bar, bars
from beatwise.publication.charts.periods_line import Line, _step, lines


def widths(svg: str) -> list[float]:
    """The widths of what is filled, the paper left out."""
    ET.fromstring(svg)
    return [float(w) for w in re.findall(r'<rect [^>]*width="([\d.]+)"[^>]*/>', svg)][1:]


def test_bars_are_as_long_as_their_values_and_say_them():
    """Twice the value is twice the length; every bar says its series and value in words."""
    drawn = bars([("Calls", [Bar("2024", 50, "50"), Bar("2025", 100, "100")])], width=600)
    one, two = widths(drawn)
    assert two == pytest.approx(2 * one, rel=0.01)
    assert all(words in drawn for words in ("Calls", "2024: 50", "2025: 100"))


def test_what_is_missing_has_no_bar_and_says_so():
    """No data is words, and no bar of length zero."""
    drawn = bars([("A", [Bar("", None, "no data")]), ("B", [Bar("", 3, "3")])], width=300)
    assert len(widths(drawn)) == 1
    assert "no data" in drawn


def test_a_value_below_zero_lies_on_the_other_side():
    """A fall goes left of the line where a rise begins, on the same scale."""
    drawn = bars([("A", [Bar("", -10, "−10")]), ("B", [Bar("", 10, "+10")])], width=600)
    lefts = [float(x) for x in re.findall(r'<rect x="([\d.]+)"', drawn)][1:]
    assert lefts[0] + widths(drawn)[0] == pytest.approx(lefts[1], abs=0.2)


def test_a_line_breaks_where_a_period_has_no_value():
    """A missing period is a gap: two strokes, and marks only where there are values."""
    drawn = lines(["a", "b", "c", "d"], [Line("Starts", [1, None, 3, 4])], width=600)
    ET.fromstring(drawn)
    stroke = re.search(r'<path d="([^"]+)" fill="none"', drawn)
    assert stroke
    assert stroke[1].count("M") == 2
    assert drawn.count("<circle") == 4  # three values, and the mark of the key


@pytest.mark.parametrize("values", [[0.0], [None], [], [1e9, 2e9], [0.001, 0.002], [-5.0, 5.0]])
def test_any_values_are_drawn(values):
    """Nothing, one value, huge and tiny ones and falls are all drawn."""
    labels = [str(at) for at in range(len(values))]
    for width in (280, 620):
        ET.fromstring(lines(labels, [Line("x", values)], width=width, target=(1, "t")))
        rows = [(label, [Bar("", v, "w")]) for label, v in zip(labels, values, strict=True)]
        ET.fromstring(bars(rows, width=width, target=(1.0, "t")))


@pytest.mark.parametrize("span", [0.004, 1, 7, 40, 99, 12_345, 3e9])
def test_grid_lines_are_round_and_few(span):
    """The distance of grid lines is 1, 2 or 5 times a power of ten, and gives two to five."""
    step = _step(span)
    assert f"{step:e}"[0] in "125"
    assert 1.99 <= span / step <= 5.01
