"""The rows of a file as a preview lists them: what each would do to the plan's actions."""

from __future__ import annotations

from beatwise.clock import day_words
from beatwise.web.actions.imports.action_rules import RowOutcome
from beatwise.web.imports.batches import Preview


_CHANGES = ("title", "strategy", "state", "completed", "depends_on", "evidence")


def first(preview: Preview, most: int) -> list[tuple[str, str, str, str]]:
    """Return the first so many rows: id, title, due date, and what each would do."""
    return [_line(outcome) for outcome in [*preview.new, *preview.changed][:most]]


def _line(outcome: RowOutcome) -> tuple[str, str, str, str]:
    """Return what one row of a file would do, as a row of its preview."""
    action, before = outcome.action, outcome.before
    due = day_words(action.due) if action.due else "no date"
    if before is None:
        return action.id, action.title, due, f"new, {action.state}"
    named = {n: getattr(action, n) != getattr(before, n) for n in _CHANGES}
    named["area"] = outcome.area != outcome.area_before
    changes = [
        name.replace("depends_on", "what it waits for") for name, is_so in named.items() if is_so
    ]
    return action.id, action.title, due, f"changes {', '.join(changes)}"
