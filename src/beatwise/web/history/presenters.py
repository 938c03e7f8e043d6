"""The history of one thing, in the words of the app that it belongs to."""

from __future__ import annotations

import json
from collections.abc import Callable

from beatwise.web.history.models import Change


def entries(
    thing: str,
    *,
    did: Callable[[str], str],
    label: Callable[[str], str],
    value_words: Callable[[str, object], str],
) -> list[dict[str, object]]:
    """Return the changes of a thing, newest first, for ``history/entries.html``.

    ``did`` says an action in words, ``label`` a field, ``value_words`` a field's value.
    """
    rows = Change.objects.filter(thing=thing).select_related("by").order_by("-number")
    return [_entry(row, did, label, value_words) for row in rows]


def _entry(
    row: Change,
    did: Callable[[str], str],
    label: Callable[[str], str],
    value_words: Callable[[str, object], str],
) -> dict[str, object]:
    details = json.loads(row.details)
    before, after = details["before"], details["after"]

    def words(name: str, fields: dict[str, object]) -> str:
        return "" if fields.get(name) is None else value_words(name, fields[name])

    lines = [
        {"label": label(n), "before": words(n, before), "after": words(n, after)}
        for n in {**before, **after}
    ]
    return {"change": row, "words": did(row.action), "lines": lines}
