"""Every bad input is named by file, entry and field."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from tests.unit.planning.team_text import team_document

from beatwise.errors import BadInput
from beatwise.fields import Fields
from beatwise.planning.rota.absence import read_absences
from beatwise.planning.rota.existing_roster import read_duties
from beatwise.planning.rota.posts import read_posts
from beatwise.planning.team.clock_changes import duration, refuse_change
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


POSTS = {
    "shift": [{"name": "Day", "begins": "09:00", "ends": "17:00"}],
    "post": [{"date": dt.date(2027, 4, 5), "shift": "Day", "beat": "North", "people": 1}],
}


@pytest.mark.parametrize(
    ("change", "place", "words"),
    [
        ({"beat": "West"}, "[[post]] 1 (West), beat", "'West' is unknown"),
        ({"shift": "Noon"}, "shift", "'Noon' is unknown"),
        ({"people": 0}, "people", "from 1 to 100"),
        ({"people": 1.5}, "people", "whole number"),
        ({"risk": -1}, "risk", "negative"),
        ({"date": "soon"}, "date", "not a date"),
    ],
)
def test_a_fault_in_the_posts_is_named(change: dict[str, Any], place: str, words: str) -> None:
    """A post's fault names its file, number and field."""
    document = {**POSTS, "post": [{**POSTS["post"][0], **change}]}
    with pytest.raises(BadInput) as caught:
        read_posts(Fields(document, "posts.toml"), read_team(Fields(team_document(), "team.toml")))
    assert "posts.toml" in caught.value.place
    assert place in caught.value.place
    assert words in caught.value.message


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


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ({"person": "X9", "date": "2027-04-05", "shift": "Day", "beat": "North"}, "person"),
        ({"person": "W1", "date": "5th", "shift": "Day", "beat": "North"}, "date"),
        ({"person": "W1", "date": "2027-04-05", "shift": "Night", "beat": "North"}, "shift"),
        ({"person": "W1", "date": "2027-04-05", "shift": "Day", "beat": ""}, "beat"),
    ],
)
def test_a_fault_in_a_roster_is_named(row: dict[str, str], field: str) -> None:
    """A roster's fault names its file, row and column."""
    team = read_team(Fields(team_document(), "team.toml"))
    posts = read_posts(Fields(POSTS, "posts.toml"), team)
    with pytest.raises(BadInput) as caught:
        read_duties([(7, row)], "roster.csv", team, posts)
    assert caught.value.place == f"roster.csv, row 7, {field}"


def test_clocks_that_change_mid_shift_are_refused() -> None:
    """A night shift over the last Sunday of March is an hour short, and says so."""
    day = dt.date(2027, 3, 27)
    with pytest.raises(BadInput, match="one hour shorter") as caught:
        refuse_change(day, "Night", 22, 30, "team.toml, [[shift]] 2 (Night), begins and ends")
    assert "[[shift]] 2 (Night)" in caught.value.place
    assert duration(day, 22, 30) == 7 * 3600
    assert duration(dt.date(2027, 10, 30), 22, 30) == 9 * 3600
    assert duration(dt.date(2027, 4, 1), 22, 30) == 8 * 3600
