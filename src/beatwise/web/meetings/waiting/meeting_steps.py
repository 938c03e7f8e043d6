"""How each step of a meeting, and publishing a pack, stands for a person."""

from __future__ import annotations

from beatwise.accountability import roles
from beatwise.accountability.boards.agenda import CANCELLED, MEETING, PLANNED, POSTPONED
from beatwise.accountability.boards.body_rights import table_in
from beatwise.accountability.registers.openings import Hindrances, Opening, openings
from beatwise.accountability.registers.workflow import State, StateTable, Transition
from beatwise.accountability.roles import Person
from beatwise.clock import day_words
from beatwise.plurals import counted
from beatwise.web.meetings import selectors
from beatwise.web.meetings.models import Meeting, Pack


def steps(meeting: Meeting, person: Person, *, minuted: bool, bare: int = 0) -> tuple[Opening, ...]:
    """Return the steps that leave a meeting's state, and how each stands for this person.

    ``minuted`` says whether anything is minuted, ``bare`` how many exceptions lack commentary.
    """
    waits = {}
    if bare:
        waits["freeze"] = f"commentary on {counted(bare, 'exception')}"
    if meeting.on > selectors.today():
        waits["hold"] = f"the day of the meeting, {day_words(meeting.on)}"
    missing = {} if minuted else {"agree": ("minutes",)}
    table = table_in(MEETING, meeting.board)
    return openings(table, meeting.state, person.role, Hindrances(missing, waits))


def release(pack: Pack, person: Person, newest: Pack | None) -> Opening | None:
    """Return how publishing a pack stands for a person; ``None`` when it never will be.

    ``newest`` is the newest pack of its meeting.
    """
    superseded = newest is not None and newest.pk != pack.pk
    gone = pack.meeting.state in (CANCELLED, POSTPONED)
    if superseded or gone or hasattr(pack, "publication"):
        return None
    waits = {}
    if pack.meeting.state == PLANNED:
        waits["publish"] = "the pack that corrects it"
    own = {"publish"} if pack.by_id == person.pk else ()
    return openings(_pack(), "frozen", person.role, Hindrances(waits=waits, own=own))[0]


def _pack() -> StateTable:
    """Return what can be done with a pack: published by whose role may."""
    publish = Transition(
        "publish",
        "Publish",
        ("frozen",),
        "published",
        roles.holders("packs.publish"),
        task="publish",
    )
    states = (State("frozen", "Frozen"), State("published", "Published", final=True))
    return StateTable("a pack", states, (publish,))
