"""The history of one thing, in the words of the app that it belongs to."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from beatwise.web.history.models import Change


def entries(
    thing: str,
    *,
    did: Callable[[str], str],
    label: Callable[[str], str],
    said: Callable[[str, Any], str],
) -> list[dict[str, Any]]:
    """Return the changes of a thing, newest first, for ``history/entries.html``.

    ``did`` says an action in words, ``label`` a field, ``said`` a field's value.
    """
    rows = Change.objects.filter(thing=thing).select_related("by").order_by("-number")
    return [_entry(row, did, label, said) for row in rows]


def _entry(
    row: Change,
    did: Callable[[str], str],
    label: Callable[[str], str],
    said: Callable[[str, Any], str],
) -> dict[str, Any]:
    details = json.loads(row.details)
    before, after = details["before"], details["after"]
    lines = [
        {"label": label(n), "before": _words(n, before, said), "after": _words(n, after, said)}
        for n in {**before, **after}
    ]
    return {"change": row, "words": did(row.action), "lines": lines}


def _words(name: str, held: dict[str, Any], said: Callable[[str, Any], str]) -> str:
    return "" if held.get(name) is None else said(name, held[name])
