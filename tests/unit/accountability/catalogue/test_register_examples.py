"""Example records of registers: whole, in an order in which they can be made."""

from __future__ import annotations

import datetime as dt

from beatwise.accountability.catalogue import register_examples
from beatwise.accountability.registers.read_toml import definitions


TODAY = dt.date(2026, 3, 1)


def test_every_register_that_ships_has_an_example():
    """Each has one record at least, made by a role that writes, with steps its roles may take."""
    for slug, register in definitions().items():
        found = register_examples.examples(slug)
        assert found, slug
        for example in found:
            assert example.by in {register.owner, *register.writers}, slug
            assert set(example.values) <= set(register.by_name), slug
            state = register.first.name
            for step in example.steps:
                move = register.transition(step.step)
                assert state in move.sources, (slug, step.step)
                assert step.by in move.roles, (slug, step.step)
                state = move.target


def test_registers_come_after_those_that_they_link_to():
    """A record can be made when the one that it leads to is there."""
    order = [register.slug for register in register_examples.in_order()]
    assert sorted(order) == sorted(definitions())
    for slug, register in definitions().items():
        for field in register.fields:
            if field.kind == "link" and field.to != slug:
                assert order.index(field.to) < order.index(slug)


def test_days_are_counted_from_the_day_of_the_demo():
    """Days before and after, in lines too; other words stay as they are."""
    values = {
        "a": "today", "b": "today-20", "c": "today+1", "d": "todays", "e": 3,
        "f": [{"on": "today-1", "what": "today or not"}],
    }  # fmt: skip
    assert register_examples.on_day(values, TODAY) == {
        "a": "2026-03-01", "b": "2026-02-09", "c": "2026-03-02", "d": "todays", "e": 3,
        "f": [{"on": "2026-02-28", "what": "today or not"}],
    }  # fmt: skip


def test_no_example_names_a_place_of_the_real_county():
    """The demo office is of an invented county: no place of the papers stands in it."""
    from beatwise import data

    words = " ".join(data.text("examples", f"{name}.toml") for name in data.names("examples"))
    for place in ("Leicester", "Rutland", "Charnwood", "Hinckley", "Loughborough", "Melton"):
        assert place not in words
