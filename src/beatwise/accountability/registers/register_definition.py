"""The shape of a register, as data. No database here: *may this happen now* is read from a table.

A definition says the fields, the states and the permitted transitions (an ``accountability``
state table, with what a register adds), who owns, reads and writes, which clocks run, and what
becomes public. Everything else (pages, lists, board, import, export, history, API, search) is made
from it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from beatwise.accountability import roles
from beatwise.accountability.formulas.syntax import Formula
from beatwise.accountability.registers import workflow
from beatwise.accountability.registers.workflow import StateTable
from beatwise.accountability.timing.schedule import Schedule
from beatwise.errors import UsageError


CELL_KINDS = ("text", "long", "date", "number", "money", "choice", "yes_no", "role")
KINDS = (*CELL_KINDS, "lines", "link")


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its name in files and the API, its label, and the kind of value it takes.

    ``money`` is held in whole pence. ``public`` fields are all that a panel reader sees.

    Parameters
    ----------
    formula, tree
        How a computed field is worked out, in words and as read; nobody fills it in.
    decimals
        To how many decimals a computed number is held.
    columns, total
        The columns of a table of ``lines``; ``total`` ones are added up below it.
    to
        The register that a ``link`` leads to.
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
    formula: str = ""
    tree: Formula | None = None
    decimals: int = 6
    columns: tuple[Field, ...] = ()
    total: bool = False
    to: str = ""

    @property
    def computed(self) -> bool:
        """Whether the field is worked out, and never filled in."""
        return self.tree is not None


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
    (``field:received``). It stops in the states ``ends``, on the day that the field ``stops``
    holds; it stands still in ``pauses``. ``source`` says where a standard is written.
    """

    name: str
    label: str
    event: str
    days: int = 0
    unit: str = "calendar"
    ends: tuple[str, ...] = ()
    pauses: tuple[str, ...] = ()
    standard: str = "own"
    stops: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Duty:
    """Something that is to be done again and again for a record, and what shows that it was done.

    Parameters
    ----------
    schedule, words
        When, as read and as written (see ``timing.schedule``).
    start, end
        The fields that say from when and until when; ``start`` may be a table of lines whose
        first two date columns are the first and the last day of each spell.
    done
        Where the days on which it was done stand: ``TABLE.COLUMN`` of this record, or
        ``REGISTER.LINK.FIELD`` of the records that link to it.
    roles
        For whom it is a task; the register's owner unless it says otherwise.
    ends, pauses
        States in which it is over, and states in which it stands still.
    whole, falls
        See ``timing.due_items.Terms``.
    """

    name: str
    label: str
    schedule: Schedule
    words: str
    start: str
    done: str
    end: str = ""
    roles: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    pauses: tuple[str, ...] = ()
    whole: bool = False
    falls: str = ""
    standard: str = "own"
    source: str = ""


@dataclass(frozen=True, slots=True)
class FigureGroup:
    """Figures above a register's list: records and sums, by state, by a choice or by a period.

    Parameters
    ----------
    by
        ``state``, or a field: a choice, yes or no, a role, a link, a text; a date by ``period``.
    period
        ``month`` or ``year`` of a date.
    sums, yes
        Number and money fields to add up, and yes-or-no fields whose answers are counted.
    chart
        Which of its columns is drawn: ``records``, or one of ``sums``; empty for none.
    """

    name: str
    title: str
    by: str
    period: str = ""
    sums: tuple[str, ...] = ()
    yes: tuple[str, ...] = ()
    chart: str = ""


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
    duties: tuple[Duty, ...] = ()
    figures: tuple[FigureGroup, ...] = ()
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
