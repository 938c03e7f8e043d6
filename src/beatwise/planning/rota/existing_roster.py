"""A roster from an existing duties system: accepted as it is, checked, never overruled."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from beatwise.cell_text import Unreadable, day_of
from beatwise.cell_text.day_text import TURNED, TURNED_NEXT_STEP, turned_day
from beatwise.errors import BadInput
from beatwise.planning.rota.dated_duty import DatedDuty
from beatwise.planning.rota.posts import Posts
from beatwise.planning.rota.rota_plan import (
    RotaPlan,
    check,
    clock_notes_of,
    indexed,
    publish_by,
    week_problem,
)
from beatwise.planning.rota.unfilled import Unfilled, unfilled_posts
from beatwise.planning.team.clock_changes import moment
from beatwise.planning.team.team import Team


FIELDS = ("person", "date", "shift", "beat")


def read_duties(
    rows: Sequence[tuple[int, Mapping[str, str]]], place: str, team: Team, posts: Posts
) -> list[DatedDuty]:
    """Return the duties in numbered rows; raise ``BadInput`` naming file, row and field."""
    people = {member.id for member in team.people}
    shifts = {kind.name: kind for kind in posts.shifts}
    beats = {base.beat for base in team.bases}
    duties: list[DatedDuty] = []
    _refuse_turned_days(rows, place)
    for number, row in rows:
        where = f"{place}, row {number}"
        values = {name: row.get(name, "").strip() for name in FIELDS}
        for name, value in values.items():
            if not value:
                raise BadInput("this is empty.", place=f"{where}, {name}")
        for name, allowed in (("person", people), ("shift", set(shifts)), ("beat", beats)):
            if values[name] not in allowed:
                raise BadInput(
                    f"'{values[name]}' is unknown.", place=f"{where}, {name}",
                    next_step=f"The team and posts files know: {', '.join(sorted(allowed)[:12])}.",
                )  # fmt: skip
        kind = shifts[values["shift"]]
        day = _day(values["date"], f"{where}, date")
        duty = DatedDuty(
            day, kind.name, values["beat"], values["person"],
            moment(day, kind.begins), moment(day, kind.ends),
        )  # fmt: skip
        if duty in duties:
            raise BadInput("this duty is listed twice.", place=where)
        duties.append(duty)
    return duties


def _refuse_turned_days(rows: Sequence[tuple[int, Mapping[str, str]]], place: str) -> None:
    texts = [row.get("date", "") for _, row in rows]
    at = turned_day(texts)
    if at is not None:
        raise BadInput(
            TURNED.format(cell=texts[at]),
            place=f"{place}, row {rows[at][0]}, date",
            next_step=TURNED_NEXT_STEP,
        )


def _day(words: str, place: str) -> dt.date:
    try:
        day = day_of(words)
    except Unreadable as error:
        raise BadInput(error.message, place=place, next_step=error.next_step) from None
    if day is None:
        raise BadInput("this is empty.", place=place)
    return day


def accept(
    duties: Sequence[DatedDuty], team: Team, posts: Posts, first: dt.date, weeks: int
) -> RotaPlan:
    """Return the roster as a rota: what it fills, what it leaves, which rules it breaks."""
    last = first + dt.timedelta(days=7 * weeks)
    own = [duty for duty in duties if first <= duty.day < last]
    unfilled: list[Unfilled] = []
    places, used = 0, 0
    for week in range(weeks):
        begins = first + dt.timedelta(days=7 * week)
        problem, dated = week_problem(team, posts, begins, own)
        on_posts = indexed(problem, dated, team, own)
        used += len(on_posts)
        places += sum(post.people for post in dated)
        unfilled += unfilled_posts(problem, dated, on_posts)
    notes = []
    if len(own) < len(duties):
        notes.append(f"{len(duties) - len(own)} duties of the roster lie outside these weeks.")
    if used < len(own):
        notes.append(f"{len(own) - used} duties of the roster are on no post that was asked for.")
    return RotaPlan(
        name=posts.name, provider=team.provider, first=first, weeks=weeks, places=places,
        duties=tuple(sorted(own)), unfilled=tuple(unfilled), publish_by=publish_by(team, first),
        objective=0.0, bound=None, method="roster as imported", seed=0,
        faults=tuple(check(team, posts, first, weeks, own)),
        notes=(*notes, *clock_notes_of(team, posts, first, weeks)),
    )  # fmt: skip
