"""Absences in a log come back as they were."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from beatwise.planning.rota.absence import Absence
from beatwise.planning.rota.absence_json import as_json, from_json


DAY = dt.date(2027, 4, 5)


@pytest.mark.parametrize(
    "absence",
    [
        Absence(DAY, DAY + dt.timedelta(days=2), "court", person="W1"),
        Absence(DAY, DAY, "event", beat="North", shift="Early", people=3, hours=12.5),
    ],
)
def test_an_absence_comes_round(absence: Absence) -> None:
    """Written as JSON text and read again, nothing is lost."""
    assert from_json([json.loads(json.dumps(as_json(absence)))]) == [absence]


def test_the_keys_of_the_file() -> None:
    """The log's keys are those of the format, days as YYYY-MM-DD."""
    assert as_json(Absence(DAY, DAY, "court", person="W1")) == {
        "first": "2027-04-05", "last": "2027-04-05", "reason": "court", "person": "W1",
        "beat": None, "shift": None, "people": 1, "hours": None,
    }  # fmt: skip
