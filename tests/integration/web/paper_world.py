"""An office with two measures and a paper about them, for tests of papers."""

from __future__ import annotations

from typing import Any

from beatwise.accountability.questions import EVERY


MEASURE = """
format = 1
id = "{id}"
version = 1
valid_from = 2024-04-01
title = "{title}"
definition = "Counted by the force."
strategy = "neighbourhood-crime"
level = "headline"
unit = "count"
frequency = "yearly"
source = "Force"
owner = "performance"
disclosure = "{disclosure}"
[expectation]
words = "Reduce"
"""
TEXT = """## Robbery

In 2025/26 there were {robbery-offences.2025/26} robberies, {robbery-offences.latest | change from \
last year}.

{table: robbery-offences}

Of the people helped, {homeless-helped.latest.Northtown} live in Northtown.
"""
VALUES = {
    "title": "Robbery in the towns", "body": "Police and crime panel", "date": "2026-06-15",
    "author": "performance", "contact": "governance", "classification": "Official", "text": TEXT,
}  # fmt: skip


def load(office: Any) -> None:
    """Load a measure that anybody may see, and one about people with a small count."""
    from beatwise.web.performance.definitions import actions

    by = office.account("performance")
    robbery = MEASURE.format(id="robbery-offences", title="Robbery offences", disclosure="none")
    helped = MEASURE.format(id="homeless-helped", title="People helped", disclosure="small counts")
    actions.load_shipped(name="plan-2025-29", by=by)
    actions.define(texts=[robbery, helped], by=by)
    enter(office, "robbery-offences", "2024/25", "144")
    enter(office, "robbery-offences", "2025/26", "156")
    enter(office, "homeless-helped", "2025/26", "9041")
    enter(office, "homeless-helped", "2025/26", "4", area="Northtown")
    enter(office, "homeless-helped", "2025/26", "9037", area="Southtown")


def enter(office: Any, measure: str, period: str, value: str, area: str = "") -> None:
    """Enter one value of a measure."""
    from beatwise.web.performance import observations

    cells = {"period": period, "area": area or "whole area", "value": value}
    observations.observe(
        measure=measure, cells=cells, by=office.account("performance"), new_area=True,
        reasons={EVERY: "As the paper prints it."},
    )  # fmt: skip


def write(office: Any, **values: object) -> Any:
    """Begin a paper as the performance officer, and return it."""
    from beatwise.web.papers import writing

    return writing.make_paper(values={**VALUES, **values}, by=office.account("performance"))


def step(office: Any, number: int, role: str, name: str, why: str = "") -> Any:
    """Take a step of a paper as a role."""
    from beatwise.web.papers import release_steps, selectors

    version = selectors.paper(number).version
    return release_steps.take_step(
        number=number, version=version, name=name, by=office.account(role), why=why
    )


def release(office: Any, number: int, role: str = "commissioner") -> Any:
    """Release a paper as a role, who has just proved who they are."""
    from beatwise.web.papers import release_steps, selectors

    version = selectors.paper(number).version
    return release_steps.release(
        number=number, version=version, by=office.account(role), stepped_up=True
    )


def released(office: Any, **values: object) -> Any:
    """Write a paper and take it all the way; return its release."""
    number = write(office, **values).number
    step(office, number, "performance", "put_forward")
    step(office, number, "governance", "sign_off")
    return release(office, number)
