"""*May this happen now*: whether a step is open to a person on a record. No database."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from beatwise.accountability import questions
from beatwise.accountability.questions import Question
from beatwise.accountability.registers import clock_readings, field_rules
from beatwise.accountability.registers.field_rules import Situation
from beatwise.accountability.registers.field_values import FieldValue
from beatwise.accountability.registers.register_definition import Definition, Field, Transition
from beatwise.accountability.timing import clocks
from beatwise.errors import BadInput, Refused


@dataclass(frozen=True, slots=True)
class Deadline:
    """A running clock: its label, its standard, and the due date (``None`` while paused)."""

    label: str
    standard: str
    due: dt.date | None

    def late(self, today: dt.date) -> bool:
        """Whether the due date has passed."""
        return self.due is not None and self.due < today


def check_fields(
    definition: Definition,
    values: Mapping[str, FieldValue],
    situation: Situation,
    changed: Collection[str] | None = None,
) -> list[Question]:
    """Return what is to be asked about a record's fields.

    Raises ``FieldFaults`` that name every field that is empty and must not be, and every rule
    between fields that is broken; with ``changed`` only the rules that such a field has part in.
    """
    missing = [
        BadInput(f"{field.label} is missing.", place=field.name, next_step="Fill it in.")
        for field in definition.fields
        if field.required and values.get(field.name) is None
    ]
    faults, doubts = field_rules.broken(
        definition.by_name, definition.rules, values, situation, changed
    )
    questions.check([*missing, *faults])
    return doubts


def check_move(
    definition: Definition,
    move: Transition,
    *,
    state: str,
    values: Mapping[str, FieldValue],
    role: str,
    why: str,
    same_person: bool,
    files: Collection[str] = (),
) -> None:
    """Raise unless the step may be taken.

    Parameters
    ----------
    state, values
        The record as it is.
    role
        The role of the person who takes the step.
    why
        Their reason.
    same_person
        Whether they did the step that ``move.other_than`` names.
    files
        The names of the files that the record has, or is given with the step, for a state.
    """
    # What must be filled in is named below, by the fields' labels.
    definition.table.move(state, move.name, role=role, requirements_met=move.requires, why=why)
    if same_person:
        raise Refused(
            f"'{move.words}' needs a second person: you did the step before it.",
            next_step="Ask someone else who may.",
        )
    missing = [definition.by_name[n].label for n in move.requires if values.get(n) is None]
    if missing:
        raise BadInput(
            f"'{move.words}' needs: {', '.join(missing)}.",
            place="fields",
            next_step="Fill them in.",
        )
    lacking = [file for file in definition.state(move.target).files if file.name not in files]
    if lacking:
        raise BadInput(
            f"'{move.words}' needs the file: {', '.join(file.label for file in lacking)}.",
            place="files",
            next_step="Add it on the record's own page.",
        )


def asked_fields(
    definition: Definition,
    move: Transition,
    values: Mapping[str, FieldValue],
    situation: Situation,
) -> tuple[Field, ...]:
    """Return the fields that the page of a step asks for: those that it requires.

    One that holds something already is only asked for again when a rule about it is broken.
    """
    breaches = field_rules.broken(definition.by_name, definition.rules, values, situation)
    doubted = {fault.place for fault in breaches[0]} | {doubt.field for doubt in breaches[1]}
    again = doubted if move.checks else set()
    return tuple(
        definition.by_name[name]
        for name in move.requires
        if values.get(name) is None or name in again
    )


def first_values(
    definition: Definition, move: Transition, situation: Situation
) -> dict[str, FieldValue]:
    """Return what fields that a step asks for begin with: today's date, the role that takes it."""
    own_rules = [rule for rule in definition.rules if rule.step == move.name]
    doers = {rule.field for rule in own_rules if rule.kind == "doer"}
    days = dict.fromkeys(move.today, situation.today.isoformat())
    return {**days, **{name: situation.role for name in move.requires if name in doers}}


def deadlines(
    definition: Definition, state: str, values: Mapping[str, FieldValue], moves: list[list[str]]
) -> list[Deadline]:
    """Return the clocks that run on a record; ``moves`` is each state and the day of its entry."""
    running = []
    for clock in definition.clocks:
        start = clock_readings.start(clock, values, moves)
        if start is None or state in clock.ends or values.get(clock.stops) is not None:
            continue
        still = clock_readings.pauses(clock.pauses, moves)
        due = clocks.due(start, clock.days, clock.unit, still)
        running.append(Deadline(clock.label, clock.standard, due))
    return running


def next_due(running: list[Deadline]) -> dt.date | None:
    """Return the earliest due date."""
    return min((d.due for d in running if d.due is not None), default=None)
