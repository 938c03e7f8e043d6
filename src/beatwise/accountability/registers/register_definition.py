"""The shape of a register, as data. No database here: *may this happen now* is read from a table.

A definition says the fields, the states and the permitted transitions (an ``accountability``
state table, with what a register adds), who owns, reads and writes, which clocks run, and what
becomes public. Everything else (pages, lists, board, import, export, history, API, search) is made
from it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from beatwise.accountability import roles
from beatwise.accountability.formulas.syntax import Formula
from beatwise.accountability.registers import workflow
from beatwise.accountability.registers.definition_rows import (
    Aggregates,
    Clock,
    Duty,
    FieldRule,
    FigureGroup,
    PlaceMap,
    Retention,
    StateFile,
)
from beatwise.accountability.registers.workflow import StateTable
from beatwise.errors import UsageError


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
    pattern
        How a text is written, such as ``NN/YY``: N and Y stand for digits, A for a capital letter.
    whole
        Of a date, the ``month`` or ``quarter`` that it stands for: its first day is held.
    special
        Whether it is of a special category (health, ethnic origin, belief, convictions): never
        public, and only in a register that is confidential or holds aggregates alone.
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
    pattern: str = ""
    whole: str = ""
    special: bool = False

    @property
    def computed(self) -> bool:
        """Whether the field is worked out, and never filled in."""
        return self.tree is not None


@dataclass(frozen=True, slots=True)
class State(workflow.State):
    """One state; ``public`` ones are seen by the panel, ``files`` are needed to enter it."""

    public: bool = False
    files: tuple[StateFile, ...] = ()


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
class Definition:
    """A whole register.

    Parameters
    ----------
    beginning
        What to do first, which the page of the register says while it has no record.
    area
        The field that says whose a record is, for those who see only their own: a text, or links
        with dots between them to the record whose heading says it (``contract.provider``).
    published_to
        Readers that see only what is published of it, though elsewhere they see more.
    confidential_to
        The only roles that read what is confidential: every record, or with ``closed_by`` those
        whose field of that name, a yes or no, says so.
    """

    slug: str
    title: str
    one: str
    about: str
    heading: str
    owner: str
    beginning: str
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
    published_to: tuple[str, ...] = ()
    confidential_to: tuple[str, ...] = ()
    closed_by: str = ""
    retention: Retention | None = None
    aggregates: Aggregates | None = None
    place_map: PlaceMap | None = None
    by_name: dict[str, Field] = field(default_factory=dict)

    @property
    def area_links(self) -> tuple[str, ...]:
        """Return the links that lead to whose a record is; none where a text of its own says it."""
        path = tuple(self.area.split(".")) if self.area else ()
        field = self.by_name.get(path[0]) if path else None
        return path if field is not None and field.kind == "link" else ()

    @property
    def table(self) -> StateTable:
        """Return the states and transitions as the table that says what may happen next."""
        return StateTable(f"a {self.one}", self.states, self.transitions)

    def counted_fields(self, table: str) -> Mapping[str, Field]:
        """Return by name what figures are made of: columns of a table, or the record's fields.

        Empty where no table of lines is called so.
        """
        if not table:
            return self.by_name
        field = self.by_name.get(table)
        return {column.name: column for column in field.columns} if field else {}

    def state(self, name: str) -> State:
        """Return a state by name."""
        return next(s for s in self.states if s.name == name)

    @property
    def first(self) -> State:
        """Return the state that a new record is in."""
        return self.states[0]

    @property
    def files(self) -> tuple[StateFile, ...]:
        """Return the files that its states need, in their order."""
        return tuple(file for state in self.states for file in state.files)

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
        role = roles.role_of(person).name
        if self.confidential:
            return role in self.confidential_to
        return role in {*self.readers, *self.confidential_to, *self.writers, self.owner}

    @property
    def confidential(self) -> bool:
        """Whether all of its records are confidential, and not only those that say so."""
        return bool(self.confidential_to) and not self.closed_by

    @property
    def public_states(self) -> tuple[State, ...]:
        """Return the states in which a record is published."""
        return tuple(state for state in self.states if state.public)

    @property
    def published(self) -> bool:
        """Whether it has a public list: public states and fields, and nothing delicate in it.

        One that is confidential, or holds a special category, never has.
        """
        columns = [column for field in self.fields for column in (field, *field.columns)]
        delicate = self.confidential or any(each.special for each in columns)
        fields = any(field.public for field in self.fields)
        return bool(self.public_states) and fields and not delicate

    def opens_closed(self, person: object) -> bool:
        """Whether the person reads records that are closed."""
        return not self.confidential_to or roles.role_of(person).name in self.confidential_to

    def writes(self, person: object) -> bool:
        """Whether the person's role makes and changes records."""
        return self.reads(person) and roles.role_of(person).name in {*self.writers, self.owner}

    def sees_all(self, person: object) -> bool:
        """Whether the person sees every field and state, and not only what is published.

        A role that sees what is published sees a register whole when it has a part in it.
        """
        role = roles.role_of(person)
        own = role.name in {self.owner, *self.writers, *self.confidential_to}
        whole = own or (role.sees != roles.PUBLISHED and role.name not in self.published_to)
        return self.reads(person) and whole and self.sees_exact(person)

    def sees_exact(self, person: object) -> bool:
        """Whether the person sees counts about people as they are, not through the gate."""
        rule = self.aggregates
        return rule is None or roles.role_of(person).name in rule.exact_to

    def seen_fields(self, person: object) -> tuple[Field, ...]:
        """Return the fields that the person sees."""
        if self.sees_all(person):
            return self.fields
        return tuple(f for f in self.fields if f.public)
