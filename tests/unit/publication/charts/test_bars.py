"""Bars: drawn from zero, and words that need no colour."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest

from beatwise.publication.charts.bars import Bar, bars


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


def test_a_long_name_goes_over_several_lines_and_none_is_wider_than_the_page():
    """At 280 pixels; the bar begins below the last line, and a short name takes one."""
    name = "Helpline and engagement service: to mental health services"
    drawn = bars([(name, [Bar("", 3, "3")]), ("B", [Bar("", 1, "1")])], width=280)
    bold = re.findall(r'<text x="2" y="([\d.]+)"[^>]*font-weight="bold"[^>]*>([^<]+)', drawn)
    assert " ".join(words for _, words in bold) == f"{name} B"
    assert len(bold) == 3
    assert all(len(words) * 12 * 0.58 <= 280 for _, words in bold)
    first_bar = [float(y) for y in re.findall(r'<rect [^>]*\by="([\d.]+)"', drawn)][1]
    assert first_bar > float(bold[1][0])
