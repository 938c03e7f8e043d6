"""Whether records that exist still fit a register's next definition."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from beatwise.accountability.registers.register_definition import Definition, Field


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
    if (before.kind, before.to, before.computed) != (after.kind, after.to, after.computed):
        yield f"{name} holds something in records, and is another kind of field"
        return
    if lost := [choice for choice in before.choices if choice not in after.choices]:
        yield f"{name} lacks the choice '{lost[0]}', which records may hold"
    for column in before.columns:
        if not column.computed:
            others = {each.name: each for each in after.columns}
            own = f"{name}, column '{column.name}',"
            yield from _conflict(column, others.get(column.name), own)
