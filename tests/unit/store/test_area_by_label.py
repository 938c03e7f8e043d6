"""One area is found by its label, however the label is typed."""

from __future__ import annotations

from pathlib import Path

import pytest
import shapely

from beatwise.errors import MissingData, UsageError
from beatwise.places.areas import Area
from beatwise.store.area_by_label import area_by_label


LABELS = ("St Mary’s", "Ynys Môn", "Tŵr", "Stoke-on-Trent", "Barrow")
AREAS = [Area(str(n), label, "towns", shapely.box(0, 0, 1, 1)) for n, label in enumerate(LABELS)]


@pytest.mark.parametrize(("typed", "label"), [
    ("St Mary's", "St Mary’s"), ("ST MARYS", "St Mary’s"), ("towns:st mary`s", "St Mary’s"),
    ("ynys mon", "Ynys Môn"), ("Tw\u0302r", "Tŵr"), ("stoke on trent", "Stoke-on-Trent"),
    ("Stoke\u2011on\u2011Trent", "Stoke-on-Trent"), ("ＢＡＲＲＯＷ", "Barrow"),
])  # fmt: skip
def test_an_area_is_found_by_what_a_keyboard_can_type(typed: str, label: str) -> None:
    """Apostrophe, hyphen, accent form, width and case do not count."""
    assert area_by_label(typed, AREAS, Path()).label == label


def test_the_label_as_it_is_written_comes_first() -> None:
    """Where two differ by an accent only, each is found by its own."""
    areas = [*AREAS, Area("9", "Ynys Mon", "towns", shapely.box(0, 0, 1, 1))]
    assert area_by_label("YNYS MON", areas, Path()).label == "Ynys Mon"
    assert area_by_label("Ynys Môn", areas, Path()).label == "Ynys Môn"
    with pytest.raises(UsageError, match="there are 2 areas"):
        area_by_label("Ynys\u2011Mon", areas, Path())


def test_another_name_is_not_found() -> None:
    """Close labels are named."""
    with pytest.raises(MissingData, match="no area called 'Barow'") as caught:
        area_by_label("Barow", AREAS, Path())
    assert "Barrow" in (caught.value.next_step or "")
