"""Read a register's definition, table by table; what is wrong is noted at its line."""

from __future__ import annotations

from beatwise.accountability.formulas import grammar
from beatwise.accountability.registers.register_definition import (
    Clock,
    Definition,
    Duty,
    Field,
    FieldRule,
    FigureGroup,
    State,
    Transition,
)
from beatwise.accountability.timing.clocks import AUTHORITIES, CALENDAR, WORKING
from beatwise.accountability.timing.due_items import FALLS
from beatwise.accountability.timing.schedule import InEvery, Schedule, schedule
from beatwise.fields import REQUIRED, Fields


_PLACEHOLDER: Schedule = InEvery("week")  # of a schedule that could not be read
LONGEST = {"text": 200, "long": 20_000}


def definition_of(fields: Fields) -> Definition:
    """Return the definition that a document holds; its faults are noted in ``fields``."""
    for key in ("fields", "states", "transitions"):
        if not fields.has(key):
            fields.fault(key, f"'{key}' is missing.", f"Add [[{key}]] tables.")
    own_fields = fields.each("fields", field_of)
    register = Definition(
        slug=fields.text("slug"),
        title=fields.text("title"),
        one=fields.text("one"),
        about=fields.text("about"),
        heading=fields.text("heading"),
        owner=fields.text("owner"),
        readers=fields.texts("readers", REQUIRED),
        writers=fields.texts("writers", REQUIRED),
        fields=own_fields,
        states=fields.each("states", _state),
        transitions=fields.each("transitions", _transition),
        clocks=fields.each("clocks", _clock),
        rules=fields.each("rules", rule_of),
        duties=fields.each("duties", _duty),
        figures=fields.each("figures", _figures),
        area=fields.optional_text("area"),
        by_name={field.name: field for field in own_fields},
    )
    fields.only(*(key for key in Definition.__dataclass_fields__ if key != "by_name"))
    return register


def field_of(table: Fields) -> Field:
    """Return a field, or a column of a table of lines."""
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
        decimals=table.whole("decimals", 6, at_most=9),
        columns=table.each("columns", field_of),
        total=table.flag("total", False),
        to=table.optional_text("to"),
    )
    table.done()
    return field


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
    )
    table.done()
    return state


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
    )
    table.done()
    return figures


def _standard(table: Fields) -> str:
    return table.one_of("standard", AUTHORITIES) if table.has("standard") else "own"
