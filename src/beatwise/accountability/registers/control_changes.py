"""What a register's next definition would let one person do that takes two, or would publish.

Whoever defines registers must not give a power to themselves by a definition: a step that needs a
second person, fresh proof or a role, what must hold before it, and what the public sees. Steps that
only get stricter, and everything else, are not named.
"""

from __future__ import annotations

from collections.abc import Iterator

from beatwise.accountability.registers.register_definition import Definition, Transition


FAULT = "fault"


def loosened(before: Definition, after: Definition) -> list[str]:
    """Return what of the controls that stand would be loosened, in words; mostly nothing."""
    return [*_steps(before, after), *_requirements(before, after), *_publication(before, after)]


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
        if rule.weight == FAULT and rule not in after.rules and rule.field in before.by_name:
            yield f"a rule about “{before.by_name[rule.field].label}” would be gone or another"
    files = {state.name: {*state.files} for state in after.states}
    for state in before.states:
        if state.name in doors and not {*state.files} <= files.get(state.name, {*state.files}):
            yield f"“{state.title}” would need fewer files"


def _publication(before: Definition, after: Definition) -> Iterator[str]:
    public = {state.name for state in before.public_states}
    for state in after.public_states:
        if state.name not in public:
            yield f"records that are “{state.title}” would be published"
    for field in before.fields:
        later = after.by_name.get(field.name)
        is_open = later is not None and (later.public or later.name == after.heading)
        if is_open and not (field.public or field.name == before.heading) and after.public_states:
            yield f"“{field.label}” would be published"
