"""Control charts as SVG: every point in place, none outside the picture."""

from __future__ import annotations

import datetime as dt
import re
import xml.etree.ElementTree as ET
from itertools import pairwise

import pytest

from beatwise.accountability.measures.expectation import Polarity
from beatwise.accountability.rating.control_charts import Rebase, xmr
from beatwise.publication.charts.dots import dots
from beatwise.publication.control_chart.control import control
from beatwise.publication.state_looks import VARIATIONS


def _labels(count: int) -> list[str]:
    return [f"{2015 + i // 4}/{16 + i // 4} Q{i % 4 + 1}" for i in range(count)]


def _draw(values, width=760, **more):
    return control(xmr(values, **more), _labels(len(values)), width=width)


def test_each_value_is_a_mark_and_a_missing_one_leaves_a_gap():
    """Five values, one missing: four marks and two lines between neighbours."""
    drawn = _draw([1.0, 2.0, None, 3.0, 2.0])
    assert drawn.count("<circle") == 4 + 1  # the key's
    assert drawn.count('stroke="#12436d"') == 2


@pytest.mark.parametrize(("polarity", "word"), [
    (Polarity.UP, "improvement"), (Polarity.DOWN, "concern"), (Polarity.NEITHER, "change"),
])  # fmt: skip
def test_a_signal_has_a_shape_and_a_colour_by_the_wanted_way(polarity, word):
    """A point outside the limits is drawn as a mark of its own, and the key names it."""
    values = [*[10.0, 13.0] * 8, 25.0]
    drawn = control(xmr(values), _labels(17), width=760, polarity=polarity)
    look = next(look for look in VARIATIONS.values() if look.word.lower() == word)
    assert drawn.count("<path") == 2
    assert drawn.count(f'fill="{look.fill}"') == 2
    assert f">{word}<" in drawn
    assert ">ordinary variation<" in drawn
    assert f">{word}<" not in _draw([10.0, 11.0, 10.0])


def test_the_three_signals_have_three_shapes():
    """Told apart without their colours."""
    values, shapes = [*[10.0, 13.0] * 8, 25.0], set()
    for polarity in Polarity:
        drawn = control(xmr(values), _labels(17), width=760, polarity=polarity)
        shapes.add(re.search(r'<path d="([^"]+)"', drawn)[1])
    assert len(shapes) == 3


def test_the_key_says_what_the_limits_rest_on_when_that_is_not_everything():
    """Twenty-five values: the limits are of the first twenty; of sixteen, all count."""
    assert ">limits rest on what is before<" in _draw([1.0, 2.0] * 13)
    assert "limits rest on" not in _draw([1.0, 2.0] * 8)


def test_limits_start_afresh_at_a_re_basing():
    """Two stretches have two means, and a dotted line stands between them."""
    cut = Rebase(4, "new rules", "performance", dt.date(2026, 1, 1))
    values = [1.0, 2.0, 1.0, 2.0, 8.0, 9.0, 8.0, 9.0]
    assert _draw(values, rebased=[cut]).count('stroke-dasharray="1 4"') == 2
    assert ">re-based<" in _draw(values, rebased=[cut])
    assert "1 4" not in _draw(values)


def test_a_target_is_drawn_inside_the_scale():
    """A target beyond every value widens the scale until it is on it."""
    drawn = control(xmr([10.0, 11.0]), _labels(2), width=760, target=90.0)
    assert ">target<" in drawn
    assert ">100<" in drawn


@pytest.mark.parametrize("width", [290, 760])
@pytest.mark.parametrize("count", [1, 2, 7, 60])
def test_nothing_is_drawn_outside_the_picture(width, count):
    """Marks, lines and words lie inside, whatever the number of points."""
    values = [float(i % 5) * 1000 for i in range(count)]
    root = ET.fromstring(_draw(values, width))
    height = float(root.attrib["height"])
    for element in root.iter():
        for key in ("x", "x1", "x2", "cx", "y", "y1", "y2", "cy"):
            most = width if "x" in key else height
            if key in element.attrib:
                assert -0.1 <= float(element.attrib[key]) <= most + 0.1, element.attrib


@pytest.mark.parametrize("width", [290, 760])
def test_the_periods_do_not_run_into_each_other(width):
    """The words beneath the chart leave room between them."""
    root = ET.fromstring(_draw([1.0, 2.0] * 30, width))
    spans = sorted(
        (float(e.attrib["x"]) - len(e.text) * 3.6, float(e.attrib["x"]) + len(e.text) * 3.6)
        for e in root.iter()
        if e.text and re.fullmatch(r"\d{4}/\d\d Q\d", e.text)
    )
    assert len(spans) >= 2
    assert all(a[1] < b[0] for a, b in pairwise(spans))


def test_the_drawings_stand_under_a_strict_content_policy():
    """No style, script, font or address from elsewhere."""
    drawn = _draw([1.0, 2.0, 3.0]) + dots([("A & B", 1.0, False)], mean=2.0, width=290)
    assert not re.search(r"style=|<style|<script|href|@font|url\(", drawn)
    assert "A &amp; B" in drawn
