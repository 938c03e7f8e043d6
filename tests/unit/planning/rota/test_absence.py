"""The file of absences: every fault is named by file, entry and field."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from tests.unit.planning.team_text import team_document

from beatwise.errors import BadInput
from beatwise.fields import Fields
from beatwise.planning.rota.absence import Absence, as_leave, read_absences
from beatwise.planning.team.team_toml import read_team


@pytest.mark.parametrize(
    ("absence", "field"),
    [
        ({"person": "X9", "from": "2027-04-05", "reason": "court"}, "person"),
        ({"person": "W1", "from": "2027-04-05", "reason": "bored"}, "reason"),
        ({"person": "W1", "from": "2027-04-05", "to": "2027-04-01", "reason": "court"}, "to"),
        ({"date": "2027-04-05", "beat": "West", "shift": "Day", "reason": "court"}, "beat"),
        ({"person": "W1", "from": "2027-04-05", "reason": "court", "hours": -2}, "hours"),
    ],
)
def test_a_fault_in_an_absence_is_named(absence: dict[str, Any], field: str) -> None:
    """An absence's fault names its file, number and field."""
    with pytest.raises(BadInput) as caught:
        read_absences(
            Fields({"absence": [absence]}, "absence.toml"), read_team(Fields(team_document(), "t"))
        )
    assert caught.value.place.startswith("absence.toml, [[absence]] 1")
    assert caught.value.place.endswith(field)


def test_one_day_or_from_and_to() -> None:
    """``date`` is one day; without ``to`` an absence ends on the day it starts."""
    entries = [
        {"person": "W1", "date": "2027-04-05", "reason": "court"},
        {"person": "W1", "from": "2027-04-06", "reason": "court"},
        {"person": "W1", "from": "2027-04-07", "to": "2027-04-09", "reason": "court"},
    ]
    absences = read_absences(
        Fields({"absence": entries}, "absence.toml"), read_team(Fields(team_document(), "t"))
    )
    assert [(a.first.day, a.last.day) for a in absences] == [(5, 5), (6, 6), (7, 9)]


def test_no_absence_is_refused() -> None:
    """A file without absences says what to add."""
    with pytest.raises(BadInput, match="there is none"):
        read_absences(Fields({}, "absence.toml"), read_team(Fields(team_document(), "t")))


def test_only_named_people_go_on_leave() -> None:
    """Absences without a name are nobody's leave; two of one person are both kept, in order."""
    day = dt.date(2027, 4, 5)
    absences = (
        Absence(day, day, "event", beat="North", shift="Day"),
        Absence(day, day, "court", person="W1"),
        Absence(day, day, "custody", person="W1"),
    )
    leave = as_leave(absences)
    assert list(leave) == ["W1"]
    assert [entry.reason for entry in leave["W1"]] == ["court", "custody"]
