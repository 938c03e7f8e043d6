"""Read the posts that a rota fills from the values of ``posts.toml``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from beatwise.planning.entry import Entry
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


def read_posts(document: dict[str, Any], place: str, team: Team) -> Posts:
    """Return the posts; raise ``BadInput`` naming file, entry and field.

    Every beat must be known to somebody in ``team``.
    """
    top = Entry(document, place).only("name", "shift", "post")
    shifts = tuple(_shift(entry) for entry in top.entries("shift"))
    if not shifts:
        raise top.wrong("shift", "there is none.", "Add a [[shift]] table with begins and ends.")
    known = {beat for person in team.people for beat in person.beats}
    names = {shift.name for shift in shifts}
    posts = tuple(_post(entry, names, known) for entry in top.entries("post"))
    if not posts:
        raise top.wrong("post", "there is none.", "beatwise plan writes posts.toml.")
    return Posts(top.text("name", team.name), shifts, _joined(posts))


def _shift(entry: Entry) -> ShiftTimes:
    entry.only("name", "begins", "ends", "night")
    begins, ends = entry.clock("begins"), entry.clock("ends")
    ends += 24 if ends <= begins else 0
    if ends - begins > 14:
        raise entry.wrong("ends", f"a shift of {ends - begins:g} hours is not possible here.")
    night = entry.flag("night", ends > 26 or begins < 5)
    return ShiftTimes(entry.text("name"), begins, ends, night)


def _post(entry: Entry, shifts: set[str], beats: set[str]) -> DatedPost:
    entry.only("date", "shift", "beat", "people", "risk", "powers", "only_powers", "skill")
    shift, beat = entry.text("shift"), entry.text("beat")
    if shift not in shifts:
        raise entry.wrong(
            "shift", f"the shift '{shift}' is unknown.", f"Known are: {', '.join(sorted(shifts))}."
        )
    if beat not in beats:
        raise entry.wrong(
            "beat",
            f"the beat '{beat}' is unknown: nobody in the team knows it.",
            "Add it to someone's beats, or correct its name.",
        )
    return DatedPost(
        entry.day("date"),
        shift,
        beat,
        entry.whole("people", 1, least=1, most=100),
        entry.number("risk", 1.0, least=0, most=1000),
        entry.flag("powers", False),
        entry.flag("only_powers", False),
        entry.text("skill", "") or None,
        entry.place,
    )


def _joined(posts: Iterable[DatedPost]) -> tuple[DatedPost, ...]:
    """Join posts of the same day, shift, beat and skill into one, in order of date."""
    kept: dict[tuple[Any, ...], DatedPost] = {}
    for post in posts:
        key = (post.day, post.shift, post.beat, post.skill, post.only_powers)
        old = kept.get(key)
        if old is not None:
            post = DatedPost(
                post.day, post.shift, post.beat, old.people + post.people, max(old.risk, post.risk),
                old.powers or post.powers, post.only_powers, post.skill, old.place,
            )  # fmt: skip
        kept[key] = post
    return tuple(kept[key] for key in sorted(kept, key=lambda k: (k[0], k[1], k[2], str(k[3]))))
