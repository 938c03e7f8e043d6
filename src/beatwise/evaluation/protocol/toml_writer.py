"""Write a mapping as readable TOML: short values first, then tables, then lists of tables."""

from __future__ import annotations

import json
from collections.abc import Mapping


def toml_text(mapping: Mapping[str, object], heading: str = "") -> str:
    """Return the mapping as TOML text; ``heading`` stands above it as comments.

    Values are words, numbers, true or false, lists of those, mappings and lists of mappings.
    """
    comments = [f"# {line}".rstrip() for line in heading.splitlines()]
    lines = [*comments, ""] if comments else []
    lines += _table(mapping, "")
    return "\n".join(lines).strip() + "\n"


def _table(mapping: Mapping[str, object], path: str) -> list[str]:
    lines = [f"{key} = {_value(v)}" for key, v in mapping.items() if not _nested(v)]
    for key, value in mapping.items():
        name = f"{path}.{key}" if path else key
        if isinstance(value, dict):
            lines += ["", f"[{name}]", *_table(value, name)]
        elif isinstance(value, list) and _nested(value):
            for item in value:
                lines += ["", f"[[{name}]]", *_table(item, name)]
    return lines


def _nested(value: object) -> bool:
    return isinstance(value, dict) or (
        isinstance(value, list) and bool(value) and isinstance(value[0], dict)
    )


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_value(item) for item in value) + "]"
    if isinstance(value, int | float):
        return repr(value)
    return json.dumps(str(value), ensure_ascii=False)
