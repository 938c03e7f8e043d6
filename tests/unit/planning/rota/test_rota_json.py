"""A rota as the file ``rota.json``, and back."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from beatwise.errors import BadInput
from beatwise.planning.rota.dated_duty import DatedDuty
from beatwise.planning.rota.rota_json import FORMAT, as_json, from_json
from beatwise.planning.rota.rota_plan import RotaPlan
from beatwise.planning.rota.unfilled import Unfilled


LONDON = ZoneInfo("Europe/London")
DAY = dt.date(2027, 4, 5)


def duty(person: str, beat: str = "North", day: int = 5) -> DatedDuty:
    begins, ends = (dt.datetime(2027, 4, day, hour, tzinfo=LONDON) for hour in (9, 17))
    return DatedDuty(dt.date(2027, 4, day), "Day", beat, person, begins, ends)


ROTA = RotaPlan(
    name="Two towns", provider="The partnership", first=DAY, weeks=1, places=4,
    duties=(duty("W1"), duty("W2"), duty("W2", "South", 6)),
    unfilled=(Unfilled(DAY, "Day", "South", 1, "Of 2 people 2 are away."),),
    publish_by=dt.date(2027, 3, 22), objective=120.0, bound=90.0, method="highs", seed=1,
    notes=("One note.",),
)  # fmt: skip


@pytest.mark.parametrize("rota", [ROTA, replace(ROTA, bound=None, duties=(), unfilled=())])
def test_a_rota_comes_round(rota: RotaPlan) -> None:
    """Written as JSON text and read again, nothing is lost."""
    assert from_json(json.loads(json.dumps(as_json(rota))), "rota.json") == rota


def test_what_is_counted_is_written_beside_it() -> None:
    """One of two people works on one beat; a rota at 120 may be a quarter better at best."""
    document = as_json(ROTA)
    counts = {name: document[name] for name in ("filled", "working", "on_one_beat", "gap")}
    assert counts == {"filled": 3, "working": 2, "on_one_beat": 1, "gap": 0.25}
    assert ROTA.faces() == {"North": {"W1": 1, "W2": 1}, "South": {"W2": 1}}


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ({"format": "beatwise plan 1"}, "not a rota that beatwise wrote"),
        ({"format": FORMAT}, "cannot be understood"),
        (as_json(ROTA) | {"from": "soon"}, "cannot be understood"),
    ],
)
def test_what_is_no_rota_is_refused(document: dict[str, object], words: str) -> None:
    """Another format, a missing key and a day that is none are faults of the file."""
    with pytest.raises(BadInput, match=words) as caught:
        from_json(document, "rota.json")
    assert caught.value.place == "rota.json"
