"""Lines of periods: gaps where nothing is known, and few round grid lines."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest

from beatwise.publication.charts.bars import Bar, bars
from beatwise.publication.charts.periods_line import Line, _step, lines


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
