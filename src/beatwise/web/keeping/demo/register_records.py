"""Records of every register: the examples that come along, made by the roles that make them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from django.utils import timezone

from beatwise.accountability.catalogue import register_examples
from beatwise.accountability.catalogue.register_examples import Example
from beatwise.accountability.questions import EVERY
from beatwise.accountability.registers.register_definition import Definition
from beatwise.web.accounts.models import Account
from beatwise.web.registers import actions
from beatwise.web.registers.models import Record


_REASONS = {EVERY: "An example."}
# One empty page of A4.
_PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF\n"
)


def fill(account: Callable[[str], Account]) -> list[Record]:
    """Make the examples of every register, and return their records.

    ``account`` returns who acts in a role.
    """
    today = timezone.localdate()
    return [
        _make(register, example, account, today)
        for register in register_examples.in_order()
        for example in register_examples.examples(register.slug)
    ]


def _make(
    register: Definition, example: Example, account: Callable[[str], Account], today: dt.date
) -> Record:
    values = register_examples.on_day(example.values, today)
    record = actions.make(
        register=register, values=values, by=account(example.by), reasons=_REASONS
    )
    for step in example.steps:
        record = actions.move(
            register=register,
            number=record.number,
            version=record.version,
            step=step.step,
            by=account(step.by),
            why=step.why,
            stepped_up=True,
            values=register_examples.on_day(step.values, today),
            files=_files(register, step.step),
            reasons=_REASONS,
        )
    return record


def _files(register: Definition, step: str) -> dict[str, tuple[str, bytes]]:
    """Return an example of each file that the state needs to which a step leads."""
    needs = register.state(register.transition(step).target).files
    return {need.name: (f"{need.name}.pdf", _PDF) for need in needs}
