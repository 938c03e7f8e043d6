"""What is wrong with a definition whose tables could be read, each fault with its place.

A definition that passes cannot meet, later on, a role that does not exist, a formula that does not
fit or a date that is none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from beatwise.accountability import roles
from beatwise.accountability.formulas.formula_tokens import WORDS
from beatwise.accountability.registers.computed_fields import check_formula, kinds, working_order
from beatwise.accountability.registers.field_rules import rule_faults
from beatwise.accountability.registers.register_definition import (
    CELL_KINDS,
    KINDS,
    Clock,
    Definition,
    Duty,
    Field,
    FigureGroup,
)
from beatwise.accountability.timing.schedule import InEvery
from beatwise.errors import BadInput


_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
_SLUG = re.compile(r"[a-z_]{1,40}")
# Words that an address of a list, a form or a formula uses for something else.
_RESERVED = {
    *WORDS, "state", "number", "due", "changed", "q", "sort", "page", "why", "version", "register",
}  # fmt: skip
_GROUPED = ("choice", "yes_no", "role", "link", "text", "date")


class DefinitionFault(NamedTuple):
    """What is wrong, and where: the table of ``part`` (none: the top), counted from 0, its key.

    ``inner`` is the column of a table of lines, counted from 0.
    """

    words: str
    part: str = ""
    at: int = 0
    key: str = ""
    inner: int | None = None


def faults(definition: Definition) -> list[DefinitionFault]:
    """Return everything that is wrong with a definition; a whole one has nothing."""
    return [*_faults(definition)]


def link_faults(definitions: Sequence[Definition]) -> Iterator[tuple[Definition, DefinitionFault]]:
    """Yield links and duties that lead to a register, link or date that there is not."""
    known = {each.slug: each for each in definitions}
    for definition in definitions:
        for at, field in enumerate(definition.fields):
            if field.kind == "link" and field.to not in known:
                words = f"field {field.name}: no register '{field.to}'"
                yield definition, DefinitionFault(words, "fields", at, "to")
        for at, duty in enumerate(definition.duties):
            if duty.done.count(".") == 2 and not _is_done_by(duty, definition, known):
                words = f"duty {duty.name}: '{duty.done}' is not a date of records that link here"
                yield definition, DefinitionFault(words, "duties", at, "done")


def _is_done_by(duty: Duty, definition: Definition, known: dict[str, Definition]) -> bool:
    register, link, day = duty.done.split(".")
    other = known.get(register)
    if other is None or link not in other.by_name or day not in other.by_name:
        return False
    return other.by_name[link].to == definition.slug and other.by_name[day].kind == "date"


def _faults(definition: Definition) -> Iterator[DefinitionFault]:
    states = {state.name for state in definition.states}
    yield from _top(definition)
    for at, field in enumerate(definition.fields):
        for words, key, inner in _field(field, definition):
            yield DefinitionFault(f"field {field.name}: {words}", "fields", at, key, inner)
    yield from _twice("fields", [f.label.lower() for f in definition.fields], "called", "label")
    yield from _twice("fields", [f.name for f in definition.fields], "named", "name")
    for at, move in enumerate(definition.transitions):
        for name in move.requires:
            if name not in definition.by_name:
                yield DefinitionFault(f"no field '{name}'", "transitions", at, "requires")
        for name in move.today:
            kind = definition.by_name[name].kind if name in definition.by_name else ""
            if name not in move.requires or kind != "date":
                words = f"step {move.name}: '{name}' is no date that it requires"
                yield DefinitionFault(words, "transitions", at, "today")
        if move.other_than and move.other_than not in {t.name for t in definition.transitions}:
            yield DefinitionFault(f"no step '{move.other_than}'", "transitions", at, "other_than")
    for fault in definition.table.placed_faults():
        yield DefinitionFault(*fault)
    for at, clock in enumerate(definition.clocks):
        for words, key in _clock(clock, definition, states):
            yield DefinitionFault(words, "clocks", at, key)
    for at, rule in enumerate(definition.rules):
        for words in rule_faults(definition.by_name, states, (rule,)):
            yield DefinitionFault(words, "rules", at, "kind")
    for at, duty in enumerate(definition.duties):
        for words, key in _duty(duty, definition, states):
            yield DefinitionFault(f"duty {duty.name}: {words}", "duties", at, key)
    for at, figures in enumerate(definition.figures):
        for words, key in _figures(figures, definition):
            yield DefinitionFault(f"figures {figures.name}: {words}", "figures", at, key)


def _top(definition: Definition) -> Iterator[DefinitionFault]:
    if not _SLUG.fullmatch(definition.slug):
        words = f"'{definition.slug}' cannot stand in an address: use a to z and _"
        yield DefinitionFault(words, key="slug")
    for key, used in (
        ("owner", [definition.owner]),
        ("readers", definition.readers),
        ("writers", definition.writers),
    ):
        for role in used:
            if role not in roles.table():
                yield DefinitionFault(f"no role '{role}'", key=key)
    for key, name in (("heading", definition.heading), ("area", definition.area)):
        if name and name not in definition.by_name:
            yield DefinitionFault(f"no field '{name}'", key=key)
    for field in working_order(definition.fields)[1]:
        at = definition.fields.index(field)
        words = f"field {field.name}: its formula goes in a circle"
        yield DefinitionFault(words, "fields", at, "formula")


def _field(field: Field, definition: Definition) -> Iterator[tuple[str, str, int | None]]:
    """Yield what is wrong with a field: in words, at which key, and of which of its columns."""
    if not _NAME.fullmatch(field.name) or field.name in _RESERVED:
        yield f"'{field.name}' cannot be a name: use a to z, 0 to 9 and _", "name", None
    if field.kind not in KINDS:
        yield f"no kind '{field.kind}'", "kind", None
    if field.kind == "choice" and not field.choices:
        yield "a choice of nothing", "kind", None
    if (field.kind == "lines") != bool(field.columns):
        yield "columns belong to a field of lines, and it needs some", "kind", None
    if (field.kind == "link") != bool(field.to):
        yield "a link needs 'to', the register that it leads to, and only a link", "kind", None
    if field.kind == "lines" and (field.filtered or field.listed):
        yield "a table of lines is no column of a list: list a sum of it", "kind", None
    if field.filtered and field.kind not in ("choice", "yes_no", "role"):
        yield f"a list is not narrowed by {field.kind}", "filtered", None
    if field.computed and field.required:
        yield "what is worked out cannot be required", "required", None
    try:
        check_formula(field, kinds(definition.fields), [c.name for c in definition.clocks])
    except BadInput as error:
        yield f"{error.message} {error.next_step or ''}".strip(), "formula", None
    for at, column in enumerate(field.columns):
        for words, key in _column(column, field):
            yield f"column {column.name}: {words}", key, at
    circle = working_order(field.columns)[1]
    for column in circle:
        yield (
            f"column {column.name}: its formula goes in a circle",
            "formula",
            field.columns.index(column),
        )


def _column(column: Field, field: Field) -> Iterator[tuple[str, str]]:
    names = [each.name for each in field.columns]
    if not _NAME.fullmatch(column.name) or column.name in WORDS or names.count(column.name) > 1:
        yield f"'{column.name}' cannot be the name of a column, or stands twice", "name"
    if column.kind not in CELL_KINDS or column.kind == "long":
        yield f"a column cannot be '{column.kind}'", "kind"
    if column.kind == "choice" and not column.choices:
        yield "a choice of nothing", "kind"
    if column.total and column.kind not in ("number", "money"):
        yield f"{column.kind} cannot be added up", "total"
    try:
        check_formula(column, kinds(field.columns), ())
    except BadInput as error:
        yield f"{error.message} {error.next_step or ''}".strip(), "formula"


def _clock(clock: Clock, definition: Definition, states: set[str]) -> Iterator[tuple[str, str]]:
    what, _, name = clock.event.partition(":")
    if what == "field":
        if not _is_date(name, definition):
            yield f"clock {clock.name}: no date '{name}'", "event"
    elif what != "state" or name not in states:
        yield f"clock {clock.name}: no event '{clock.event}'", "event"
    if clock.stops and not _is_date(clock.stops, definition):
        yield f"clock {clock.name}: no date '{clock.stops}'", "stops"
    for key, used in (("ends", clock.ends), ("pauses", clock.pauses)):
        yield from ((f"no state '{state}'", key) for state in used if state not in states)


def _duty(duty: Duty, definition: Definition, states: set[str]) -> Iterator[tuple[str, str]]:
    start = definition.by_name.get(duty.start)
    if start is None or start.kind not in ("date", "lines"):
        yield f"no date and no table of spells '{duty.start}'", "start"
    elif start.kind == "lines" and sum(c.kind == "date" for c in start.columns) < 2:
        yield f"'{duty.start}' needs two dates, the first and the last day of a spell", "start"
    if duty.end and not _is_date(duty.end, definition):
        yield f"no date '{duty.end}'", "end"
    if duty.whole and not isinstance(duty.schedule, InEvery):
        yield "only 'in every week, month, quarter or year' can ask for whole ones", "whole"
    if duty.falls and isinstance(duty.schedule, InEvery):
        yield "a calendar week, month, quarter or year ends on its last day", "falls"
    for key, used in (("ends", duty.ends), ("pauses", duty.pauses)):
        yield from ((f"no state '{state}'", key) for state in used if state not in states)
    yield from ((f"no role '{r}'", "roles") for r in duty.roles if r not in roles.table())
    parts = duty.done.split(".")
    if len(parts) == 2:
        table = definition.by_name.get(parts[0])
        columns = table.columns if table else ()
        if not any(c.name == parts[1] and c.kind == "date" for c in columns):
            yield f"'{duty.done}' is not a date in a table of lines", "done"
    elif len(parts) != 3:
        yield "'done' is written TABLE.COLUMN or REGISTER.LINK.FIELD", "done"


def _figures(figures: FigureGroup, definition: Definition) -> Iterator[tuple[str, str]]:
    by = definition.by_name.get(figures.by)
    if figures.by != "state" and (by is None or by.kind not in _GROUPED):
        yield f"records cannot be grouped by '{figures.by}'", "by"
    if bool(figures.period) != (by is not None and by.kind == "date"):
        yield "a date is grouped by a 'period', and nothing else is", "period"
    for key, used, fit in (("sums", figures.sums, ("number", "money")),
                           ("yes", figures.yes, ("yes_no",))):  # fmt: skip
        for name in used:
            field = definition.by_name.get(name)
            if field is None or field.kind not in fit:
                yield f"'{name}' is no field of {' or '.join(fit)}", key
    if figures.chart not in ("", "records", *figures.sums):
        yield f"no column '{figures.chart}' to draw", "chart"


def _is_date(name: str, definition: Definition) -> bool:
    field = definition.by_name.get(name)
    return field is not None and field.kind == "date"


def _twice(part: str, names: list[str], are: str, key: str) -> Iterator[DefinitionFault]:
    for name, count in Counter(names).items():
        if count > 1:
            at = len(names) - 1 - names[::-1].index(name)
            yield DefinitionFault(f"two fields are {are} '{name}'", part, at, key)
