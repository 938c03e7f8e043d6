"""Charts show gaps as gaps, and may stand in a page that allows nothing from outside."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest
from tests.unit.publication.town.worlds import SCORE, TRAIN, counts, found

from beatwise.clock import Month
from beatwise.publication.charts.concentration import concentration, thinned
from beatwise.publication.charts.draw import tidy
from beatwise.publication.charts.strip import shade_of, strip
from beatwise.publication.charts.trend_chart import trend
from beatwise.publication.findings import Concentration, Happening, MonthCount
from beatwise.records.crime_types import ASB


def drawn_trend(monthly: tuple[MonthCount, ...], **more: object) -> str:
    return trend(monthly, name="t", width=500, train=TRAIN, score=SCORE, **more)  # type: ignore[arg-type]


def test_a_missing_month_breaks_the_line() -> None:
    """The line lifts its pen over March and April, and no point is drawn for them."""
    svg = drawn_trend(counts(*range(1, 13)))
    line = max(re.findall(r'd="(M[^"]*)" stroke="#12436d"', svg), key=len)
    assert line.count("M") == 2
    assert len(re.findall(r'fill="#12436d"', svg)) == 10


def test_the_periods_are_named() -> None:
    """The bands of choosing and scoring carry words, not only a colour."""
    svg = drawn_trend(counts(*range(12)))
    assert "chosen on" in svg
    assert "scored on" in svg


def test_events_are_numbered_lines() -> None:
    """Each event inside the drawn months is a dashed line with its number; others are left out."""
    inside = Happening("Radio", "cctv", Month.parse("2025-05"), None, "", "")
    before = Happening("Old", "cctv", Month.parse("2019-05"), None, "", "")
    svg = drawn_trend(counts(*range(12)), happenings=(before, inside))
    assert svg.count("stroke-dasharray") == 1
    assert ">2</text>" in svg
    assert ">1</text>" not in svg


def test_events_of_one_month_share_a_line() -> None:
    """Two events that begin together are one line with both numbers."""
    both = [Happening(n, "cctv", Month.parse("2025-05"), None, "", "") for n in "ab"]
    svg = drawn_trend(counts(*range(12)), happenings=both)
    assert svg.count("stroke-dasharray") == 1
    assert ">1, 2</text>" in svg


@pytest.mark.parametrize("values", [(None,), (0,), (7,)])
def test_one_month_is_enough(values: tuple[int | None]) -> None:
    """A single month, even without data, gives a drawing."""
    month = Month.parse("2025-06")
    svg = drawn_trend((MonthCount(month, values[0]),))
    ET.fromstring(svg)


@pytest.mark.parametrize(
    "svg",
    [
        drawn_trend(counts(*range(12))),
        concentration(found(ASB).concentration, name="c", width=300),  # type: ignore[arg-type]
        strip(found(ASB).hot_spots, width=300),
        strip((), width=300),
    ],
    ids=["trend", "concentration", "strip", "empty strip"],
)
def test_a_drawing_is_clean(svg: str) -> None:
    """A drawing is XML without style attributes, scripts, links, roles or hidden words."""
    ET.fromstring(svg)
    for unwanted in (" style=", "<script", "href=", "role=", "aria-", 'opacity="0"', "@import"):
        assert unwanted not in svg


def test_tidy_keeps_ids_apart() -> None:
    """Two drawings in one page cannot share an id."""
    svg = '<svg><clipPath id="clip1"/><g clip-path="url(#clip1)" class="x" role="img"/></svg>'
    assert tidy(svg, name="a") == (
        '<svg><clipPath id="a-clip1"/><g clip-path="url(#a-clip1)"/></svg>'
    )


@pytest.mark.parametrize(
    ("count", "top", "shade"), [(0, 9, 0), (1, 9, 1), (9, 9, 4), (5, 9, 3), (0, 0, 0), (2, 8, 1)]
)
def test_shades(count: int, top: int, shade: int) -> None:
    """Nought is white; the rest go by quarters of the highest."""
    assert shade_of(count, top) == shade


def test_the_strip_writes_every_number() -> None:
    """The strip writes the count in its square and crosses out the months without data."""
    svg = strip(found(ASB).hot_spots[:1], width=640)
    assert svg.count(">3</text>") == 10
    assert svg.count("<line") == 2


def test_a_long_curve_is_thinned_but_keeps_its_ends() -> None:
    """A curve of 5,000 places is drawn with fewer points, first and last among them."""
    n = 5000
    line = tuple(i / (n - 1) for i in range(n))
    kept = thinned(Concentration(line, line, line, None, None, "cells"))
    assert kept[0] == 0
    assert kept[-1] == n - 1
    assert len(kept) < 80
