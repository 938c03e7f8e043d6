"""What a register's next definition would let one person do that takes two, or would publish.

Whoever defines registers must not give a power to themselves by a definition: a step that needs a
second person, fresh proof or a role, what must hold before it, and what the public sees. Steps
and rules that only get stricter, and everything else, are not named.
"""

from __future__ import annotations

from collections.abc import Iterator

from beatwise.accountability.registers.computed_fields import worked_out_from
from beatwise.accountability.registers.definition_rows import Aggregates, FieldRule
from beatwise.accountability.registers.register_definition import Definition, Field, Transition


FAULT = "fault"


def loosened(before: Definition, after: Definition) -> list[str]:
    """Return what of the controls that stand would be loosened, in words; mostly nothing."""
    return [
        *_steps(before, after), *_requirements(before, after), *_publication(before, after),
        *_people(before, after),
    ]  # fmt: skip


def guarded_states(register: Definition) -> set[str]:
    """Return the states that two people, fresh proof or publication guard, and those before them.

    A new way into the state before would do as well: who took it would be nobody's second person.
    """
    public = {state.name for state in register.public_states}
    guarded = {
        step.target
        for step in register.transitions
        if step.other_than or step.step_up or step.target in public
    }
    before = {
        source for step in register.transitions if step.target in guarded for source in step.sources
    }
    return guarded | before


def _steps(before: Definition, after: Definition) -> Iterator[str]:
    doors = guarded_states(before)
    if after.first.name in doors - {before.first.name}:
        yield f"records would begin as “{after.first.title}”"
    standing = {(step.name, step.target): step for step in before.transitions}
    for step in after.transitions:
        if step.target not in doors:
            continue
        earlier = standing.get((step.name, step.target))
        if earlier is None:
            target = after.state(step.target).title
            yield f"the step “{step.words}” would be a new way to “{target}”"
        elif not _is_as_strict(earlier, step):
            yield f"the step “{earlier.words}” would ask for less"


def _is_as_strict(earlier: Transition, step: Transition) -> bool:
    return (
        {*step.sources} <= {*earlier.sources}
        and {*step.roles} <= {*earlier.roles}
        and {*step.requires} >= {*earlier.requires}
        and earlier.other_than in ("", step.other_than)
        and step.step_up >= earlier.step_up
        and step.why >= earlier.why
        and step.checks >= earlier.checks
    )


def _requirements(before: Definition, after: Definition) -> Iterator[str]:
    doors = guarded_states(before)
    if not doors:
        return
    for rule in before.rules:
        if rule.weight != FAULT or rule.field not in before.by_name:
            continue
        label = before.by_name[rule.field].label
        if not any(_holds_as_much(rule, other) for other in after.rules):
            yield f"a rule about “{label}” would be gone or another"
        elif any(_basis(before, name) != _basis(after, name) for name in (rule.field, rule.than)):
            yield f"what a rule about “{label}” rests on would be worked out in another way"
    files = {state.name: {*state.files} for state in after.states}
    for state in before.states:
        if state.name in doors and not {*state.files} <= files.get(state.name, {*state.files}):
            yield f"“{state.title}” would need fewer files"


def _holds_as_much(rule: FieldRule, other: FieldRule) -> bool:
    """Whether a rule refuses all that one before it refused, and perhaps more."""
    bounds = {"at_least": other.bound >= rule.bound, "at_most": other.bound <= rule.bound}
    return (
        (other.kind, other.field, other.than) == (rule.kind, rule.field, rule.than)
        and other.weight == FAULT
        and other.step in ("", rule.step)
        and other.years <= rule.years
        and {*other.roles} <= {*rule.roles}
        and bounds.get(rule.kind, other.bound == rule.bound)
    )


def _basis(register: Definition, name: str) -> tuple[dict[str, object], dict[str, object]]:
    """Return what a field is worked out from: fields with their formulas, clocks as they run."""
    fields, clocks = worked_out_from(register, name)
    return (
        {field.name: tuple(each.formula for each in (field, *field.columns)) for field in fields},
        {
            clock.name: (
                clock.event, clock.days, clock.unit, clock.stops, {*clock.ends}, {*clock.pauses},
            )
            for clock in clocks
        },
    )  # fmt: skip


def _read_fields(register: Definition, name: str) -> set[str]:
    return {field.name for field in worked_out_from(register, name)[0]}


def _publication(before: Definition, after: Definition) -> Iterator[str]:
    public = {state.name for state in before.public_states}
    for state in after.public_states:
        if state.name not in public:
            yield f"records that are “{state.title}” would be published"
    for field in before.fields:
        later = after.by_name.get(field.name)
        is_open = later is not None and later.public
        if is_open and not field.public and after.public_states:
            yield f"“{field.label}” would be published"
    if not after.public_states:
        return
    for field in after.fields:
        if not (field.computed and field.public):
            continue
        earlier = before.by_name.get(field.name)
        is_known = earlier is not None and earlier.public
        known = _read_fields(before, field.name) if is_known else set()
        for name in sorted(_read_fields(after, field.name) - known):
            secret = before.by_name.get(name)
            if secret is not None and name != field.name and not secret.public:
                yield f"“{secret.label}” would be published by what “{field.label}” works out"


def _people(before: Definition, after: Definition) -> Iterator[str]:
    """Yield how what is about people would be shown more exactly than before."""
    if before.aggregates and not _is_as_coarse(before.aggregates, after.aggregates):
        yield "counts about people would be shown more exactly, or to more roles"
    for field in before.fields:
        later = after.by_name.get(field.name)
        if later is not None and _special(field) > _special(later):
            yield f"“{field.label}” would no longer be of a special category"


def _special(field: Field) -> bool:
    return any(each.special for each in (field, *field.columns))


def _is_as_coarse(before: Aggregates, after: Aggregates | None) -> bool:
    return after is not None and (
        (after.period, after.place, after.whole) == (before.period, before.place, before.whole)
        and {*after.counts} >= {*before.counts}
        and {*after.sums} >= {*before.sums}
        and {*after.exact_to} <= {*before.exact_to}
        and after.threshold >= before.threshold
        and after.base >= before.base
    )
