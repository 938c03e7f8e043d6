"""The key of a control chart wraps where it has no room."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from beatwise.accountability.measures.expectation import Polarity
from beatwise.accountability.rating.control_charts import xmr
from beatwise.accountability.rating.variation import variations
from beatwise.publication.charts.svg import Drawing
from beatwise.publication.control_chart.control_key import key


@pytest.mark.parametrize(("width", "lines"), [(760, 1), (290, 2)])
def test_a_key_takes_as_many_lines_as_it_needs(width, lines):
    """Every word ends inside the picture, and no two stand on each other."""
    chart = xmr([*[10.0, 13.0] * 12, 25.0])
    drawing = Drawing(width, 120)
    looks = variations(chart, Polarity.UP)
    assert key(drawing, chart, looks, True, 6, 30, width) >= lines
    words = [e for e in ET.fromstring(drawing.done()).iter() if e.text]
    assert [e.text for e in words][-1] == "limits rest on what is before"
    spots = [(float(e.attrib["x"]), float(e.attrib["y"]), len(e.text) * 6.9) for e in words]
    assert all(x + room <= width for x, _, room in spots)
    for i, (x, y, room) in enumerate(spots):
        assert all(y != v or u >= x + room or u + r <= x for u, v, r in spots[i + 1 :])
