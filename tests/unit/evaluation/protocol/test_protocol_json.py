"""A protocol from what its file says, and what it refuses."""

from __future__ import annotations

import copy
import datetime as dt

import pytest
from tests.unit.evaluation.worlds import daily_mapping, mapping, stepped_mapping

from beatwise.errors import BadInput
from beatwise.evaluation.designs.crossover import Crossover
from beatwise.evaluation.protocol.protocol_json import from_json


def test_both_kinds_are_read() -> None:
    """As they are written they are read."""
    assert len({a.start for a in from_json(stepped_mapping(), "p").areas}) == 6
    design = from_json(daily_mapping(), "p").design
    assert isinstance(design, Crossover)
    assert design.days.weeks == 52


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda s: s.update(format="other"), "not a protocol"),
        (lambda s: s.pop("periods"), "says nothing about 'periods'"),
        (lambda s: s["periods"].update(patrols="soon"), "not a month"),
        (lambda s: s["design"].update(kind="wishful"), "kind 'wishful'"),
        (lambda s: s["area"][0].update(outline="POLYGON oops"), "cannot be read"),
        (lambda s: s["outcome"].update(secondary=[{}]), "not a list of words"),
        (lambda s: s.update(theory=[{"stage": "input", "text": 3}]), "not a list of words"),
        (lambda s: s["power"].update(note=float("nan")), r"'power.note' is nan"),
        (lambda s: s["area"][1].update(day=dt.date(2025, 1, 1)), r"'area 2.day' is datetime.date"),
    ],
)
def test_a_protocol_that_cannot_be_read_is_named(change, words) -> None:
    """Everything missing or of the wrong kind is named."""
    document = copy.deepcopy(mapping())
    change(document)
    with pytest.raises(BadInput, match=words):
        from_json(document, "p.toml")
