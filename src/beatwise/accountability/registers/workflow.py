"""State tables: what may happen next, to whom it is open, and what it needs.

A table is data. It is tested for being whole (every state can be reached, every state that is not
final can be left, every role exists), and published diagrams are drawn from it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from beatwise.accountability import roles
from beatwise.accountability.task_selection import KINDS
from beatwise.errors import BadInput, Conflict, Refused


@dataclass(frozen=True, slots=True)
class State:
    """One state; a ``final`` one has no way out, a ``done`` one counts as delivered."""

    name: str
    title: str
    final: bool = False
    done: bool = False


@dataclass(frozen=True, slots=True)
class Transition:
    """One permitted move.

    Parameters
    ----------
    name, words
        Its name, and the words on its button.
    sources, target
        The states it leaves and the one it reaches.
    roles
        Who may do it.
    requires
        What must be given or filled in first, such as ``evidence``.
    why
        Whether a reason must be given.
    at_board
        Whether only a board meeting may do it.
    task
        The kind of task that it is for who may take it (``accountability.task_selection.KINDS``);
        empty for a step that nobody is waiting for.
    """

    name: str
    words: str
    sources: tuple[str, ...]
    target: str
    roles: tuple[str, ...]
    requires: tuple[str, ...] = ()
    why: bool = False
    at_board: bool = False
    task: str = ""


class StepInWords(NamedTuple):
    """One row of a printed table: from, step, to, who may, what it needs."""

    source: str
    step: str
    target: str
    roles: str
    needs: str


class TableFault(NamedTuple):
    """What is wrong with a table, and where: its ``states`` or ``transitions``, which, which key.

    ``at`` counts from 0.
    """

    words: str
    part: str
    at: int
    key: str


@dataclass(frozen=True, slots=True)
class StateTable:
    """A whole table; the first state is where everything starts."""

    name: str
    states: tuple[State, ...]
    transitions: tuple[Transition, ...]

    @property
    def first(self) -> State:
        """Where everything starts."""
        return self.states[0]

    def state(self, name: str) -> State:
        """Return a state by name; raise ``BadInput`` when there is none."""
        for state in self.states:
            if state.name == name:
                return state
        raise BadInput(
            f"'{name}' is not a state of {self.name}.",
            next_step=f"The states are: {', '.join(s.name for s in self.states)}.",
        )

    def moves(self, state: str, role: str | None = None) -> tuple[Transition, ...]:
        """Return the moves out of a state, optionally only those open to a role."""
        self.state(state)
        return tuple(
            move
            for move in self.transitions
            if state in move.sources and (role is None or role in move.roles)
        )

    def move(
        self,
        state: str,
        name: str,
        *,
        role: str,
        requirements_met: Collection[str] = (),
        why: str = "",
        board: str = "",
    ) -> str:
        """Return the state that a move leads to.

        Parameters
        ----------
        state, name
            Where it is, and the move.
        role
            Of the person who makes it.
        requirements_met
            Names of what has been filled in.
        why, board
            The reason, and the meeting that decided, where the move needs them.

        Raises
        ------
        Conflict
            When the move does not leave this state.
        Refused
            When the move is not open to this role.
        BadInput
            When something that it needs is missing.
        """
        move = self.step(state, name)
        if role not in move.roles:
            titles = ", ".join(roles.role(r).title.lower() for r in move.roles)
            raise Refused(f"'{move.words}' is for: {titles}.", next_step="Ask one of them.")
        missing = [need for need in move.requires if need not in requirements_met]
        if missing:
            needed = " and ".join(missing)
            raise BadInput(
                f"'{move.words}' needs {needed} first.",
                place=self.name,
                next_step=f"Add the {needed}, then take this step again.",
            )
        if move.why and not why.strip():
            raise BadInput(f"'{move.words}' needs a reason.", place=self.name, next_step="Say why.")
        if move.at_board and not board.strip():
            raise BadInput(
                f"'{move.words}' is decided at a board meeting.",
                place=self.name,
                next_step="Bring it to the next meeting, and minute the decision there.",
            )
        return move.target

    def step(self, state: str, name: str) -> Transition:
        """Return the move of a name out of a state; raise ``Conflict`` when none leaves it."""
        for move in self.moves(state):
            if move.name == name:
                return move
        words = next((move.words for move in self.transitions if move.name == name), name)
        open_here = ", ".join(move.words for move in self.moves(state)) or "none"
        raise Conflict(
            f"'{words}' is not a step of {self.name} that is {self.state(state).title.lower()}.",
            next_step=f"Steps from here: {open_here}.",
        )

    def faults(self) -> tuple[str, ...]:
        """Return what is wrong with the table, in words; a whole one has nothing."""
        return tuple(fault.words for fault in self.placed_faults())

    def rows(self) -> tuple[StepInWords, ...]:
        """Return the table to print, a row for each state that a step leaves."""
        return tuple(
            StepInWords(
                self.state(source).title,
                move.words,
                self.state(move.target).title,
                ", ".join(roles.role(role).title for role in move.roles),
                ", ".join(
                    [*move.requires, *(["a reason"] * move.why), *(["a board"] * move.at_board)]
                ),
            )
            for move in self.transitions
            for source in move.sources
        )

    def placed_faults(self) -> Iterator[TableFault]:
        """Yield what is wrong with the table, each with its place."""
        names = [state.name for state in self.states]
        steps = [move.name for move in self.transitions]
        for name in sorted(_twice(names)):
            at = len(names) - 1 - names[::-1].index(name)
            yield TableFault(f"two states are called '{name}'", "states", at, "name")
        for name in sorted(_twice(steps)):
            at = len(steps) - 1 - steps[::-1].index(name)
            yield TableFault(f"two steps are called '{name}'", "transitions", at, "name")
        for at, move in enumerate(self.transitions):
            for words, key in self._step_faults(move, names):
                yield TableFault(words, "transitions", at, key)
        reachable = self._reachable()
        for at, state in enumerate(self.states):
            for words in self._state_faults(state, state.name in reachable):
                yield TableFault(words, "states", at, "name")

    def _step_faults(self, move: Transition, names: list[str]) -> Iterator[tuple[str, str]]:
        yield from ((f"no state '{n}'", "from") for n in move.sources if n not in names)
        if move.target not in names:
            yield f"no state '{move.target}'", "to"
        yield from ((roles.no_role(r), "roles") for r in move.roles if r not in roles.table())
        if move.task and move.task not in KINDS:
            yield f"no kind of task '{move.task}'", "task"
        if not move.roles or not move.sources:
            key = "from" if move.roles else "roles"
            yield f"the step '{move.name}' is open to nobody", key

    def _state_faults(self, state: State, reachable: bool) -> Iterator[str]:
        leaves = any(state.name in move.sources for move in self.transitions)
        if not reachable:
            yield f"state '{state.name}' cannot be reached"
        if state.final and leaves:
            yield f"state '{state.name}' is final and yet has a way out"
        if not state.final and not leaves:
            yield f"state '{state.name}' has no way out and is not final"

    def _reachable(self) -> set[str]:
        reachable, edge = {self.first.name}, [self.first.name]
        while edge:
            here = edge.pop()
            for move in self.transitions:
                if here in move.sources and move.target not in reachable:
                    reachable.add(move.target)
                    edge.append(move.target)
        return reachable


def _twice(values: list[str]) -> set[str]:
    return {value for value in values if values.count(value) > 1}
