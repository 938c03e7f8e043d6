"""A register as the page shows it that asks whether to load it."""

from __future__ import annotations

from beatwise.accountability import roles
from beatwise.accountability.registers.definition_changes import differences
from beatwise.accountability.registers.register_definition import Definition, Field
from beatwise.web.registers import presenters
from beatwise.web.registers.models import Record


KINDS = {
    "text": "One line of text", "long": "Text", "date": "Day", "money": "Amount in pounds",
    "yes_no": "Yes or no", "role": "Role", "lines": "Table",
}  # fmt: skip


def outlook(before: Definition | None, after: Definition) -> dict[str, object]:
    """Return what a register will be: what it is called, who sees it, fields, states and steps.

    With ``before``, the register that stands, also what changes and how many records there are.
    """
    return {
        "after": after,
        "owner": roles.role(after.owner).title,
        "states": ", ".join(state.title for state in after.states),
        "fields": [
            {"label": field.label, "kind": _kind(field), "required": field.required}
            for field in after.fields
        ],
        "steps": presenters.table_of_steps(after),
        "access": presenters.access_in_words(after),
        "differences": differences(before, after) if before else [],
        "records": Record.objects.filter(register=after.slug, removed=False).count(),
    }


def _kind(field: Field) -> str:
    if field.computed:
        return f"Worked out: {field.formula}"
    if field.choices:
        return f"One of: {', '.join(field.choices)}"
    if field.columns:
        return f"Table of: {', '.join(column.label for column in field.columns)}"
    if field.whole:
        return f"Whole {field.whole}"
    return KINDS.get(field.kind, field.kind.replace("_", " ").capitalize())
