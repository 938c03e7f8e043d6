"""Dots as SVG: the own value among those of others."""

from __future__ import annotations

import re

from beatwise.publication.charts.dots import dots


def test_the_own_value_is_filled_and_named_in_bold():
    """The own force is told apart by shape and weight."""
    drawn = dots([("Aford", 1.0, False), ("This force", 2.0, True)], mean=1.0, width=760)
    assert re.search(r'font-weight="bold"[^>]*>This force', drawn)
    assert drawn.count('fill="#12436d"') == 1
