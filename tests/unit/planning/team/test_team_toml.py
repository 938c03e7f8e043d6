"""A team's file: read, and every fault named by file, entry and field."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from tests.unit.planning.team_text import team_document

from beatwise.errors import BadInput
from beatwise.fields import Fields
from beatwise.planning.team.team_toml import read_team


def overlapping_leave(d: dict[str, Any]) -> None:
    d["person"][1]["leave"].append({"from": dt.date(2027, 4, 6), "to": dt.date(2027, 4, 9)})


TEAM_FAULTS: list[tuple[Callable[[dict[str, Any]], object], str, str]] = [
    (overlapping_leave, "[[person]] 2 (W2), [[leave]] 2, from", "overlaps"),
    (lambda d: d["person"][0].update(skills=[]), "[[person]] 1 (W1), skills", "no skills"),
    (lambda d: d["person"][0].pop("skills"), "[[person]] 1 (W1), skills", "missing"),
    (lambda d: d["person"][0].update(beats=["East"]), "1 (W1), beats", "'East' is unknown"),
    (lambda d: d["person"][0].update(home_beat="East"), "home_beat", "not among"),
    (lambda d: d["person"][0].update(employer="mars"), "employer", "not an employer"),
    (lambda d: d["employer"][0].update(pay_hour=-3), "1 (council), pay_hour", "negative"),
    (lambda d: d["employer"][0].update(rules="pirates"), "rules", "not known"),
    (lambda d: d["person"].append(dict(d["person"][0])), "[[person]]", "listed twice"),
    (lambda d: d["person"][0].update(skils=["patrol"]), "skils", "not a field here"),
    (lambda d: d["shift"][0].update(begins="9 o'clock"), "1 (Day), begins", "time of day"),
    (lambda d: d["shift"][0].update(days=["caturday"]), "days", "not a weekday"),
    (lambda d: d.update(base=[]), "base", "none"),
    (lambda d: d.update(event=[{"name": "Fair", "date": "2027-04-33", "begins": "10:00",
                                "ends": "11:00", "beat": "North"}]), "(Fair), date", "not a date"),
    (lambda d: d.update(event=[{"name": "Fair", "date": "2027-04-03", "begins": "10:00",
                                "ends": "11:00", "beat": "West"}]), "1 (Fair), beat", "unknown"),
    (lambda d: d.update(window=[{"name": "x", "begins": "12:00", "ends": "11:00"}]),
     "ends", "before"),
    (lambda d: d["base"][0].update(easting="far"), "[[base]] 1 (North hall), easting", "number"),
]  # fmt: skip


@pytest.mark.parametrize(("spoil", "place", "words"), TEAM_FAULTS)
def test_a_fault_in_the_team_is_named(
    spoil: Callable[[dict[str, Any]], object], place: str, words: str
) -> None:
    """The message holds the file, the entry, the field and what is wrong."""
    document = team_document()
    spoil(document)
    with pytest.raises(BadInput) as caught:
        read_team(Fields(document, "team.toml"))
    assert caught.value.place.startswith("team.toml")
    assert place in caught.value.place
    assert words in caught.value.message


def test_a_good_team_is_read() -> None:
    """The same team, unspoilt, has three people; days start and end where they say."""
    team = read_team(Fields(team_document(), "team.toml"))
    assert [p.id for p in team.people] == ["W1", "W2", "W3"]
    assert team.people[1].home_beat == "South"
    assert team.people[1].away(dt.date(2027, 4, 6))
    assert not team.people[1].away(dt.date(2027, 4, 7))
