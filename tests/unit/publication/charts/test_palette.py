"""Colours can be told apart from what lies under them."""

from __future__ import annotations

import pytest

from beatwise.publication.charts import palette
from beatwise.publication.charts.strip import SHADES


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000000", "#ffffff", 21.0), ("#777777", "#ffffff", 4.48), ("#ffffff", "#ffffff", 1.0)],
)
def test_contrast(one: str, other: str, ratio: float) -> None:
    """The contrast ratio agrees with the worked values of WCAG."""
    assert palette.contrast(one, other) == pytest.approx(ratio, abs=0.005)


@pytest.mark.parametrize("ground", [palette.PAPER, palette.LAND, palette.BAND, palette.FAINT])
@pytest.mark.parametrize("ink", [palette.INK, palette.QUIET_INK, palette.DARK_PINK])
def test_words_can_be_read(ink: str, ground: str) -> None:
    """Words on every ground used have a contrast of 4.5 or more."""
    assert palette.contrast(ink, ground) >= 4.5


@pytest.mark.parametrize("mark", [palette.DARK_BLUE, palette.DARK_PINK])
@pytest.mark.parametrize("ground", [palette.PAPER, palette.LAND, palette.BAND])
def test_marks_can_be_seen(mark: str, ground: str) -> None:
    """Lines and points have a contrast of 3 or more with what lies under them."""
    assert palette.contrast(mark, ground) >= 3


def test_numbers_in_the_strip_can_be_read() -> None:
    """Each shade of the strip carries its number in ink that contrasts by 4.5 or more."""
    inks = [palette.INK] * 3 + [palette.PAPER] * 2
    assert all(palette.contrast(i, s) >= 4.5 for i, s in zip(inks, SHADES, strict=True))
