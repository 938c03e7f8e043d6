"""A definition's fields in words: all of them, what a version changed, what the history says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from beatwise.accountability.measures.measure import Measure
from beatwise.accountability.measures.measure_words import FIELDS
from beatwise.accountability.plan import change_control
from beatwise.accountability.plan.change_control import in_words
from beatwise.accountability.roles import owner_titles
from beatwise.web.performance import from_rows, selectors
from beatwise.web.performance.presenters.measure_page import on_what


def fields(measure: Measure) -> list[dict[str, object]]:
    """Return every field of a definition, in words."""
    return [
        {"label": label, "words": _in_words(name, _field(getattr(measure, name)))}
        for name, label in FIELDS.items()
    ]


def differences(before: Measure | None, after: Measure) -> list[dict[str, object]]:
    """Return what a version changed, side by side."""
    if before is None:
        return []
    return [
        {
            "where": FIELDS.get(each.field, each.field.capitalize()),
            "before": _in_words(each.field, each.before),
            "after": _in_words(each.field, each.after),
        }
        for each in change_control.differences(before, after)
        if each.field not in ("version", "valid_from")
    ]


def effect(action: str, details: Mapping[str, Mapping[str, object]]) -> dict[str, object]:
    """Return what a change did, in words, and its fields before and after."""
    before, after = details["before"], details["after"]
    lines = [
        {"label": _LABELS.get(k) or k.replace("_", " ").capitalize(),
         "before": _in_words(k, before.get(k, "")), "after": _in_words(k, after.get(k, ""))}
        for k in {**before, **after}
    ]  # fmt: skip
    what = action.partition(".")[2].replace("_", " ").capitalize()
    return {"words": _ACTIONS.get(action) or what, "lines": lines}


def _in_words(name: str, value: object) -> object:
    """Return a field's value in words: roles, dates, periods, what a commentary is on."""
    words = str(value)
    if name == "owner":
        return owner_titles().get(words, value)
    if name == "about":
        return on_what(words)
    if name == "strategy":
        return selectors.strategy_titles().get(words, value)
    if name in ("period", "starts"):
        return from_rows.period(words).words if words else value
    try:
        return in_words(dt.date.fromisoformat(words)) if len(words) == 10 else value
    except ValueError:
        return value


_LABELS = {
    **FIELDS,
    "valid_from": "Holds from",
    "about": "On",
    "vintage": "Known on",
    "starts": "New limits from",
}
_ACTIONS = {
    "measure.define": "Defined",
    "measure.change": "Definition changed",
    "observation.add": "Value added",
    "observation.import": "Values imported",
    "observation.take_out": "Value withdrawn",
    "observation.take_back": "Import of values undone",
    "commentary.write": "Commentary written",
    "chart.rebase": "Control chart re-based",
    "chart.withdraw_rebase": "Re-basing withdrawn",
}


def _field(value: object) -> str:
    return in_words(value) or "none"
