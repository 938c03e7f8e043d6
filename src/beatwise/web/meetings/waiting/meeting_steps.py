"""How each step of a meeting, and publishing a pack, stands for a person."""

from __future__ import annotations

from beatwise.accountability import roles
from beatwise.accountability.boards.agenda import CANCELLED, MEETING, PLANNED
from beatwise.accountability.plan.change_control import in_words
from beatwise.accountability.registers.openings import Hindrances, Opening, openings
from beatwise.accountability.registers.workflow import State, StateTable, Transition
from beatwise.accountability.roles import Person
from beatwise.plurals import counted
from beatwise.web.meetings import selectors
from beatwise.web.meetings.models import Decision, Meeting, Pack


def steps(meeting: Meeting, person: Person, *, minuted: bool, bare: int = 0) -> tuple[Opening, ...]:
    """Return the steps that leave a meeting's state, and how each stands for this person.

    ``minuted`` says whether anything is minuted, ``bare`` how many exceptions lack commentary.
    """
    waits = {}
    if bare:
        waits["freeze"] = f"commentary on {counted(bare, 'exception')}"
    if meeting.on > selectors.today():
        waits["hold"] = f"the day of the meeting, {in_words(meeting.on)}"
    missing = {} if minuted else {"agree": ("minutes",)}
    return openings(MEETING, meeting.state, person.role, Hindrances(missing, waits))


def is_minuted(meeting: Meeting) -> bool:
    """Whether anything is minuted of a meeting."""
    return bool(meeting.minutes) or Decision.objects.filter(meeting=meeting).exists()


def release(pack: Pack, person: Person, newest: Pack | None) -> Opening | None:
    """Return how publishing a pack stands for a person; ``None`` when it never will be.

    ``newest`` is the newest pack of its meeting.
    """
    superseded = newest is not None and newest.pk != pack.pk
    if superseded or pack.meeting.state == CANCELLED or hasattr(pack, "publication"):
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
