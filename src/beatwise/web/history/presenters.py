"""The history of one thing, in the words of the app that it belongs to."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

from beatwise.web.history.models import Change
from beatwise.web.pages.words import field_value
from beatwise.web.pages.words import label as label_words


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
    lines = effect_lines(json.loads(row.details), label, value_words)
    return {"change": row, "words": did(row.action), "lines": lines}


def effect_lines(
    details: Mapping[str, Mapping[str, object]],
    label: Callable[[str], str],
    value_words: Callable[[str, object], str],
) -> list[dict[str, str]]:
    """Return a change's fields as rows: the label, the value before and the value after."""
    before, after = details["before"], details["after"]

    def words(name: str, fields: Mapping[str, object]) -> str:
        return "" if fields.get(name) is None else value_words(name, fields[name])

    return [
        {"label": label(n), "before": words(n, before), "after": words(n, after)}
        for n in {**before, **after}
    ]


def plain_lines(details: Mapping[str, Mapping[str, object]]) -> list[dict[str, str]]:
    """Return a change's fields as rows, of a thing whose app has no words of its own for them."""
    return effect_lines(details, plain_label, plain_value)


def plain_label(name: str) -> str:
    """Return a field's label, of an app that has no words of its own for it."""
    return LABELS.get(name) or label_words(name)


def plain_value(name: str, value: object) -> str:
    """Return a field's value in words, of an app that has none of its own for it."""
    return field_value(value, name)


LABELS = {
    "as_at": "As at",
    "band_d": "Band D",
    "begins": "Begins",
    "by": "By",
    "digest": "Fingerprint",
    "on": "Day",
    "sha256": "Fingerprint",
    "uses": "Permitted uses",
    "words": "Words",
}
