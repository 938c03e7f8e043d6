"""What is worked out over many records, as an API: figures, and what was due in a period."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from django.http import HttpRequest
from ninja import Path, Router, Schema

from beatwise.web.access import tokens
from beatwise.web.pages import api
from beatwise.web.registers import selectors
from beatwise.web.registers.shapes import duty_items, figure_groups, figure_pages


router = Router(tags=["registers"])
Slug = Annotated[str, Path(pattern="^[a-z_]{1,40}$", description="The register.")]


class FiguresOut(Schema):
    """A group of figures: its rows, the last of which is of all records."""

    name: str
    title: str
    by: str
    clocks: list[str]
    rows: list[dict[str, object]]


class DueOut(Schema):
    """Something that was due: of which record and duty, how often, done when, and its standing."""

    number: int
    duty: str
    due: dt.date
    times: int
    done: list[dt.date]
    standing: str


@router.get("/{slug}/figures/", response={200: list[FiguresOut], **api.REFUSALS})
def list_figures(request: HttpRequest, slug: Slug) -> object:
    """List the figures over all records of a register; money is in whole pence."""
    person = api.may(request, tokens.READ)
    register = selectors.opened(slug, person)
    rows = selectors.records(register, person)
    groups = figure_groups.visible_groups(register, person)
    tables = [figure_groups.table(register, group, rows, person) for group in groups]
    return [figure_pages.as_values(table) for table in tables]


@router.get("/{slug}/duties/", response={200: list[DueOut], **api.REFUSALS})
def list_duties(request: HttpRequest, slug: Slug, first: dt.date, last: dt.date) -> object:
    """List what was due from ``first`` to ``last``, and how each stands."""
    person = api.may(request, tokens.READ)
    register = selectors.opened(slug, person)
    return [
        {
            "number": each.record.number,
            "duty": each.duty.name,
            "due": item.window.due,
            "times": item.window.times,
            "done": list(item.done),
            "standing": item.standing.value,
        }
        for each in duty_items.of_period(register, person, first, last)
        for item in each.items
    ]
