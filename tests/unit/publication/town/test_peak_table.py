"""Peak times in words and figures."""

from __future__ import annotations

import json

import numpy as np

from beatwise.hotspots.peaks.peak_times import Settings, peak_times
from beatwise.publication.town.peak_table import as_dict, as_text, clock, week_lines


def made(moments):
    return peak_times(moments, moments, Settings(replicates=19, permutations=99, minimum=30))


def test_clock_times_come_round():
    """Half past ten at night is 22:30, and a hair before midnight is midnight."""
    assert [clock(hour) for hour in (22.5, 0.0, 23.9999)] == ["22:30", "00:00", "00:00"]


def test_the_week_is_seven_rows_of_digits_and_points():
    """The fullest hour is 9, half of it 5, none a point; totals stand at the end of the row."""
    monday = np.array(["2024-01-01T10:15"] * 20 + ["2024-01-01T11:15"] * 10, "datetime64[s]")
    lines = week_lines(made(monday))
    assert len(lines) == 9
    assert lines[1].split() == ["Monday", *["."] * 10, "9", "5", *["."] * 12, "30.0"]


def test_a_rhythm_that_chance_could_make_is_said_to_be_so():
    """One incident in each hour: the words say that the hours are no more uneven than chance."""
    moments = np.datetime64("2024-01-01T00:30:00") + (np.arange(168) * 3600).astype("m8[s]")
    words = as_text(made(moments), title="Town: asb")
    assert "The hours are no more uneven than chance alone makes them" in words
    assert words.startswith("Town: asb\n168 incidents with times: 168 placed")
    assert words.endswith("seed 0.")


def test_unknowns_are_null_in_json():
    """No incidents: shares, windows and middle are null or empty, never NaN."""
    got = as_dict(made(np.array([], "datetime64[s]")))
    json.dumps(got, allow_nan=False)
    assert (got["share_too_long"], got["middle"], got["interval"]) == (None, None, None)
    assert got["windows"] == []
