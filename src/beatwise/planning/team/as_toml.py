"""Read a team from the values of ``team.toml``; every fault named by file, entry and field."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import replace
from typing import Any

from beatwise.errors import BadInput
from beatwise.planning.entry import Entry
from beatwise.planning.plan import Base
from beatwise.planning.team.rest_rules import PRESETS
from beatwise.planning.team.team import Employer, Event, Leave, Member, ShiftKind, Team
from beatwise.planning.windows import Window


_ALL_DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


def read_team(document: dict[str, Any], place: str) -> Team:
    """Return the team; raise ``BadInput`` naming ``place`` (the file), the entry and the field."""
    top = Entry(document, place).only(
        "name", "provider", "patrol", "employer", "base", "shift", "person", "event", "window"
    )
    patrol = top.table("patrol").only(
        "party", "break_minutes", "clock_change", "powers_each", "assigned"
    )
    employers = tuple(_employer(e) for e in top.entries("employer"))
    bases = tuple(_base(e) for e in top.entries("base"))
    for what, found in (("base", bases), ("shift", top.entries("shift"))):
        if not found:
            raise top.wrong(what, "there is none.", f"Add a [[{what}]] table.")
    beats = {base.beat for base in bases}
    people = tuple(_person(e, beats, {x.id: x for x in employers}) for e in top.entries("person"))
    if not people:
        raise top.wrong("person", "there is nobody.", "Add a [[person]] table for each person.")
    _no_twins([p.id for p in people], f"{place}, [[person]]")
    _no_twins([b.beat for b in bases], f"{place}, [[base]]")
    return Team(
        name=top.text("name"),
        provider=top.text("provider"),
        employers=employers,
        bases=bases,
        shifts=tuple(_shift(e) for e in top.entries("shift")),
        people=people,
        events=tuple(_event(e, bases) for e in top.entries("event")),
        windows=tuple(_window(e) for e in top.entries("window")),
        party=patrol.whole("party", 1, least=1, most=4),
        break_minutes=patrol.whole("break_minutes", 45, most=120),
        elapsed=patrol.text("clock_change", "refuse") == "elapsed",
        powers_each=patrol.flag("powers_each", False),
        assigned={str(k): str(v) for k, v in patrol.table("assigned").values.items()},
        place=place,
    )


def _no_twins(names: list[str], place: str) -> None:
    twins = [name for name, count in Counter(names).items() if count > 1]
    if twins:
        raise BadInput(f"{twins[0]} is listed twice.", place=place)


def _employer(entry: Entry) -> Employer:
    entry.only(
        "id", "name", "rules", "pay_hour", "notice_days", "source", "rest_hours",
        "days_off_together", "most_shifts", "most_days_between_days_off", "nights",
    )  # fmt: skip
    name = entry.text("rules", "working-time")
    if name not in PRESETS:
        raise entry.wrong("rules", f"'{name}' is not known.", f"Use one of: {', '.join(PRESETS)}.")
    usual = PRESETS[name]
    rules = replace(
        usual.rules,
        rest_hours=entry.number("rest_hours", usual.rules.rest_hours, least=0, most=48),
        days_off_together=entry.whole("days_off_together", usual.rules.days_off_together, most=6),
        most_shifts=entry.whole("most_shifts", usual.rules.most_shifts, least=1, most=7),
        most_days_between_days_off=entry.whole(
            "most_days_between_days_off", usual.rules.most_days_between_days_off, least=1, most=30
        ),
        nights=entry.flag("nights", usual.rules.nights),
    )
    pay = entry.number("pay_hour", least=0) if "pay_hour" in entry.values else None
    return Employer(
        id=entry.text("id"),
        name=entry.text("name"),
        rules=rules,
        pay_hour=pay,
        notice_days=entry.whole("notice_days", usual.notice_days, most=365),
        source=entry.text("source", usual.source),
    )


def _base(entry: Entry) -> Base:
    entry.only("beat", "name", "easting", "northing")
    return Base(
        entry.text("beat"),
        entry.text("name"),
        entry.number("easting", least=0, most=700_000),
        entry.number("northing", least=0, most=1_300_000),
    )


def _shift(entry: Entry) -> ShiftKind:
    entry.only("name", "begins", "ends", "days", "night")
    begins, ends = entry.clock("begins"), entry.clock("ends")
    if ends <= begins:
        ends += 24
    if not 1 <= ends - begins <= 14:
        raise entry.wrong("ends", f"a shift of {ends - begins:g} hours is not possible here.")
    return ShiftKind(
        entry.text("name"),
        begins,
        ends,
        entry.weekdays("days", _ALL_DAYS),
        entry.flag("night", ends > 26 or begins < 5),
    )


def _person(entry: Entry, beats: set[str], employers: dict[str, Employer]) -> Member:
    entry.only(
        "id", "employer", "role", "powers", "skills", "beats", "home_beat", "most_shifts", "leave"
    )
    employer = entry.text("employer")
    if employer not in employers:
        raise entry.wrong(
            "employer", f"'{employer}' is not an employer.", "Add an [[employer]] with this id."
        )
    skills = frozenset(entry.words("skills"))
    if not skills:
        raise entry.wrong(
            "skills", "this person has no skills, so cannot be given any post.",
            'Write skills = ["patrol"], or leave the person out.',
        )  # fmt: skip
    known = entry.words("beats")
    if not known:
        raise entry.wrong("beats", "this person knows no beat.", "List one beat or more.")
    for beat in known:
        if beat not in beats:
            raise entry.wrong(
                "beats", f"the beat '{beat}' is unknown.", f"Known are: {', '.join(sorted(beats))}."
            )
    home = entry.text("home_beat", known[0])
    if home not in known:
        raise entry.wrong("home_beat", f"'{home}' is not among this person's beats.")
    rules = employers[employer].rules
    return Member(
        id=entry.text("id"),
        employer=employer,
        role=entry.text("role"),
        powers=entry.flag("powers", False),
        skills=skills,
        beats=known,
        home_beat=home,
        most_shifts=entry.whole("most_shifts", rules.most_shifts, least=1, most=7),
        leave=_leave(entry),
    )


def _leave(entry: Entry) -> tuple[Leave, ...]:
    found: list[Leave] = []
    for line in entry.entries("leave"):
        line.only("from", "to", "reason")
        one = Leave(line.day("from"), line.day("to"), line.text("reason", "leave"))
        if one.last < one.first:
            raise line.wrong("to", f"the leave ends {one.last} before it starts {one.first}.")
        for other in found:
            if one.first <= other.last and other.first <= one.last:
                raise line.wrong(
                    "from",
                    f"this leave from {one.first} to {one.last} overlaps the leave from "
                    f"{other.first} to {other.last}.",
                    "Join the two, or correct a date.",
                )
        found.append(one)
    return tuple(found)


def _event(entry: Entry, bases: tuple[Base, ...]) -> Event:
    entry.only("name", "date", "begins", "ends", "beat", "easting", "northing", "people")
    beat = entry.text("beat")
    base = next((b for b in bases if b.beat == beat), None)
    if base is None:
        raise entry.wrong("beat", f"the beat '{beat}' is unknown.")
    begins, ends = entry.clock("begins"), entry.clock("ends")
    if ends <= begins:
        raise entry.wrong("ends", "the event ends before it starts.")
    return Event(
        entry.text("name"),
        entry.day("date"),
        begins,
        ends,
        beat,
        entry.number("easting", base.easting),
        entry.number("northing", base.northing),
        entry.whole("people", 1, least=1, most=50),
    )


def _window(entry: Entry) -> Window:
    entry.only("name", "days", "begins", "ends", "weight", "source", "assumed", "hotspot")
    begins, ends = entry.clock("begins"), entry.clock("ends")
    if ends <= begins:
        raise entry.wrong("ends", "the window ends before it starts.")
    source = entry.text("source", "")
    return Window(
        entry.text("name"),
        entry.weekdays("days", _ALL_DAYS),
        begins,
        ends,
        entry.number("weight", 2.0, least=0, most=20),
        source or "stated in the team file without a source",
        entry.flag("assumed", not source),
        entry.text("hotspot", "") or None,
    )


def day_range(first: dt.date, last: dt.date) -> tuple[dt.date, ...]:
    """Return the days from ``first`` to ``last``, both included."""
    return tuple(first + dt.timedelta(days=i) for i in range((last - first).days + 1))
