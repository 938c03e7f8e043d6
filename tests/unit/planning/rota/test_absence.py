"""The file of absences: every fault is named by file, entry and field."""

from __future__ import annotations

from typing import Any

import pytest
from tests.unit.planning.team_text import team_document

from beatwise.errors import BadInput
from beatwise.fields import Fields
from beatwise.planning.rota.absence import read_absences
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
