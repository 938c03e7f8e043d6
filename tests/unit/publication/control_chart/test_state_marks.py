"""Icons beside a measure: small drawings whose words stand beside them."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest

from beatwise.accountability.rating.variation import LatestPoint, Variation, Way
from beatwise.publication import state_looks
from beatwise.publication.control_chart.state_marks import ICON, icon


LOOKS = [
    *(state_looks.of_variation(each, LatestPoint(way=way)) for each in Variation for way in Way),
    *state_looks.ASSURANCES.values(),
]


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.word)
def test_an_icon_is_a_drawing_that_readers_of_words_are_spared(look):
    """Well formed, in its colour, hidden from a screen reader, and under a strict policy."""
    drawn = icon(look)
    root = ET.fromstring(drawn)
    assert (root.attrib["aria-hidden"], root.attrib["width"]) == ("true", str(ICON))
    assert look.fill in drawn
    assert not re.search(r"style=|<style|<script|href|@font|url\(", drawn)


def test_icons_of_signals_differ_without_their_colours():
    """Shape and letter tell improvement, concern and change, higher and lower, apart."""
    signals = (Variation.IMPROVEMENT, Variation.CONCERN, Variation.CHANGE)
    looks = [state_looks.of_variation(each, LatestPoint(way=w)) for each in signals for w in Way]
    assert len({re.sub(r"#[0-9a-f]{6}", "", icon(look)) for look in looks}) == 6
    higher = icon(looks[0])
    assert ">H<" in higher
    assert ">L<" not in higher
