"""The demo's papers: one that was released, and one that waits to be signed off."""

from __future__ import annotations

from collections.abc import Callable

from beatwise.web.accounts.models import Account
from beatwise.web.pages.today import today
from beatwise.web.papers import release_steps, selectors, writing
from beatwise.web.performance import gate
from beatwise.web.performance.presenters import board_charts


PANEL = "Police and crime panel"
OPENING = """## Purpose of report

This report tells the panel how the plan's actions and first measures stand.

## Actions

Of {actions.total} actions, {actions.complete} are complete, {actions.in_progress} are under way
and {actions.overdue} are overdue.

{table: actions}
"""
MEASURE = """
## {title}

The newest value is {{{name}.latest}}, of {{{name}.latest | period}}.

{{chart: {name}}}
"""


def fill(person: Callable[[str], Account]) -> None:
    """Make the papers; ``person`` returns the account of a role."""
    titles = {row.measure.id: row.measure.title for row in gate.plan_scorecard(None) if row.latest}
    text = OPENING
    for name in list(board_charts.pictures(titles))[:2]:
        text += MEASURE.format(title=titles[name], name=name)
    _put_forward(person, "How the plan stands", text)
    _step(person, 1, "governance", "sign_off")
    version = selectors.paper(1).version
    release_steps.release(number=1, version=version, by=person("commissioner"), stepped_up=True)
    _put_forward(person, "Actions of the plan", OPENING)


def _put_forward(person: Callable[[str], Account], title: str, text: str) -> None:
    values = {
        "title": title, "body": PANEL, "date": today(), "author": "performance",
        "contact": "governance", "classification": "Official", "text": text,
    }  # fmt: skip
    row = writing.make_paper(values=values, by=person("performance"))
    _step(person, row.number, "performance", "put_forward")


def _step(person: Callable[[str], Account], number: int, role: str, name: str) -> None:
    version = selectors.paper(number).version
    release_steps.take_step(number=number, version=version, name=name, by=person(role))
