"""A record's history in words: what each change did, and its fields before and after."""

from __future__ import annotations

from beatwise.accountability.registers import field_values
from beatwise.accountability.registers.field_values import FieldValue
from beatwise.accountability.registers.register_definition import Definition
from beatwise.web.pages import words
from beatwise.web.registers.selectors import HistoryEntry


def effects(register: Definition, entries: list[HistoryEntry]) -> list[dict[str, object]]:
    """Return a record's history with fields by their labels and values in words."""
    return [
        {
            "change": entry.change,
            "words": did(register, entry.change.action),
            "lines": _lines(register, entry.before, entry.after),
        }
        for entry in entries
    ]


def did(register: Definition, action: str) -> str:
    """Return what a change did, in words."""
    name = action.partition(".")[2]
    step = next((t.words for t in register.transitions if t.name == name), "")
    return _DID.get(name) or step or name.replace("_", " ").capitalize()


_DID = {
    "make": "Made",
    "commit": "Made by an import",
    "change": "Changed",
    "comment": "Comment",
    "link": "Linked",
    "attach": "File added",
    "remove": "Withdrawn",
    "restore": "Put back",
    "erase": "Content erased",
}


def _lines(
    register: Definition, before: dict[str, FieldValue], after: dict[str, FieldValue]
) -> list[dict[str, str]]:
    lines = []
    fields = {**before, **after}
    order = ["state", *register.by_name]
    for name in sorted(fields, key=lambda n: order.index(n) if n in order else len(order)):
        lines.append(
            {
                "label": register.by_name[name].label
                if name in register.by_name
                else words.label(name),
                "before": _value_words(register, name, before.get(name)),
                "after": _value_words(register, name, after.get(name)),
            }
        )
    return lines


def _value_words(register: Definition, name: str, value: FieldValue) -> str:
    if value is None:
        return ""
    if name in register.by_name:
        return field_values.display_text(register.by_name[name], value)
    if name == "state":
        return register.state(str(value)).title
    return words.field_value(value, name)
