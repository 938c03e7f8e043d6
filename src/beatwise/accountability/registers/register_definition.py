"""The shape of a register, as data. No database here: *may this happen now* is read from a table.

A definition says the fields, the states and the permitted transitions (an ``accountability``
state table, with what a register adds), who owns, reads and writes, which clocks run, and what
becomes public. Everything else (pages, lists, board, import, export, history, API, search) is made
from it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from beatwise.accountability import roles
from beatwise.accountability.registers import workflow
from beatwise.accountability.registers.workflow import StateTable
from beatwise.errors import UsageError


KINDS = ("text", "long", "date", "number", "money", "choice", "yes_no", "role")


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its name in files and the API, its label, and the kind of value it takes.

    ``money`` is held in whole pence. ``public`` fields are all that a panel reader sees.
    """

    name: str
    label: str
    kind: str
    hint: str = ""
    required: bool = False
    choices: tuple[str, ...] = ()
    listed: bool = False
    filtered: bool = False
    public: bool = False
    longest: int = 0


@dataclass(frozen=True, slots=True)
class State(workflow.State):
    """One state; ``public`` ones are seen by the panel."""

    public: bool = False


@dataclass(frozen=True, slots=True)
class Transition(workflow.Transition):
    """One permitted move; ``requires`` names fields that must hold something once it is taken.

    Whoever may take the step may fill these fields in with it, and no others.

    Parameters
    ----------
    step_up
        Whether the person must have proved again, within minutes, that it is them.
    other_than
        A transition whose last doer may not do this one: the rule of two people.
    checks
        Whether the rules between fields must hold; not where a record goes back or is given up.
    today
        Dates among ``requires`` that are today's unless the page of the step is told otherwise.
    """

    step_up: bool = False
    other_than: str = ""
    checks: bool = True
    today: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Clock:
    """A deadline: ``days`` after an event, or the day that a field holds.

    The event is the first entry into a state (``state:advised``) or the date in a field
    (``field:received``). It stops in the states ``ends``; it stands still in ``pauses``.
    """

    name: str
    label: str
    event: str
    days: int = 0
    unit: str = "calendar"
    ends: tuple[str, ...] = ()
    pauses: tuple[str, ...] = ()
    standard: str = "own"


@dataclass(frozen=True, slots=True)
class FieldRule:
    """A rule about a field and what it is held against; see ``field_rules``.

    Parameters
    ----------
    kind
        ``not_after`` or ``not_before`` a day, ``at_least`` or ``at_most`` a ``bound``, one of the
        ``roles``, or ``doer``: the role that takes the step.
    than
        A day: ``today``, a field's name, or ``state:proposed`` for the day it was entered.
        ``moment`` says it in words.
    years
        So many years beyond that day are still right.
    bound
        In the field's unit; pounds for money.
    weight
        ``fault`` or ``question``.
    step
        Asked only when this step is taken.
    """

    kind: str
    field: str
    than: str = ""
    moment: str = ""
    years: int = 0
    bound: float = 0
    roles: tuple[str, ...] = ()
    weight: str = "fault"
    step: str = ""


@dataclass(frozen=True, slots=True)
class Definition:
    """A whole register."""

    slug: str
    title: str
    one: str
    about: str
    heading: str
    owner: str
    readers: tuple[str, ...]
    writers: tuple[str, ...]
    fields: tuple[Field, ...]
    states: tuple[State, ...]
    transitions: tuple[Transition, ...]
    clocks: tuple[Clock, ...] = ()
    rules: tuple[FieldRule, ...] = ()
    area: str = ""
    by_name: dict[str, Field] = field(default_factory=dict)

    @property
    def table(self) -> StateTable:
        """Return the states and transitions as the table that says what may happen next."""
        return StateTable(f"a {self.one}", self.states, self.transitions)

    def state(self, name: str) -> State:
        """Return a state by name."""
        return next(s for s in self.states if s.name == name)

    @property
    def first(self) -> State:
        """Return the state that a new record is in."""
        return self.states[0]

    def moves_from(self, state: str) -> tuple[Transition, ...]:
        """Return the transitions that leave a state."""
        return tuple(t for t in self.transitions if state in t.sources)

    def transition(self, name: str) -> Transition:
        """Return a transition by name; raise ``UsageError`` when there is none."""
        for transition in self.transitions:
            if transition.name == name:
                return transition
        raise UsageError(
            f"a {self.one} has no step '{name}'.",
            next_step=f"Its steps are: {', '.join(t.name for t in self.transitions)}.",
        )

    def reads(self, person: object) -> bool:
        """Whether the person's role opens this register."""
        return roles.role_of(person).name in {*self.readers, *self.writers, self.owner}

    def writes(self, person: object) -> bool:
        """Whether the person's role makes and changes records."""
        return roles.role_of(person).name in {*self.writers, self.owner}

    def sees_all(self, person: object) -> bool:
        """Whether the person sees every field and state, and not only what is published."""
        return self.reads(person) and roles.role_of(person).sees != roles.PUBLISHED

    def seen_fields(self, person: object) -> tuple[Field, ...]:
        """Return the fields that the person sees."""
        if self.sees_all(person):
            return self.fields
        return tuple(f for f in self.fields if f.public)


def faults(definition: Definition) -> list[str]:
    """Return what is wrong with a definition, in words; a whole one has nothing."""
    names, all_roles = {s.name for s in definition.states}, set(roles.table())
    used_roles = [definition.owner, *definition.readers, *definition.writers]
    wrong = [f"no role '{r}'" for r in used_roles if r not in all_roles]
    wrong += [
        f"field {f.name}: no kind '{f.kind}'" for f in definition.fields if f.kind not in KINDS
    ]
    wrong += [
        f"field {f.name}: a choice of nothing"
        for f in definition.fields
        if f.kind == "choice" and not f.choices
    ]
    for name in (
        definition.heading,
        definition.area,
        *(n for t in definition.transitions for n in t.requires),
    ):
        if name and name not in definition.by_name:
            wrong.append(f"no field '{name}'")
    for transition in definition.transitions:
        dates = {n for n in transition.requires if n in definition.by_name}
        dates = {n for n in dates if definition.by_name[n].kind == "date"}
        wrong += [
            f"step {transition.name}: '{n}' is no date that it requires"
            for n in transition.today
            if n not in dates
        ]
    for state in (s for c in definition.clocks for s in (*c.ends, *c.pauses)):
        if state not in names:
            wrong.append(f"no state '{state}'")
    labels = [f.label.lower() for f in definition.fields]
    wrong += [
        f"two fields are called '{v}'" for v in sorted({v for v in labels if labels.count(v) > 1})
    ]
    return [*wrong, *definition.table.faults()]
