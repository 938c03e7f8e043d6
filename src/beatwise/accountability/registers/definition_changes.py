"""What a register's next definition changes, and whether records that exist still fit it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from beatwise.accountability.registers.register_definition import Definition, Field


# What records hold of the one kind is read by the other as it stands.
WIDER = {
    ("text", "long"), ("text", "area"), ("area", "text"), ("choice", "text"), ("choice", "several"),
    ("choice", "area"), ("number", "percentage"), ("percentage", "number"), ("number", "qualified"),
}  # fmt: skip


def differences(before: Definition, after: Definition) -> list[str]:
    """Return what the next definition changes, a line each, in the words that pages show."""
    lines = [
        *_differences("field", _fields(before), _fields(after)),
        *_differences("state", _states(before), _states(after)),
        *_differences("step", _steps(before), _steps(after)),
    ]
    for words, was, now in (
        ("what its records are called by", before.heading, after.heading),
        ("who owns it", before.owner, after.owner),
        ("who reads it", _readers(before), _readers(after)),
        ("who writes in it", before.writers, after.writers),
        ("how long its records are kept", before.retention, after.retention),
        ("its clocks", before.clocks, after.clocks),
        ("its duties", before.duties, after.duties),
        ("the rules between its fields", before.rules, after.rules),
        ("its figures", before.figures, after.figures),
        ("which of its counts are shown to whom", before.aggregates, after.aggregates),
        ("its map", before.place_map, after.place_map),
    ):
        if was != now:
            lines.append(f"Changed: {words}.")
    return lines or ["Only its own words change."]


def _readers(register: Definition) -> tuple[object, ...]:
    """Return all that decides who reads which of its records."""
    return (register.readers, register.published_to, register.confidential_to, register.closed_by,
            register.area)  # fmt: skip


def _differences(
    what: str, before: Mapping[str, tuple[str, object]], after: Mapping[str, tuple[str, object]]
) -> Iterator[str]:
    """Yield what is new, gone, called otherwise or otherwise changed, of parts by their names."""
    yield from (f"New {what}: {title}." for name, (title, _) in after.items() if name not in before)
    for name, (title, part) in before.items():
        if name not in after:
            yield f"No {what} any more: {title}."
            continue
        title_after, part_after = after[name]
        if title != title_after:
            yield f"The {what} “{title}” is now called “{title_after}”."
        elif part != part_after:
            yield f"The {what} changes: {title}."


def _fields(register: Definition) -> dict[str, tuple[str, object]]:
    return {field.name: (field.label, field) for field in register.fields}


def _states(register: Definition) -> dict[str, tuple[str, object]]:
    return {state.name: (state.title, state) for state in register.states}


def _steps(register: Definition) -> dict[str, tuple[str, object]]:
    return {step.name: (step.words, step) for step in register.transitions}


def conflicts(
    before: Definition, after: Definition | None, states: Collection[str], fields: Collection[str]
) -> list[str]:
    """Return why records do not fit the next definition, in words; nothing when they do.

    Parameters
    ----------
    before, after
        The definition that stands, and the next one; ``None`` when there would be none.
    states, fields
        The states that records are or were in, and the fields that hold something in any of them.
    """
    if not states:
        return []
    if after is None:
        return [f"there are records in {before.title.lower()}"]
    later_states = {state.name for state in after.states}
    gone = [
        f"records are or were in the state '{name}'" for name in sorted(set(states) - later_states)
    ]
    return [*gone, *_field_conflicts(before, after, fields)]


def _field_conflicts(
    before: Definition, after: Definition, fields: Collection[str]
) -> Iterator[str]:
    for field in before.fields:
        if field.computed or field.name not in fields:
            continue
        yield from _conflict(field, after.by_name.get(field.name), f"field '{field.name}'")


def _conflict(before: Field, after: Field | None, name: str) -> Iterator[str]:
    if after is None:
        yield f"{name} holds something in records, and is missing"
        return
    same_kind = before.kind == after.kind or (before.kind, after.kind) in WIDER
    if not same_kind or (before.to, before.computed) != (after.to, after.computed):
        yield f"{name} holds something in records, and is another kind of field"
        return
    lost = [choice for choice in before.choices if choice not in after.choices]
    if lost and (after.choices or before.kind == after.kind):
        yield f"{name} lacks the choice '{lost[0]}', which records may hold"
    for column in before.columns:
        if not column.computed:
            others = {each.name: each for each in after.columns}
            own = f"{name}, column '{column.name}',"
            yield from _conflict(column, others.get(column.name), own)
