"""Marks on a map: stars above pins, to scale, each area named once."""

from __future__ import annotations

import re

import pytest

from beatwise.publication.maps.place_marks import AreaOutline, PlaceMark, place_map


def test_a_star_and_two_pins_are_drawn_with_the_names_of_their_areas():
    """A mark lies where its degrees say: the eastern one to the right, the northern one above."""
    marks = [
        PlaceMark(52.6, -1.2, "Pelbrook", True),
        PlaceMark(52.6, -1.0, "Ostermere", False),
        PlaceMark(52.7, -1.0, "Ostermere", False),
    ]
    drawing = place_map(marks, width=600)
    assert drawing.count("<circle") == 2
    assert drawing.count(">Ostermere<") == 1
    assert drawing.count(">Pelbrook<") == 1
    xs = [float(part.split('"')[1]) for part in drawing.split("<circle ")[1:]]
    ys = [float(part.split('cy="')[1].split('"')[0]) for part in drawing.split("<circle ")[1:]]
    assert xs[0] == xs[1]
    assert ys[0] > ys[1]
    assert "km" in drawing


def test_a_map_of_nothing_is_refused():
    """There is no ground to frame."""
    with pytest.raises(ValueError, match="without marks"):
        place_map([], width=600)


SQUARE = [(-1.2, 52.6), (-1.0, 52.6), (-1.0, 52.8), (-1.2, 52.8), (-1.2, 52.6)]
BESIDE = [(-1.0, 52.6), (-0.8, 52.6), (-0.8, 52.8), (-1.0, 52.8), (-1.0, 52.6)]


def test_areas_lie_under_the_marks_and_the_window_shows_all_of_them():
    """A mark lies inside its outline; an area without a mark is drawn and named as well."""
    areas = [AreaOutline("Pelbrook", [SQUARE]), AreaOutline("Ostermere", [BESIDE])]
    mark = PlaceMark(52.7, -1.1, "Pelbrook", False)
    drawing = place_map([mark], areas, width=600)
    square, beside = re.findall(r'<path d="M([^Z]+)Z" fill="#f3f2f1"', drawing)
    corners = [[float(n) for n in each.split(",")] for each in square.split("L")]
    x, y = (float(re.search(rf'<circle [^>]*{at}="([^"]+)"', drawing)[1]) for at in ("cx", "cy"))
    assert min(c[0] for c in corners) < x < max(c[0] for c in corners)
    assert min(c[1] for c in corners) < y < max(c[1] for c in corners)
    assert all(0 <= float(each.split(",")[0]) <= 600 for each in beside.split("L"))
    assert drawing.index("<path") < drawing.index("<circle")
    assert drawing.count(">Pelbrook<") == drawing.count(">Ostermere<") == 1


def test_the_window_stays_the_same_whatever_marks_it_shows():
    """Two months of one county have their areas in the same place."""
    areas = [AreaOutline("Pelbrook", [SQUARE])]
    grounds = {
        re.search(r'<path d="[^"]+"', place_map([mark], areas, width=600))[0]
        for mark in (PlaceMark(52.61, -1.19, "Pelbrook", True),
                     PlaceMark(52.79, -1.01, "Pelbrook", False))
    }  # fmt: skip
    assert len(grounds) == 1


def test_corners_that_a_pixel_hides_are_left_out_and_holes_stay_holes():
    """A ring of a thousand corners along its sides is drawn with far fewer."""
    side = [(-1.2 + n / 50_000, 52.6) for n in range(10_000)]
    hole = [(-1.12, 52.68), (-1.08, 52.68), (-1.08, 52.72), (-1.12, 52.68)]
    area = AreaOutline("Pelbrook", [[*side, *SQUARE[1:]], hole])
    drawing = place_map([PlaceMark(52.7, -1.1, "Pelbrook", False)], [area], width=600)
    data = re.search(r'<path d="([^"]+)" fill="#f3f2f1" fill-rule="evenodd"', drawing)[1]
    assert data.count("M") == 2
    assert data.count("L") < 1000
