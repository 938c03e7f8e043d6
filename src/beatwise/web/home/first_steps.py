"""What an office that is new needs before it can be worked in, for who may do it."""

from __future__ import annotations

from django.core.cache import caches

from beatwise.accountability import roles
from beatwise.accountability.roles import Person
from beatwise.web.registry import FirstStep, registry


KNOWN_DONE = 600  # seconds for which a step that was done is not looked up again


def first_steps(person: Person) -> list[tuple[str, str]]:
    """Return what this person is still to do once, in words, and the address where it is done."""
    mine = [step for step in registry.first_steps.values() if roles.may(person, step.needs)]
    addresses = ((step.words, _address(step)) for step in sorted(mine, key=lambda step: step.order))
    return [(words, address) for words, address in addresses if address]


def _address(step: FirstStep) -> str | None:
    name = f"first_step/{step.order}"
    if caches["near"].get(name):
        return None
    address = step.address()
    if address is None:
        caches["near"].set(name, True, KNOWN_DONE)
    return address
