"""Which steps a person may take now, and what each of the others waits for: decided here alone.

A page shows a button for a step that is open, and a sentence for one that waits. The task list is
drawn from the same answer, and an address that is opened anyway is refused by it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from beatwise.accountability import roles
from beatwise.accountability.registers.workflow import StateTable, Transition
from beatwise.errors import Conflict, Refused


@dataclass(frozen=True, slots=True)
class Hindrances:
    """What stands in the way of steps from where a thing is, by the name of each step.

    Parameters
    ----------
    missing
        What must be filled in first, in words.
    waits
        What else must come about, in words: a day, commentary.
    own
        The steps that need another person than this one, who did the step before.
    """

    missing: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    waits: Mapping[str, str] = field(default_factory=dict)
    own: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Opening:
    """How one step stands for one person.

    Parameters
    ----------
    move
        The step.
    needs
        What must come first, in words; empty when nothing.
    whom
        For whom it waits, in words; empty when this person may take it.
    """

    move: Transition
    needs: str = ""
    whom: str = ""

    @property
    def open(self) -> bool:
        """Whether this person may take the step now."""
        return not (self.needs or self.whom)

    @property
    def waits(self) -> str:
        """What the page says in place of the button; empty for an open step."""
        if self.open:
            return ""
        then = f"; after that, for {self.whom}" if self.whom else ""
        return (
            f"“{self.move.words}” waits for {self.needs or self.whom}{then if self.needs else ''}."
        )


def openings(
    table: StateTable, state: str, role: str, hindrances: Hindrances | None = None
) -> tuple[Opening, ...]:
    """Return every step that leaves a state, and how it stands for a person of a role."""
    known = hindrances or Hindrances()
    return tuple(_opening(move, role, known) for move in table.moves(state))


def buttons(steps: Iterable[Opening]) -> list[Transition]:
    """Return the steps that are open, as a page shows them: those back and aside come last."""
    return sorted((step.move for step in steps if step.open), key=lambda move: move.why)


def sentences(steps: Iterable[Opening], role: str) -> list[str]:
    """Return what the steps that are not open wait for, in words.

    A step back or aside (it needs a reason) is only spoken of to those who may take it.
    """
    return [
        step.waits
        for step in steps
        if not step.open and (role in step.move.roles or not step.move.why)
    ]


def opening(
    steps: Iterable[Opening], name: str, *, table: StateTable, state: str, place: str
) -> Opening:
    """Return the step of a name, open to the person.

    Raises
    ------
    Conflict
        When the thing is in a state from which there is no such step, or something must come first.
    Refused
        When the step is for other roles, or for a second person.
    """
    here = next((each for each in steps if each.move.name == name), None)
    if here is None:
        table.step(state, name)
        raise Conflict(f"{name!r} cannot be taken here.", place=place)
    if here.needs:
        raise Conflict(here.waits, place=place, next_step="Go back, and see to that first.")
    if here.whom:
        raise Refused(here.waits, place=place, next_step="Ask one of them.")
    return here


def in_words(names: Iterable[str]) -> str:
    """Return roles as people list them: ``commissioner or deputy commissioner``."""
    return _listed([roles.role(name).title.lower() for name in names], "or")


def _opening(move: Transition, role: str, known: Hindrances) -> Opening:
    if move.at_board:
        return Opening(move, whom="a board, which decides it in the minutes of a meeting")
    needs = [*known.missing.get(move.name, ())]
    if move.name in known.waits:
        needs.append(known.waits[move.name])
    whom = ""
    if role not in move.roles:
        whom = in_words(move.roles)
    elif move.name in known.own:
        whom = f"a second person: {in_words(move.roles)}"
    return Opening(move, _listed(needs, "and"), whom)


def _listed(words: list[str], last: str) -> str:
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"
