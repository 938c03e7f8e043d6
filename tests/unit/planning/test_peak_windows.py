"""Windows from measured peaks."""

from __future__ import annotations

import pytest

from beatwise.errors import BadInput
from beatwise.planning.peak_windows import windows_from_peaks


DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


def peak(begins: str, ends: str, hours: float, share: float) -> dict:
    return {"days": DAYS, "from": begins, "to": ends, "hours": hours, "share": share}


def run(*windows: dict, **more: object) -> dict:
    return {"area": "Town", "types": ["shoplifting"], "windows": list(windows), **more}


def test_the_weight_is_how_much_denser_it_is_inside():
    """Half of incidents in a quarter of the day are three times as dense as the rest."""
    (window,) = windows_from_peaks([run(peak("12:00", "18:00", 6, 0.5))], "peaks.json")
    assert (window.begins, window.ends, window.weight) == (12, 18, 3.0)
    assert not window.assumed


def test_a_peak_over_midnight_is_two_windows():
    """From 22:00 to 02:00 is two hours at the end of the day and two at its start."""
    found = windows_from_peaks([run(peak("22:00", "02:00", 4, 0.4))], "peaks.json")
    assert [(w.begins, w.ends) for w in found] == [(22, 24), (0, 2)]


def test_a_hot_spot_of_its_own_has_its_own_window():
    """A hot spot with enough incidents has its peak; a pooled one has none."""
    spots = [
        {"id": "a", "pooled": False, "windows": [peak("09:00", "11:00", 2, 0.5)]},
        {"id": "b", "pooled": True, "windows": [peak("09:00", "11:00", 2, 0.5)]},
    ]
    found = windows_from_peaks([run(peak("12:00", "18:00", 6, 0.5), per_hotspot=spots)], "p")
    assert [w.hotspot for w in found] == [None, "a"]
    assert found[1].weight == 6.0  # 11 times as dense, held at 6


@pytest.mark.parametrize("runs", [[], [run()], [{"windows": [{}]}]])
def test_without_a_peak_it_is_refused(runs: list[dict]):
    """No peak, no window: the file is named and the next step said."""
    with pytest.raises(BadInput) as caught:
        windows_from_peaks(runs, "peaks.json")
    assert caught.value.place == "peaks.json"
