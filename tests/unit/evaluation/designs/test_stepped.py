"""Stepped starts: rules of their protocol, their totals and their warning."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from tests.unit.evaluation.worlds import material, stepped_mapping

from beatwise.errors import BadInput
from beatwise.evaluation.designs.study_design import MonthlyDesign
from beatwise.evaluation.power.programme import Programme
from beatwise.evaluation.protocol.protocol_json import from_json


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda s: s["area"][0].pop("start"), "'Area 0' has no start"),
        (lambda s: s["area"][0].update(start="2025-02"), "unit 'u0' start in different"),
        (lambda s: [a.update(start="2025-02") for a in s["area"]], "nothing is stepped"),
        (lambda s: s["area"][0].update(start="2026-02"), "outside the patrolled months"),
    ],
)
def test_starts_that_cannot_be_are_named(change: Callable[[Any], object], words: str) -> None:
    """A start missing, torn within a unit, common to all or outside: each is named."""
    document = stepped_mapping()
    change(document)
    with pytest.raises(BadInput, match=words) as refusal:
        from_json(document, "here.toml")
    assert refusal.value.place == "here.toml"


def test_totals_of_stepped_starts_are_off_and_on_patrol() -> None:
    """Two totals, which add up to every incident, and nothing compared besides."""
    units = material().panel("shoplifting")
    in_steps = from_json(stepped_mapping(), "p").design
    assert isinstance(in_steps, MonthlyDesign)
    off_and_on = in_steps.totals(units)
    assert off_and_on.treated_before + off_and_on.treated_after == units.counts.sum()
    assert off_and_on[2:] == (0, 0)


def test_too_few_dealings_are_warned_of() -> None:
    """Three units in three steps can be dealt six ways: no p below a sixth."""
    start = np.array([12, 15, 18])
    few = Programme(np.ones(3), np.ones(3, bool), np.zeros(3, np.int64), 12, 12, start)
    warning = from_json(stepped_mapping(), "p").design.too_few(few, 0.05)
    assert warning is not None
    assert "smallest p this design can ever give is 0.167" in warning
