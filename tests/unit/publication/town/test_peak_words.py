"""When incidents happen, in a sentence whose counts have passed the gate."""

from __future__ import annotations

import numpy as np
import pytest

from beatwise.hotspots.peaks.peak_times import Settings, peak_times
from beatwise.publication.town.peak_words import peak_sentence


def evenings(count: int) -> tuple[np.ndarray, np.ndarray]:
    """Return so many incidents at 20:15 on days of January."""
    day = np.datetime64("2025-01-01T20:15:00") + np.arange(count) % 28 * np.timedelta64(86_400, "s")
    start = day.astype("datetime64[s]")
    return start, start


@pytest.mark.parametrize(
    ("count", "words"), [(2, "fewer than 5"), (12, "about 10"), (29, "about 30")]
)
def test_too_few(count: int, words: str) -> None:
    """Below the minimum no hour is named, and a small count is hidden, others rounded."""
    said = peak_sentence("shoplifting", peak_times(*evenings(count), Settings()))
    assert f"Shoplifting: {words} timed incidents of the whole area are usable" in said
    assert "30 are needed" in said


def test_enough() -> None:
    """With enough incidents the hours are named, in British time, with an interval."""
    said = peak_sentence("shoplifting", peak_times(*evenings(52), Settings()))
    assert "in the whole area 100% of about 50 timed incidents fall between 20:00 and 21:00" in said
    assert "95% interval" in said
