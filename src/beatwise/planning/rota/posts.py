"""Read the posts that a rota fills from ``posts.toml``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from beatwise.fields import Fields
from beatwise.planning.rota.problem import ShiftTimes
from beatwise.planning.team.team import Team


@dataclass(frozen=True, slots=True)
class DatedPost:
    """Places to fill on a beat for a shift of a day."""

    day: dt.date
    shift: str
    beat: str
    people: int
    risk: float
    powers: bool
    only_powers: bool
    skill: str | None
    place: str


@dataclass(frozen=True, slots=True)
class Posts:
    """Everything ``posts.toml`` says."""

    name: str
    shifts: tuple[ShiftTimes, ...]
    posts: tuple[DatedPost, ...]


def read_posts(document: Fields, team: Team) -> Posts:
    """Return the posts; raise ``BadInput`` with all faults, each with table, key and line.

    Every beat must be known to somebody in ``team``.
    """
    with document:
        document.only("name", "shift", "post")
        shifts = document.each("shift", _shift)
        if not document.value("shift"):
            next_step = "Add a [[shift]] table with begins and ends."
            document.fault("shift", "there is none.", next_step)
        beats = {beat for person in team.people for beat in person.beats}
        names = {shift.name for shift in shifts}
        posts = document.each("post", lambda fields: _post(fields, names, beats))
        if not document.value("post"):
            document.fault("post", "there is none.", "beatwise plan writes posts.toml.")
        return Posts(document.label("name", team.name), shifts, _joined(posts))


def _shift(fields: Fields) -> ShiftTimes:
    fields.only("name", "begins", "ends", "night")
    begins, ends = fields.clock("begins"), fields.clock("ends")
    ends += 24 if ends <= begins else 0
    if ends - begins > 14 and not fields.faulty("begins"):
        fields.fault("ends", f"a shift of {ends - begins:g} hours is not possible here.")
    night = fields.flag("night", ends > 26 or begins < 5)
    return ShiftTimes(fields.label("name"), begins, ends, night)


def _post(fields: Fields, shifts: set[str], beats: set[str]) -> DatedPost:
    fields.only("date", "shift", "beat", "people", "risk", "powers", "only_powers", "skill")
    shift, beat = fields.label("shift"), fields.label("beat")
    if shift not in shifts:
        fields.fault(
            "shift", f"the shift '{shift}' is unknown.", f"Known are: {', '.join(sorted(shifts))}."
        )
    if beat not in beats:
        fields.fault(
            "beat",
            f"the beat '{beat}' is unknown: nobody in the team knows it.",
            "Add it to someone's beats, or correct its name.",
        )
    return DatedPost(
        fields.day_or_text("date"),
        shift,
        beat,
        fields.whole("people", 1, at_least=1, at_most=100),
        fields.number("risk", 1.0, at_least=0, at_most=1000),
        fields.flag("powers", False),
        fields.flag("only_powers", False),
        fields.label("skill", "") or None,
        fields.place,
    )


def _joined(posts: Iterable[DatedPost]) -> tuple[DatedPost, ...]:
    """Join posts of the same day, shift, beat and skill into one, in order of date."""
    by_place: dict[tuple[dt.date, str, str, str | None, bool], DatedPost] = {}
    for post in posts:
        key = (post.day, post.shift, post.beat, post.skill, post.only_powers)
        old = by_place.get(key)
        if old is not None:
            post = DatedPost(
                post.day, post.shift, post.beat, old.people + post.people, max(old.risk, post.risk),
                old.powers or post.powers, post.only_powers, post.skill, old.place,
            )  # fmt: skip
        by_place[key] = post
    return tuple(
        by_place[key] for key in sorted(by_place, key=lambda k: (k[0], k[1], k[2], str(k[3])))
    )
