"""Read a team from ``team.toml``; every fault with file, table, key and line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from beatwise.fields import REQUIRED, Fields
from beatwise.planning.plan import Base
from beatwise.planning.team.rest_rules import PRESETS, RestRules
from beatwise.planning.team.team import Employer, Event, Leave, Member, ShiftKind, Team
from beatwise.planning.windows import Window


ALL_DAYS = tuple(range(7))
MOST_SHIFTS = 7  # a week


def read_team(document: Fields) -> Team:
    """Return the team; raise ``BadInput`` with all faults, each with table, key and line."""
    with document:
        document.only(
            "name", "provider", "patrol", "employer", "base", "shift", "person", "event", "window"
        )
        patrol = document.optional_table("patrol")
        patrol.only("party", "break_minutes", "clock_change", "powers_each", "assigned")
        employers = document.each("employer", _employer)
        bases = document.each("base", _base)
        shifts = document.each("shift", _shift)
        beats = {base.beat for base in bases}
        rules = {employer.id: employer.rules for employer in employers}
        people = document.each("person", lambda fields: _person(fields, beats, rules))
        _refuse_none(document)
        _refuse_twins(document, "person", [person.id for person in people])
        _refuse_twins(document, "base", [base.beat for base in bases])
        return Team(
            name=document.label("name"),
            provider=document.label("provider"),
            employers=employers,
            bases=bases,
            shifts=shifts,
            people=people,
            events=document.each("event", lambda fields: _event(fields, bases)),
            windows=document.each("window", _window),
            party=patrol.whole("party", 1, at_least=1, at_most=4),
            break_minutes=patrol.whole("break_minutes", 45, at_most=120),
            elapsed=patrol.label("clock_change", "refuse") == "elapsed",
            powers_each=patrol.flag("powers_each", False),
            assigned={k: str(v) for k, v in patrol.optional_table("assigned").data.items()},
            place=document.place,
        )


def _refuse_none(document: Fields) -> None:
    """Note that a table is missing of which there must be one."""
    for key in ("base", "shift"):
        if not document.value(key):
            document.fault(key, "there is none.", f"Add a [[{key}]] table.")
    if not document.value("person"):
        document.fault("person", "there is nobody.", "Add a [[person]] table for each person.")


def _refuse_twins(document: Fields, key: str, names: list[str]) -> None:
    twins = [name for name, count in Counter(names).items() if count > 1 and name]
    if twins:
        document.fault(key, f"{twins[0]} is listed twice.")


def _employer(fields: Fields) -> Employer:
    fields.only(
        "id", "name", "rules", "pay_hour", "notice_days", "source", "rest_hours",
        "days_off_together", "most_shifts", "most_days_between_days_off", "nights",
    )  # fmt: skip
    name = fields.label("rules", "working-time")
    if name not in PRESETS:
        fields.fault("rules", f"'{name}' is not known.", f"Use one of: {', '.join(PRESETS)}.")
    usual = PRESETS.get(name) or PRESETS["working-time"]
    return Employer(
        id=fields.label("id"),
        name=fields.label("name"),
        rules=_rest_rules(fields, usual.rules),
        pay_hour=fields.optional_number("pay_hour", at_least=0),
        notice_days=fields.whole("notice_days", usual.notice_days, at_most=365),
        source=fields.label("source", usual.source),
    )


def _rest_rules(fields: Fields, usual: RestRules) -> RestRules:
    return replace(
        usual,
        rest_hours=fields.number("rest_hours", usual.rest_hours, at_least=0, at_most=48),
        days_off_together=fields.whole("days_off_together", usual.days_off_together, at_most=6),
        most_shifts=fields.whole("most_shifts", usual.most_shifts, at_least=1, at_most=7),
        most_days_between_days_off=fields.whole(
            "most_days_between_days_off", usual.most_days_between_days_off, at_least=1, at_most=30
        ),
        nights=fields.flag("nights", usual.nights),
    )


def _base(fields: Fields) -> Base:
    fields.only("beat", "name", "easting", "northing")
    return Base(
        fields.label("beat"),
        fields.label("name"),
        fields.number("easting", at_least=0, at_most=700_000),
        fields.number("northing", at_least=0, at_most=1_300_000),
    )


def _shift(fields: Fields) -> ShiftKind:
    fields.only("name", "begins", "ends", "days", "night")
    begins, ends = fields.clock("begins"), fields.clock("ends")
    if ends <= begins:
        ends += 24
    if not 1 <= ends - begins <= 14 and not fields.faulty("begins"):
        fields.fault("ends", f"a shift of {ends - begins:g} hours is not possible here.")
    return ShiftKind(
        fields.label("name"),
        begins,
        ends,
        fields.weekdays("days", ALL_DAYS),
        fields.flag("night", ends > 26 or begins < 5),
    )


def _person(fields: Fields, beats: set[str], rules: Mapping[str, RestRules]) -> Member:
    fields.only(
        "id", "employer", "role", "powers", "skills", "beats", "home_beat", "most_shifts", "leave"
    )
    employer = fields.label("employer")
    if employer not in rules:
        fields.fault(
            "employer", f"'{employer}' is not an employer.", "Add an [[employer]] with this id."
        )
    most = rules[employer].most_shifts if employer in rules else MOST_SHIFTS
    own_beats = _own_beats(fields, beats)
    home = fields.label("home_beat", own_beats[0] if own_beats else "")
    if home not in own_beats and not fields.faulty("beats"):
        fields.fault("home_beat", f"'{home}' is not among this person's beats.")
    return Member(
        id=fields.label("id"),
        employer=employer,
        role=fields.label("role"),
        powers=fields.flag("powers", False),
        skills=_skills(fields),
        beats=own_beats,
        home_beat=home,
        most_shifts=fields.whole("most_shifts", most, at_least=1, at_most=MOST_SHIFTS),
        leave=_leave(fields),
    )


def _skills(fields: Fields) -> frozenset[str]:
    skills = frozenset(skill.strip() for skill in fields.texts("skills", REQUIRED))
    if not skills:
        fields.fault(
            "skills", "this person has no skills, so cannot be given any post.",
            'Write skills = ["patrol"], or leave the person out.',
        )  # fmt: skip
    return skills


def _own_beats(fields: Fields, beats: set[str]) -> tuple[str, ...]:
    """Return the beats that a person knows, the first of them home where none is named."""
    own_beats = tuple(beat.strip() for beat in fields.texts("beats", REQUIRED))
    if not own_beats:
        fields.fault("beats", "this person knows no beat.", "List one beat or more.")
    for beat in own_beats:
        if beats and beat not in beats:
            fields.fault(
                "beats", f"the beat '{beat}' is unknown.", f"Known are: {', '.join(sorted(beats))}."
            )
    return own_beats


def _leave(fields: Fields) -> tuple[Leave, ...]:
    earlier: list[Leave] = []

    def read(line: Fields) -> Leave:
        leave = _leave_days(line)
        if line.sound:
            _refuse_overlap(line, leave, earlier)
            earlier.append(leave)
        return leave

    return fields.each("leave", read)


def _leave_days(fields: Fields) -> Leave:
    fields.only("from", "to", "reason")
    leave = Leave(
        fields.day_or_text("from"), fields.day_or_text("to"), fields.label("reason", "leave")
    )
    if leave.last < leave.first and not fields.faulty("from"):
        fields.fault("to", f"the leave ends {leave.last} before it starts {leave.first}.")
    return leave


def _refuse_overlap(fields: Fields, leave: Leave, earlier: list[Leave]) -> None:
    for other in earlier:
        if leave.first <= other.last and other.first <= leave.last:
            fields.fault(
                "from",
                f"this leave from {leave.first} to {leave.last} overlaps the leave from "
                f"{other.first} to {other.last}.",
                "Join the two, or correct a date.",
            )


def _event(fields: Fields, bases: tuple[Base, ...]) -> Event:
    fields.only("name", "date", "begins", "ends", "beat", "easting", "northing", "people")
    beat = fields.label("beat")
    base = next((b for b in bases if b.beat == beat), None)
    if base is None:
        fields.fault("beat", f"the beat '{beat}' is unknown.")
    begins, ends = _hours(fields, "event")
    return Event(
        fields.label("name"),
        fields.day_or_text("date"),
        begins,
        ends,
        beat,
        fields.number("easting", base.easting if base else 0.0),
        fields.number("northing", base.northing if base else 0.0),
        fields.whole("people", 1, at_least=1, at_most=50),
    )


def _window(fields: Fields) -> Window:
    fields.only("name", "days", "begins", "ends", "weight", "source", "assumed", "hotspot")
    begins, ends = _hours(fields, "window")
    source = fields.label("source", "")
    return Window(
        fields.label("name"),
        fields.weekdays("days", ALL_DAYS),
        begins,
        ends,
        fields.number("weight", 2.0, at_least=0, at_most=20),
        source or "stated in the team file without a source",
        fields.flag("assumed", not source),
        fields.label("hotspot", "") or None,
    )


def _hours(fields: Fields, noun: str) -> tuple[float, float]:
    """Return when something of one day begins and ends, hours of the clock."""
    begins, ends = fields.clock("begins"), fields.clock("ends")
    if ends <= begins and not fields.faulty("begins"):
        fields.fault("ends", f"the {noun} ends before it starts.")
    return begins, ends
