"""What is wrong with a definition whose tables could be read, each fault with its place.

A definition that passes cannot meet, later on, a role that does not exist, a formula that does not
fit or a date that is none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from beatwise.accountability import roles
from beatwise.accountability.formulas.formula_tokens import WORDS
from beatwise.accountability.registers import record_keeping
from beatwise.accountability.registers.computed_fields import check_formula, kinds, working_order
from beatwise.accountability.registers.definition_rows import Clock, Duty, FigureGroup
from beatwise.accountability.registers.faults.rule_faults import rule_faults
from beatwise.accountability.registers.field_kinds.kind_table import KINDS, LINES
from beatwise.accountability.registers.register_definition import Definition, Field
from beatwise.accountability.timing.schedule import InEvery
from beatwise.errors import BadInput


_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
_SLUG = re.compile(r"[a-z_]{1,40}")
# Words that an address of a list, a form or a formula uses for something else.
_RESERVED = {
    *WORDS, "state", "number", "due", "changed", "q", "sort", "page", "why", "version", "register",
}  # fmt: skip


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
            if name not in move.requires or not _is_day(name, definition):
                words = f"step {move.name}: '{name}' is no date that it requires"
                yield DefinitionFault(words, "transitions", at, "today")
        if move.other_than and move.other_than not in {t.name for t in definition.transitions}:
            yield DefinitionFault(f"no step '{move.other_than}'", "transitions", at, "other_than")
    for words, key in record_keeping.retention_faults(definition):
        yield DefinitionFault(f"retention: {words}", "retention", 0, key)
    for words, part, at, key in record_keeping.aggregate_faults(definition):
        yield DefinitionFault(words, part, at, key)
    for words, part, at, key in record_keeping.secrecy_faults(definition):
        yield DefinitionFault(words, part, at, key)
    for words, key in _place_map(definition):
        yield DefinitionFault(f"map: {words}", "place_map", 0, key)
    for fault in definition.table.placed_faults():
        yield DefinitionFault(*fault)
    for words, at in _files(definition):
        yield DefinitionFault(words, "states", at, "files")
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
        ("published_to", definition.published_to),
        ("confidential_to", definition.confidential_to),
    ):
        for role in used:
            if role not in roles.table():
                yield DefinitionFault(roles.no_role(role), key=key)
    for key, name in (("heading", definition.heading), ("area", definition.area)):
        if (
            name
            and name not in definition.by_name
            and not (key == "area" and definition.area_links)
        ):
            yield DefinitionFault(f"no field '{name}'", key=key)
    for role in definition.published_to:
        if role not in definition.readers:
            yield DefinitionFault(f"'{role}' is no reader", key="published_to")
    for field in working_order(definition.fields)[1]:
        at = definition.fields.index(field)
        words = f"field {field.name}: its formula goes in a circle"
        yield DefinitionFault(words, "fields", at, "formula")


def _field(field: Field, definition: Definition) -> Iterator[tuple[str, str, int | None]]:
    """Yield what is wrong with a field: in words, at which key, and of which of its columns."""
    if not _NAME.fullmatch(field.name):
        yield f"'{field.name}' cannot be a name: use a to z, 0 to 9 and _", "name", None
    elif field.name in _RESERVED:
        words = f"'{field.name}' has a meaning of its own in formulas and addresses"
        yield f"{words}: choose another name", "name", None
    for words, key in _kind(field):
        yield words, key, None
    if (field.kind == "lines") != bool(field.columns):
        yield "columns belong to a field of lines, and it needs some", "kind", None
    if (field.kind == "link") != bool(field.to):
        yield "a link needs 'to', the register that it leads to, and only a link", "kind", None
    if field.kind == "lines" and (field.filtered or field.listed):
        yield "a table of lines is no column of a list: list a sum of it", "kind", None
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


def _kind(field: Field) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with a field of its kind, in words and at which key."""
    kind = KINDS.get(field.kind)
    if kind is None and field.kind != LINES:
        yield f"no kind '{field.kind}'; there are: {', '.join((*KINDS, LINES))}", "kind"
    if field.filtered and kind and not kind.narrows:
        yield f"a list is not narrowed by {field.kind}", "filtered"
    if kind and field.computed and not kind.computed:
        yield f"a {field.kind} is entered, and not worked out", "formula"
    if field.pattern and (field.kind != "text" or field.computed):
        yield "a pattern is for a text that people enter", "pattern"
    if field.whole and (field.kind != "date" or field.computed):
        yield "only a date that people enter stands for a whole month or quarter", "whole"
    if kind:
        yield from kind.faults(field)


def _column(column: Field, field: Field) -> Iterator[tuple[str, str]]:
    names = [each.name for each in field.columns]
    if not _NAME.fullmatch(column.name) or column.name in WORDS or names.count(column.name) > 1:
        yield f"'{column.name}' cannot be the name of a column, or stands twice", "name"
    kind = KINDS.get(column.kind)
    if kind is None or not kind.column:
        yield f"a column cannot be '{column.kind}'", "kind"
    else:
        yield from _kind(column)
    if column.total and not (kind and kind.added):
        yield f"{column.kind} cannot be added up", "total"
    try:
        check_formula(column, kinds(field.columns), ())
    except BadInput as error:
        yield f"{error.message} {error.next_step or ''}".strip(), "formula"


def _files(definition: Definition) -> Iterator[tuple[str, int]]:
    """Yield what is wrong with the files that states need, and of which state."""
    names = [file.name for file in definition.files]
    if definition.files and definition.aggregates:
        yield "a register of aggregates takes no file, which could be about a person", 0
    for at, state in enumerate(definition.states):
        if state.files and at == 0:
            yield f"state {state.name}: a record begins in it, and no step can ask for a file", at
        for file in state.files:
            if not _NAME.fullmatch(file.name) or names.count(file.name) > 1:
                yield f"state {state.name}: '{file.name}' is no name, or two files have it", at


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
    yield from ((roles.no_role(r), "roles") for r in duty.roles if r not in roles.table())
    parts = duty.done.split(".")
    if len(parts) == 2:
        table = definition.by_name.get(parts[0])
        columns = table.columns if table else ()
        if not any(c.name == parts[1] and c.kind == "date" for c in columns):
            yield f"'{duty.done}' is not a date in a table of lines", "done"
    elif len(parts) != 3:
        yield "'done' is written TABLE.COLUMN or REGISTER.LINK.FIELD", "done"


def _figures(figures: FigureGroup, definition: Definition) -> Iterator[tuple[str, str]]:
    fields = definition.counted_fields(figures.of)
    if figures.of and not fields:
        yield f"'{figures.of}' is no table of lines", "of"
        return
    by, what = fields.get(figures.by), "lines" if figures.of else "records"
    kind = KINDS.get(by.kind) if by else None
    if not (kind and kind.grouped) and (figures.of or figures.by != "state"):
        yield f"{what} cannot be grouped by '{figures.by}'", "by"
    if bool(figures.period) != (by is not None and by.kind == "date"):
        yield "a date is grouped by a 'period', and nothing else is", "period"
    for key, used, fit in (("sums", figures.sums, ("number", "money")),
                           ("yes", figures.yes, ("yes_no",))):  # fmt: skip
        for name in used:
            field = fields.get(name)
            if field is None or field.kind not in fit:
                yield f"'{name}' is no field of {' or '.join(fit)}", key
    if figures.chart not in ("", "records", *figures.sums):
        yield f"no column '{figures.chart}' to draw", "chart"


def _place_map(definition: Definition) -> Iterator[tuple[str, str]]:
    rule = definition.place_map
    if rule is None:
        return
    kinds = {"place": ("text", "choice", "area", "link"), "kind": ("choice",), "day": ("date",),
             "latitude": ("number",), "longitude": ("number",)}  # fmt: skip
    for key, fit in kinds.items():
        field = definition.by_name.get(getattr(rule, key))
        if field is None or field.kind not in fit:
            yield f"'{getattr(rule, key)}' is no field of {' or '.join(fit)}", key
        elif key == "kind":
            missing = [kind for kind in rule.star if kind not in field.choices]
            yield from ((f"'{kind}' is none of its choices", "star") for kind in missing)
    if definition.aggregates:
        yield "counts about people leave through the gate, which a map does not pass", "place"


def _is_date(name: str, definition: Definition) -> bool:
    field = definition.by_name.get(name)
    return field is not None and field.kind == "date"


def _is_day(name: str, definition: Definition) -> bool:
    """Whether a field is a date that may be any day, and not only the first of a month."""
    return _is_date(name, definition) and not definition.by_name[name].whole


def _twice(part: str, names: list[str], are: str, key: str) -> Iterator[DefinitionFault]:
    for name, count in Counter(names).items():
        if count > 1:
            at = len(names) - 1 - names[::-1].index(name)
            yield DefinitionFault(f"two fields are {are} '{name}'", part, at, key)
