"""Read a register's definition, table by table; what is wrong is noted at its line."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from beatwise.accountability.formulas import grammar
from beatwise.accountability.registers.definition_rows import (
    FILE_KINDS,
    Aggregates,
    Clock,
    Duty,
    FieldRule,
    FigureGroup,
    PlaceMap,
    Retention,
    StateFile,
)
from beatwise.accountability.registers.field_kinds.date_kind import WHOLE_MONTHS
from beatwise.accountability.registers.register_definition import (
    Definition,
    Field,
    State,
    Transition,
)
from beatwise.accountability.timing.clocks import AUTHORITIES, CALENDAR, WORKING
from beatwise.accountability.timing.due_items import FALLS
from beatwise.accountability.timing.schedule import InEvery, Schedule, schedule
from beatwise.fields import REQUIRED, Fields


T = TypeVar("T")
_PLACEHOLDER: Schedule = InEvery("week")  # of a schedule that could not be read
# Of each part, about five times what the largest register that ships has: each is held against the
# others, so that thousands would hold the office up.
MOST = {"fields": 200, "columns": 50, "states": 60, "transitions": 100, "clocks": 50, "rules": 150,
        "duties": 50, "figures": 50}  # fmt: skip
LONGEST = {"text": 200, "long": 20_000}
DECIMALS = {"percentage": 1}  # of what is worked out; six of any other number


def definition_of(fields: Fields, *, earlier: bool = False) -> Definition:
    """Return the definition that a document holds; its faults are noted in ``fields``.

    One that was loaded ``earlier`` may lack what is asked for since, and be longer than a new one.
    """
    for key in ("fields", "states", "transitions"):
        if not fields.has(key):
            fields.fault(key, f"'{key}' is missing.", f"Add [[{key}]] tables.")
    own_fields = _each(fields, "fields", partial(field_of, earlier=earlier), earlier=earlier)
    register = Definition(
        slug=fields.text("slug"),
        title=fields.text("title"),
        one=fields.text("one"),
        about=fields.text("about"),
        heading=fields.text("heading"),
        owner=fields.text("owner"),
        beginning=fields.optional_text("beginning") if earlier else fields.text("beginning"),
        readers=fields.texts("readers", REQUIRED),
        writers=fields.texts("writers", REQUIRED),
        fields=own_fields,
        states=_each(fields, "states", _state, earlier=earlier),
        transitions=_each(fields, "transitions", _transition, earlier=earlier),
        clocks=_each(fields, "clocks", _clock, earlier=earlier),
        rules=_each(fields, "rules", rule_of, earlier=earlier),
        duties=_each(fields, "duties", _duty, earlier=earlier),
        figures=_each(fields, "figures", _figures, earlier=earlier),
        area=fields.optional_text("area"),
        published_to=fields.texts("published_to"),
        confidential_to=fields.texts("confidential_to"),
        closed_by=fields.optional_text("closed_by"),
        retention=_retention(fields) if fields.has("retention") else None,
        aggregates=_aggregates(fields) if fields.has("aggregates") else None,
        place_map=_place_map(fields) if fields.has("place_map") else None,
        by_name={field.name: field for field in own_fields},
    )
    fields.only(*(key for key in Definition.__dataclass_fields__ if key != "by_name"))
    return register


def field_of(table: Fields, *, earlier: bool = False) -> Field:
    """Return a field, or a column of a table of lines; see ``definition_of`` for ``earlier``."""
    kind, words = table.text("kind"), table.optional_text("formula")
    field = Field(
        name=table.text("name"),
        label=table.text("label"),
        kind=kind,
        hint=table.optional_text("hint"),
        required=table.flag("required", False),
        choices=table.texts("choices"),
        listed=table.flag("listed", False),
        filtered=table.flag("filtered", False),
        public=table.flag("public", False),
        longest=table.whole("longest", LONGEST.get(kind, 0)),
        formula=words,
        tree=table.attempt("formula", lambda: grammar.formula(words), None) if words else None,
        decimals=table.whole("decimals", DECIMALS.get(kind, 6), at_most=9),
        columns=_each(table, "columns", field_of, earlier=earlier),
        total=table.flag("total", False),
        to=table.optional_text("to"),
        pattern=table.optional_text("pattern"),
        whole=table.one_of("whole", tuple(WHOLE_MONTHS)) if table.has("whole") else "",
        special=table.flag("special", False),
    )
    table.done()
    return field


def _each(
    fields: Fields, key: str, reader: Callable[[Fields], T], *, earlier: bool
) -> tuple[T, ...]:
    """Return what ``reader`` makes of each table of a list; of too many nothing, and a fault."""
    number = len(fields.tables(key))
    if earlier or number <= MOST[key]:
        return fields.each(key, reader)
    words = f"there are {number:,} tables [[{key}]], and {MOST[key]} at most are read."
    fields.fault(key, words, "Make two documents of it.")
    return ()


def rule_of(table: Fields) -> FieldRule:
    """Return a rule between fields."""
    rule = FieldRule(
        kind=table.text("kind"),
        field=table.text("field"),
        than=table.optional_text("than"),
        moment=table.optional_text("moment"),
        years=table.whole("years", 0),
        bound=table.number("bound", 0),
        roles=table.texts("roles"),
        weight=table.text("weight", "fault"),
        step=table.optional_text("step"),
        column=table.optional_text("column"),
    )
    table.done()
    return rule


def _state(table: Fields) -> State:
    state = State(
        name=table.text("name"),
        title=table.text("title"),
        final=table.flag("final", False),
        done=table.flag("done", False),
        public=table.flag("public", False),
        files=table.each("files", _file),
    )
    table.done()
    return state


def _file(table: Fields) -> StateFile:
    kind = table.one_of("kind", tuple(FILE_KINDS)) if table.has("kind") else "any"
    file = StateFile(table.text("name"), table.text("label"), kind)
    table.done()
    return file


def _transition(table: Fields) -> Transition:
    transition = Transition(
        name=table.text("name"),
        words=table.text("words"),
        sources=table.texts("from", REQUIRED),
        target=table.text("to"),
        roles=table.texts("roles", REQUIRED),
        requires=table.texts("requires"),
        why=table.flag("why", False),
        task=table.optional_text("task"),
        step_up=table.flag("step_up", False),
        other_than=table.optional_text("other_than"),
        checks=table.flag("checks", True),
        today=table.texts("today"),
    )
    table.done()
    return transition


def _clock(table: Fields) -> Clock:
    clock = Clock(
        name=table.text("name"),
        label=table.text("label"),
        event=table.text("event"),
        days=table.whole("days", 0, at_most=4000),
        unit=table.one_of("unit", (CALENDAR, WORKING)) if table.has("unit") else CALENDAR,
        ends=table.texts("ends"),
        pauses=table.texts("pauses"),
        standard=_standard(table),
        stops=table.optional_text("stops"),
        source=table.optional_text("source"),
    )
    table.done()
    return clock


def _duty(table: Fields) -> Duty:
    words = table.text("schedule")
    duty = Duty(
        name=table.text("name"),
        label=table.text("label"),
        schedule=table.attempt("schedule", lambda: schedule(words), _PLACEHOLDER),
        words=words,
        start=table.text("start"),
        end=table.optional_text("end"),
        done=table.text("done"),
        roles=table.texts("roles"),
        ends=table.texts("ends"),
        pauses=table.texts("pauses"),
        whole=table.flag("whole", False),
        falls=table.one_of("falls", FALLS) if table.has("falls") else "",
        standard=_standard(table),
        source=table.optional_text("source"),
    )
    table.done()
    return duty


def _figures(table: Fields) -> FigureGroup:
    figures = FigureGroup(
        name=table.text("name"),
        title=table.text("title"),
        by=table.text("by"),
        period=table.one_of("period", ("month", "year")) if table.has("period") else "",
        sums=table.texts("sums"),
        yes=table.texts("yes"),
        chart=table.optional_text("chart"),
        of=table.optional_text("of"),
    )
    table.done()
    return figures


def _retention(fields: Fields) -> Retention:
    table = fields.table("retention")
    retention = Retention(
        event=table.text("event"),
        months=table.whole("months", at_most=1200),
        keeps=table.texts("keeps"),
        holds=table.optional_text("holds"),
    )
    table.done()
    return retention


def _aggregates(fields: Fields) -> Aggregates:
    table = fields.table("aggregates")
    aggregates = Aggregates(
        period=table.text("period"),
        place=table.text("place"),
        counts=table.texts("counts", REQUIRED),
        exact_to=table.texts("exact_to", REQUIRED),
        sums=tuple(_total(table, words) for words in table.texts("sums")),
        whole=table.optional_text("whole"),
        threshold=table.whole("threshold", 5, at_least=5, at_most=100),
        base=table.whole("base", 5, at_least=5, at_most=100),
    )
    table.done()
    return aggregates


def _place_map(fields: Fields) -> PlaceMap:
    table = fields.table("place_map")
    place_map = PlaceMap(
        place=table.text("place"),
        kind=table.text("kind"),
        day=table.text("day"),
        latitude=table.text("latitude"),
        longitude=table.text("longitude"),
        star=table.texts("star"),
    )
    table.done()
    return place_map


def _total(table: Fields, words: str) -> tuple[str, tuple[str, ...]]:
    """Return a sum written ``closed = upheld + not_upheld``."""
    total, equals, parts = words.partition("=")
    names = tuple(part.strip() for part in parts.split("+"))
    if not equals or not all(names):
        table.fault("sums", f"'{words}' is not a sum.", "Write: closed = upheld + not_upheld.")
    return total.strip(), names


def _standard(table: Fields) -> str:
    return table.one_of("standard", AUTHORITIES) if table.has("standard") else "own"
